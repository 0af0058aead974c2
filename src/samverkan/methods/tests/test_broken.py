"""Each broken file says in its own first lines what is wrong with it, on which line and what to do."""

import re
from pathlib import Path

import pytest

from samverkan.methods.check import check
from samverkan.methods.loading import load
from samverkan.methods.problems import MethodError
from samverkan.methods.tests.helpers import HERE

BROKEN = sorted((HERE / "broken").glob("*.yaml"))
EXPECTED = re.compile(r"# fel: (\d+) \| (.*?) \| (.+)")


def expected(path: Path) -> list[tuple[int, str, str]]:
    """Line, path and Swedish remedy of each problem, from the comments at the top of the file."""
    found = EXPECTED.findall(path.read_text(encoding="utf-8"))
    return [(int(line), where, remedy) for line, where, remedy in found]


def test_there_are_many_broken_files() -> None:
    assert len(BROKEN) >= 30


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_every_fault_is_named_with_line_and_remedy(path: Path) -> None:
    assert expected(path), "a broken file says what is wrong with it"
    found = [
        (problem.line, problem.path, problem.remedy.sv) for problem in check(path.read_text(encoding="utf-8"))
    ]
    assert found == expected(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_both_languages_are_complete_and_differ(path: Path) -> None:
    for problem in check(path.read_text(encoding="utf-8")):
        for words in (problem.message, problem.remedy):
            assert words.sv.strip()
            assert words.en.strip()
        assert problem.message.sv != problem.message.en


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_column_is_inside_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    for problem in check(text):
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_never_loaded(path: Path) -> None:
    with pytest.raises(MethodError) as caught:
        load(path)
    assert len(caught.value.problems) == len(expected(path))
    assert path.name in str(caught.value)
