"""The law's text, case by case: eligibility, what is missing, merit value. The table is worked by hand."""

from decimal import Decimal

import pytest

from samverkan.pupils.grades import eligibility, law, merit
from samverkan.pupils.grades.eligibility import Missing, Outcome
from samverkan.pupils.grades.tests.notation import SHORT, TODAY, grades, worked_cases

CASES = {case["id"]: case for case in worked_cases()}
LONG = {name: short for short, name in SHORT.items()}


def test_the_table_is_large_and_every_case_names_its_provision():
    assert len(CASES) == len(worked_cases()) >= 60
    assert all(case["provision"] for case in CASES.values())


@pytest.fixture(params=CASES, ids=str)
def case(request):
    return CASES[request.param]


def answers(case):
    rules = law.on(case.get("day", TODAY))
    found = eligibility.standings(
        grades(case["grades"]), rules,
        equivalent=[SHORT[each] for each in case.get("equivalent", [])], excepted=case.get("excepted", []),
    )  # fmt: skip
    return {each.track.id: each for each in found}


def test_which_types_are_open(case):
    found = answers(case)
    assert [name for name, each in found.items() if each.eligible] == case["eligible"]


def test_where_only_english_is_missing(case):
    found = answers(case)
    english = [name for name, each in found.items() if each.outcome is Outcome.ONLY_ENGLISH_MISSING]
    assert english == case.get("english", [])


def test_what_is_missing(case):
    found = answers(case)
    for track, expected in case.get("missing", {}).items():
        assert written(found[track].missing) == expected


def test_merit_value(case):
    found = merit.value(grades(case["grades"]), law.on(case.get("day", TODAY)))
    assert found.sixteen.value == Decimal(str(case["sum16"]))
    with_language = found.with_language.value if found.with_language else None
    assert with_language == (Decimal(str(case["sum17"])) if "sum17" in case else None)


def test_the_version_is_the_days_own(case):
    assert law.on(case.get("day", TODAY)).final_year == case.get("final_year", 9)


def test_an_open_type_has_nothing_missing_and_a_closed_one_has(case):
    for each in answers(case).values():
        if each.outcome is Outcome.ELIGIBLE:
            assert each.missing == Missing()
        else:
            assert each.missing.passes > 0


def written(missing: Missing) -> str:
    named = ["/".join(LONG[subject] for subject in group) for group in missing.named]
    return " ".join([*named, *([f"+{missing.more}"] if missing.more else [])])
