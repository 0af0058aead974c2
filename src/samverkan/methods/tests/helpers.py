"""What the tests of methods share: the small method, a way to break it, and what is then said."""

from pathlib import Path

from samverkan.methods.check import check
from samverkan.methods.problems import Problem

HERE = Path(__file__).parent
SMALL = (HERE / "small.yaml").read_text(encoding="utf-8")
TREFAS = (HERE.parent / "catalogue" / "trefas.yaml").read_text(encoding="utf-8")
REPOSITORY = HERE.parents[3]


def changed(*replacements: tuple[str, str], text: str = SMALL) -> str:
    """The text with each old part, which stands in it exactly once, replaced by the new."""
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def said(*replacements: tuple[str, str]) -> list[tuple[str, str]]:
    """Path and Swedish message of each problem in the small method after the replacements."""
    return [(found.path, found.message.sv) for found in problems(*replacements)]


def problems(*replacements: tuple[str, str]) -> list[Problem]:
    """The problems in the small method after the replacements."""
    return check(changed(*replacements))


def line_of(text: str, part: str) -> int:
    """The line, from 1, where a part that stands once is found."""
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1
