"""The table of capabilities leads somewhere in every row, and a row that leads nowhere is told."""

from dataclasses import replace

import pytest
from tools.capabilities.dead import address, dead
from tools.capabilities.page import render
from tools.capabilities.rows import Part, Row, parts

ROWS_OF = {"A": 12, "B": 11, "C": 10, "D": 10, "E": 10, "F": 13, "G": 8, "H": 9}
GOOD = Row(
    "Z1", "Something.", pages=("desk",), commands=("method check",), see=("adr/0001-copy-on-disclosure.md",),
    tests=("tests/docs/test_capabilities.py::test_no_row_leads_nowhere",),
)  # fmt: skip
BAD = {
    "a page's name": ("no page is named deks", {"pages": ("deks",)}),
    "a command": ("there is no command `samverkan method chek`", {"commands": ("method chek",)}),
    "a word too many": ("there is no command `samverkan serve now`", {"commands": ("serve now",)}),
    "a document": ("docs/adr/no.md is not there", {"see": ("adr/no.md",)}),
    "a folder": ("docs/adr is not there", {"see": ("adr",)}),
    "a test's file": ("there is no test tests/no.py::test_it", {"tests": ("tests/no.py::test_it",)}),
    "a test's name": (
        "there is no test tests/docs/test_capabilities.py::test_no",
        {"tests": ("tests/docs/test_capabilities.py::test_no",)},
    ),
    "no test at all": ("no test proves it", {"tests": ()}),
    "a file for a test": (
        "there is no test tests/docs/test_capabilities.py",
        {"tests": ("tests/docs/test_capabilities.py",)},
    ),
    "a helper for a test": (
        "there is no test tests/docs/test_capabilities.py::faults",
        {"tests": ("tests/docs/test_capabilities.py::faults",)},
    ),
    "nothing to see": ("no page, command or document shows it", {"pages": (), "commands": (), "see": ()}),
    "not built, yet shown": (
        "marked as not built, yet points at something: take the todo away, or the rest",
        {"todo": "somebody"},
    ),
}


def faults(row):
    return dead([Part("Z", "Trial", (row,))])


def test_no_row_leads_nowhere(template):
    assert dead(parts()) == []


def test_no_row_was_dropped():
    assert {part.letter: len(part.rows) for part in parts()} == ROWS_OF
    assert [row.id for row in parts()[0].rows] == [f"A{n}" for n in range(1, 13)]


def test_a_good_row_has_no_fault(template):
    assert faults(GOOD) == []


@pytest.mark.parametrize("case", BAD)
def test_what_leads_nowhere_is_told(template, case):
    said, change = BAD[case]
    assert faults(replace(GOOD, **change)) == [f"Z1: {said}"]


def test_an_address_shows_what_it_takes(template):
    assert address("desk") == "/"
    assert address("case") == "/arenden/<case>/"
    assert address("nowhere") is None


def test_a_misspelt_key_is_named_with_its_row(tmp_path):
    (tmp_path / "z.yaml").write_text("letter: Z\ntitle: T\nrows: [{what: A., test: [x]}]\n")
    with pytest.raises(ValueError, match=r"z\.yaml, Z1: there is no key test"):
        parts(tmp_path)


def test_the_page_says_what_is_missing_and_what_is_not_built(template):
    rows = (GOOD, replace(GOOD, id="Z2", left="half of it"), Row("Z3", "Another.", todo="groups"))
    text = render([Part("Z", "Trial", rows)])
    assert "Of 3 rows: 1 built, 1 partly, 1 not built yet." in text
    assert "| Z2 | Something. *Missing: half of it* |" in text
    assert "| Z3 | Another. | *Not built yet; belongs in `groups/`* | |" in text
    assert "[no row leads nowhere](../../tests/docs/test_capabilities.py)" in text
