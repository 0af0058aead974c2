"""How the value is told: which grades are in it, and the sum written out."""

from samverkan.pupils.grades import law, merit
from samverkan.pupils.grades.tests.notation import TODAY, grades

RULES = law.on(TODAY)


def test_the_sum_is_written_out_with_a_swedish_comma():
    found = merit.value(grades("sv B en A ma E"), RULES).sixteen
    assert found.formula.sv == "17,5 + 20 + 10 = 47,5"
    assert found.formula.en == "17.5 + 20 + 10 = 47.5"


def test_the_language_stands_last_in_the_sum():
    found = merit.value(grades("sv E sp A"), RULES)
    assert found.with_language.formula.sv == "10 + 20 = 30"
    assert found.best is found.with_language


def test_no_grades_is_nought_and_not_an_error():
    assert merit.value({}, RULES).sixteen.formula.sv == "0 = 0"


def test_the_proportion_of_the_dance_education_is_in_the_sum():
    found = merit.value(grades("sv A en E da E"), RULES).sixteen
    assert found.scaled == (16, 3)
    assert found.formula.sv == "(20 + 10 + 10) · 16/3 = 213,33"


def test_dashes_are_told_by_name_and_not_counted():
    found = merit.value(grades("sv E tk - bi -"), RULES)
    assert found.dashes == ("biology", "technology")
    assert found.grades == 1


def test_of_equal_grades_those_first_in_the_law_are_told():
    found = merit.value(grades("alla E mm E tn E"), RULES).sixteen
    assert [each.subject for each in found.counted][-1] == "technology"


def test_hundreds_keep_their_noughts():
    assert merit.plain(merit.value(grades("alla D"), RULES).sixteen.value) == "200"
