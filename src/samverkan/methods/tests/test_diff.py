"""`samverkan method diff` in the terminal: what it says, in which order, and its exit code."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from samverkan.methods.commands import method
from samverkan.methods.tests.helpers import SMALL, changed


@pytest.fixture
def diff(tmp_path: Path):
    def run(old: str, new: str, *more: str) -> Result:
        named = []
        for name, text in (("old.yaml", old), ("new.yaml", new)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            named.append(str(tmp_path / name))
        return CliRunner().invoke(method, ["diff", *named, *more])

    return run


def newer(*replacements: tuple[str, str]) -> str:
    return changed(("version: 1", "version: 2"), *replacements)


def test_nothing_changes(diff) -> None:
    found = diff(SMALL, SMALL)
    assert found.exit_code == 0
    assert found.output.splitlines()[1:] == ["Inget ändras för den som arbetar i metoden.", "Slutkod 0."]


def test_changes_stand_by_section_with_whom_they_reach(diff) -> None:
    found = diff(SMALL, newer(("{every_days: 21", "{every_days: 14"), ("[read_figures]", "[operate]")))
    assert found.exit_code == 1
    assert found.output.splitlines() == [
        "small 1 (2026-11-23) → small 2 (2026-11-23)",
        "",
        "Roller och rättigheter",
        "  Gäller alla i verksamheten från dagen, även i ärenden som pågår.",
        "  - Styrgrupp får inte längre läsa siffror utan identiteter.",
        "  - Styrgrupp får sköta driften utan att se uppgifter.",
        "",
        "Mötet",
        "  Gäller verksamheten från dagen. Ärenden som pågår berörs inte.",
        "  - Mötet, dagar mellan möten: 14 (förut 21).",
        "",
        "Varje ärende kan flyttas utan att något går förlorat.",
        "Slutkod 1.",
    ]


def test_what_holds_a_case_back_is_marked_and_has_a_code_of_its_own(diff) -> None:
    longer = ("type: longtext, required: true}", "type: text, required: true}")
    found = diff(SMALL, newer((f"en: Text}}, {longer[0]}", f"en: Text}}, {longer[1]}")))
    assert found.exit_code == 3
    assert "  ! Fältet ”Text” i ”Anteckning”, typ: en rad text (förut längre text)." in found.output
    assert "stannar på version 1: det skulle förlora något." in found.output


def test_it_speaks_english(diff) -> None:
    found = diff(SMALL, newer(("{every_days: 21", "{every_days: 14")), "--lang", "en")
    assert "  - The meeting, days between meetings: 14 (before 21)." in found.output
    assert found.output.endswith("Every case can be moved with nothing lost.\nExit code 1.\n")


def test_a_version_that_was_not_raised_is_pointed_out(diff) -> None:
    found = diff(SMALL, changed(("{every_days: 21", "{every_days: 14")))
    assert "Versionen är densamma (1). Höj version: i den nyare filen." in found.output


def test_files_in_the_wrong_order_are_pointed_out(diff) -> None:
    found = diff(newer(("{every_days: 21", "{every_days: 14")), SMALL)
    assert "Versionen går bakåt, från 2 till 1." in found.output


def test_two_methods_are_not_versions_of_one_another(diff) -> None:
    found = diff(SMALL, changed(("id: small", "id: other")))
    assert found.exit_code == 3
    assert "två olika metoder: small och other" in found.output


def test_a_faulty_file_is_explained_and_is_no_difference(diff) -> None:
    found = diff(SMALL, changed(("case: person", "case: persn")))
    assert found.exit_code == 2
    assert 'Menade du "person"?' in found.output


def test_the_catalogues_methods_go_by_their_id() -> None:
    assert CliRunner().invoke(method, ["diff", "trefas@1", "trefas"]).exit_code == 0
    unknown = CliRunner().invoke(method, ["diff", "trefas@9999", "trefas"])
    assert unknown.exit_code == 2
    assert "Katalogen har ingen metod trefas version 9999." in unknown.output
