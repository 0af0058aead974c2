"""Figures about pupils: each on the list of permitted calculations, each item on it real, and none that orders."""

import ast
from pathlib import Path

from support.calculated import assert_real_and_listed

ROOM = Path(__file__).parents[1]
NUMBERS = {"int", "float", "Decimal", "Decimal | None", "list[tuple[str, int]]", "tuple[int, ...]"}
# Figures that are not about a pupil: what a school has set, how many lines a page has.
NOT_ABOUT_PUPILS = {"settings.py", "known.py", "arriving.py"}
COUNTS_OF_A_PAGE = {
    "Team.open",
    "Start.cases",
    "Start.middle",
    "Start.shortest",
    "Start.longest",
}  # see time_to_start


def test_every_item_is_real_and_on_the_whole_list(template):
    from samverkan.pupils.calculations import PUPILS

    assert_real_and_listed(PUPILS)


def test_joined_twice_it_stands_once(template):
    from samverkan.casework.calculations import permitted
    from samverkan.pupils import calculations

    before = permitted()
    calculations.add()
    assert permitted() == before
    assert len({each.id for each in before}) == len(before)


def test_no_other_number_about_a_pupil_is_worked_out():
    from samverkan.pupils.calculations import PUPILS

    allowed = {each.at.split(":")[1] for each in PUPILS} | COUNTS_OF_A_PAGE
    found = {
        f"{held.name}.{name}"
        for file in (ROOM / "reads").glob("*.py") if file.name not in NOT_ABOUT_PUPILS
        for held in ast.parse(file.read_text()).body if isinstance(held, ast.ClassDef)
        for name in _numbers(held)
    }  # fmt: skip
    assert found <= allowed, found - allowed
    assert found, "nothing was looked at"


def _numbers(held: ast.ClassDef) -> set[str]:
    fields = {
        each.target.id
        for each in held.body
        if isinstance(each, ast.AnnAssign)
        and isinstance(each.target, ast.Name)
        and ast.unparse(each.annotation) in NUMBERS
    }
    worked = {
        each.name
        for each in held.body
        if isinstance(each, ast.FunctionDef) and each.returns and ast.unparse(each.returns) in NUMBERS
    }
    return fields | worked


def test_no_word_of_scoring_stands_in_the_room():
    forbidden = ("risk_score", "riskpoäng", "predict", "likelihood", "priority")
    for file in ROOM.rglob("*.py"):
        if "tests" not in file.parts:
            text = file.read_text().lower()
            assert not [word for word in forbidden if word in text], file
