"""`samverkan list`: tried without a database's help, taken in only by an officer with password and code."""

import pytest
from click.testing import CliRunner

TEXT = "Namn;Person- eller samordningsnummer;Grunder\nProv Ett;199901012386;Hot.\nProv Två;1;Rån.\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text(TEXT)
    return path


def run(*words, typed=""):
    from samverkan.casework.commands import list_command

    return CliRunner().invoke(list_command, [str(each) for each in words], input=typed)


def code_of(world, username):
    from samverkan.secrecy import proof
    from samverkan.secrecy.models import Officer

    return proof.current_code(Officer.objects.get(username=username))


def cases(world):
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    with bound(world.actor("pol.samordnare")):
        return CaseFile.objects.count()


def test_tried_it_tells_each_row_and_writes_the_refused_beside(template, file):
    said = run("check", file)
    assert said.exit_code == 1
    assert "lista.csv: 2 rader. 1 togs in, 1 avvisades, 0 fanns redan." in said.output
    assert (
        "lista.csv, rad 3, kolumn Person- eller samordningsnummer: är inget giltigt personnummer."
        in said.output
    )
    assert "Varför raden avvisades" in file.with_name("lista-avvisade.csv").read_text("utf-8-sig")
    file.write_text(TEXT.rsplit("\n", 2)[0])
    assert run("check", file).exit_code == 0


def test_what_cannot_be_tried_is_told(template, file):
    assert "trefas" in run("check", file, "--method", "nagot").output
    file.write_text("Namn\nProv\n")
    said = run("check", file, "--language", "en")
    assert (said.exit_code, "columns are missing: Grounds" in said.output) == (1, True)


def test_taken_in_by_the_owners_officer_and_only_when_told_to(world, file):
    words = ("import", file, "--programme", "Trefas Prov", "--as", "pol.samordnare")
    typed = f"prov-losenord-1\n{code_of(world, 'pol.samordnare')}\n"
    tried = run(*words, typed=typed)
    assert (tried.exit_code, "lägg till --write" in tried.output) == (0, True)
    assert cases(world) == 0
    used = run(*words, "--write", typed=typed)
    assert (used.exit_code, "stämmer inte" in used.output) == (1, True), "a code is used once"
    assert cases(world) == 0


def test_written_it_stands_on_the_list(world, file):
    typed = f"prov-losenord-1\n{code_of(world, 'pol.samordnare')}\n"
    said = run("import", file, "--programme", "Trefas Prov", "--as", "pol.samordnare", "--write", typed=typed)
    assert (said.exit_code, "1 ärenden är inlästa" in said.output) == (0, True), said.output
    assert cases(world) == 1


@pytest.mark.parametrize(
    ("username", "password", "why"),
    [("pol.samordnare", "fel", "stämmer inte"), ("ingen", "prov-losenord-1", "stämmer inte"),
     ("soc.handlaggare", "prov-losenord-1", "ingen verksamhet")],
)  # fmt: skip
def test_nobody_else_takes_it_in(world, file, username, password, why):
    code = code_of(world, username) if username != "ingen" else "123456"
    said = run(
        "import",
        file,
        "--programme",
        "Trefas Prov",
        "--as",
        username,
        "--write",
        typed=f"{password}\n{code}\n",
    )
    assert (said.exit_code, why in said.output) == (1, True), said.output
    assert cases(world) == 0


def test_a_wrong_password_stands_in_the_authoritys_log(world, file):
    from samverkan.secrecy.binding import bound
    from samverkan.trail.models import Trace

    run("import", file, "--programme", "Trefas Prov", "--as", "pol.samordnare", typed="fel\n123456\n")
    with bound(world.actor("pol.beslut")):
        assert list(Trace.objects.filter(verb="list.take_in").values_list("outcome", flat=True)) == [
            "refused"
        ]
