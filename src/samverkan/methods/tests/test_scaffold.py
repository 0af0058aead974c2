"""`samverkan method new`: the file is right but for what only a human can fill in, and says what that is."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from samverkan.methods.check import check
from samverkan.methods.commands import method
from samverkan.methods.loading import CATALOGUE, UnknownMethodError, load, loads
from samverkan.methods.scaffold import BLANK, scaffold, source_of
from samverkan.methods.scaffold_words import COMMENTS
from samverkan.methods.schema import Method
from samverkan.methods.spec import spec_of
from samverkan.methods.words import Certainty

TODAY = date(2026, 12, 1)
SOURCES = [BLANK, *sorted(CATALOGUE.glob("*.yaml"))]
LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])
EACH = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


def filled(text: str) -> str:
    """The file as it looks when a human has written something wherever it asks."""
    return re.sub(r'"(FYLL I|FILL IN)[^"]*"', '"Något eget."', text)


@EACH
@LANGUAGES
def test_only_what_a_human_must_fill_in_is_wrong(source: Path, language: str) -> None:
    problems = check(scaffold("nytt", TODAY, source, language))
    assert problems
    assert {found.message.sv for found in problems} == {"Här är inte ifyllt än."}
    assert {found.path.split(".")[0].split("[")[0] for found in problems} == {
        "name",
        "purpose",
        "evidence",
        "needs",
    }


@EACH
@LANGUAGES
def test_filled_in_it_is_a_method_of_its_own(source: Path, language: str) -> None:
    new = loads(filled(scaffold("nytt", TODAY, source, language)))
    assert (new.id, new.version, new.dated) == ("nytt", 1, TODAY)
    assert [card.certainty for card in new.evidence] == [Certainty.NONE_FOUND], (
        "another method's evidence is not ours"
    )
    if source != BLANK:
        old = load(source)
        assert (new.kinds, new.roles, new.phases, new.retention) == (
            old.kinds,
            old.roles,
            old.phases,
            old.retention,
        )


@LANGUAGES
def test_every_part_has_a_comment_before_it(language: str) -> None:
    lines = scaffold("nytt", TODAY, BLANK, language).split("\n")
    keys = [(n, line.partition(":")[0]) for n, line in enumerate(lines) if re.match(r"[a-z]+:", line)]
    bare = [
        key for n, key in keys if not lines[n - 1].startswith("# ") and key not in {"id", "version", "dated"}
    ]
    assert bare in ([], ["moves"])  # the steps stand under the phases' comment in the older file


def test_there_are_words_for_every_part_of_the_format() -> None:
    assert spec_of(Method).below().keys() - COMMENTS.keys() == {"id", "version", "dated"}
    assert all(words.sv != words.en for words in COMMENTS.values())


def test_a_copy_says_what_it_was_copied_from() -> None:
    assert "Kopierad från trefas.yaml" in scaffold("nytt", TODAY, source_of("trefas"))
    assert "Kopierad" not in scaffold("nytt", TODAY)


def test_a_source_goes_by_id_or_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("x")
    assert source_of(str(own)) == own
    assert source_of("trefas") == CATALOGUE / "trefas.yaml"
    with pytest.raises(UnknownMethodError, match=r"ingen metod trefass\. Välj en av: .*trefas"):
        source_of("trefass")


def run(folder: Path, *words: str):
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        return CliRunner().invoke(method, ["new", *words])


def test_the_command_writes_the_file_and_says_what_to_fill_in(tmp_path: Path) -> None:
    found = run(tmp_path, "lugna_gatan", "--from", "trefas")
    assert found.exit_code == 0
    assert found.output.startswith("lugna_gatan.yaml: skriven; det här ska ni fylla i:\nlugna_gatan.yaml:")
    assert "→ Skriv på svenska och engelska: vad metoden heter." in found.output
    assert load_filled(tmp_path / "lugna_gatan.yaml").id == "lugna_gatan"


def load_filled(path: Path) -> Method:
    return loads(filled(path.read_text(encoding="utf-8")))


def test_it_speaks_english(tmp_path: Path) -> None:
    found = run(tmp_path, "calm_street", "--lang", "en", "--out", "c.yaml")
    assert "c.yaml: written; fill this in:" in found.output
    assert "# The name on screen." in (tmp_path / "c.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Lugna Gatan"], '"Lugna Gatan" kan inte vara ett id'),
        (["lugna", "--from", "tresfas"], "Katalogen har ingen metod tresfas"),
        (["there"], "there.yaml finns redan; inget har skrivits."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "there.yaml").write_text("mine")
    found = run(tmp_path, *words)
    assert found.exit_code == 2
    assert said in found.output
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]
    assert (tmp_path / "there.yaml").read_text() == "mine"
