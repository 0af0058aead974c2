"""Names that a person would take for the same are the same."""

from __future__ import annotations

import pytest

from samverkan.tables.problem import Problem, gathered
from samverkan.tables.text import Text
from samverkan.tables.words import bare, fold, listed, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Antal_brott (st)", "antal brott"),
        ("ÅR", "år"),
        ("kommun-kod", "Kommun kod"),
        ("per 100 000", "per 100\u00a0000"),
    ],
)
def test_folded_alike(one, other):
    assert fold(one) == fold(other)


def test_dots_are_kept_unless_they_are_asked_away():
    assert fold("År") != fold("Ar")
    assert bare("Område") == bare("OMRADE")


def test_the_nearest_word():
    assert nearest("Skarholmen", ["Skärholmen", "Farsta"]) == "Skärholmen"
    assert nearest("Malmö", ["Skärholmen", "Farsta"]) is None


def test_a_long_list_is_cut_with_its_number():
    assert listed("abc", most=2) == "a, b … (+1)"


def test_a_problem_says_where_why_and_what_to_do():
    problem = Problem("f.csv", Text("är fel", "is wrong"), 5, "Antal", Text("Rätta.", "Mend it."), "x")
    assert problem.sv == "f.csv, rad 5, kolumn Antal: 'x' är fel. Rätta."
    assert problem.en == "f.csv, row 5, column Antal: 'x' is wrong. Mend it."
    assert problem.said.sv == "'x' är fel. Rätta."
    assert Problem("", Text("är fel", "is wrong")).sv == "Är fel."


def test_problems_are_gathered_by_column_and_reason():
    one, other = Text("a", "a"), Text("b", "b")
    found = gathered([Problem("f", one, 2, "x"), Problem("f", one, 3, "x"), Problem("f", other, 4, "x")])
    assert [(each.row, each.count) for each in found] == [(2, 2), (4, 1)]
