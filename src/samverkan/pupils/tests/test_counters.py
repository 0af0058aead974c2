"""Outcomes for the figures: how attendance changed, what the grades give; counted in the school's compartment alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.absence import ANNA, BO, CARL, lessons

BEGUN, ENDED, COUNTED = date(2026, 4, 13), date(2026, 6, 1), date(2026, 8, 1)
PASSES = dict.fromkeys(
    ("swedish", "english", "maths", "biology", "physics", "chemistry", "history", "music"), "E"
)
AWAY = {1: (60, "Ogiltig")}


def _on(day):
    from samverkan.secrecy import clock

    return clock.frozen(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _supported(team, number, begun=BEGUN, ended=ENDED):
    with _on(begun):
        case = team.through(team.take_up(number), "start")
    if ended:
        with _on(ended):
            case = team.through(case, "follow")
    return case


def _days(first, last):
    days = [first + timedelta(n) for n in range((last - first).days)]
    return [day for day in days if day.weekday() < 5]


def _rows(number, before, after):
    """Five school weeks before and five after, with an absence or none."""
    spring = _days(BEGUN - timedelta(weeks=5), BEGUN)
    autumn = _days(date(2026, 8, 17), date(2026, 9, 21))
    return [
        row for days, absent in ((spring, before), (autumn, after)) for day in days
        for row in lessons(number, day, absent)
    ]  # fmt: skip


def _count(team, indicator, month, username="skola.chef"):
    from samverkan.casework.counting import Month, count
    from samverkan.casework.pinning import pinned
    from samverkan.secrecy.binding import bound

    by, programme = team.actor(username), team.programme()
    method = pinned(programme.method, programme.method_version)
    found = next(each for each in method.indicators if each.id == indicator)
    with bound(by):
        return {name: n for name, n in count(by, programme, found, Month(month)).counts.items() if n}


def test_attendance_after_beside_before(team):
    _supported(team, ANNA), _supported(team, BO), _supported(team, CARL)
    rows = [*_rows(ANNA, AWAY, None), *_rows(BO, None, AWAY)]
    with _on(date(2026, 9, 26)):
        team.read_in(team.file(*rows), years=())
    # Twelve weeks from 1 June end on 24 August: counted in that month, by what is known on its last day.
    assert _count(team, "attendance", COUNTED) == {"higher": 1, "lower": 1, "unknown": 1, "total": 3}
    assert _count(team, "attendance", date(2026, 9, 1)) == {}


def test_support_that_goes_on_or_began_again_is_not_counted(team):
    _supported(team, ANNA, ended=None)
    again = _supported(team, BO)
    with _on(date(2026, 8, 20)):
        team.through(again, "start")
    assert _count(team, "attendance", COUNTED) == {}


def test_eligibility_by_the_latest_grades(team):
    for number, grades in (
        (ANNA, PASSES),
        (BO, {**PASSES, "english": "F"}),
        (CARL, {**PASSES, "religion": "E", "civics": "E", "geography": "E", "art": "E"}),
    ):
        case = team.take_up(number)
        team.add(case, "grades", taken_on="2026-06-10", **dict.fromkeys(PASSES, "F"))
        team.add(case, "grades", taken_on="2026-11-20", **grades)
    assert _count(team, "eligibility", date(2026, 11, 1)) == {
        "vocational": 1, "not_eligible": 1, "preparatory": 1, "total": 3,
    }  # fmt: skip


def test_a_case_ended_before_the_month_or_without_grades_is_not_counted(team):
    team.take_up(BO)
    case = team.take_up(ANNA)
    team.add(case, "grades", taken_on="2026-11-20", **PASSES)
    team.through(case, "end")
    assert _count(team, "eligibility", date(2026, 11, 1)) == {"vocational": 1, "total": 1}
    assert _count(team, "eligibility", date(2026, 12, 1)) == {}


def test_the_social_services_count_none_of_the_schools_pupils(team):
    case = team.take_up(ANNA)
    team.add(case, "grades", taken_on="2026-11-20", **PASSES)
    assert _count(team, "eligibility", date(2026, 11, 1), "soc.enhetschef") == {}


@given(st.integers(0, 100), st.integers(0, 100))
def test_unchanged_is_less_than_five_percentage_points(absent_before, absent_after):
    from samverkan.casework import counters as cells
    from samverkan.pupils import counters
    from samverkan.pupils.absence.week import Day, Week

    def week(monday, absent):
        return Week(monday, {monday: Day(100, absent)})

    held = [week(BEGUN - timedelta(weeks=1), absent_before), week(date(2026, 8, 17), absent_after)]
    found = counters.change(held, BEGUN, ENDED, date(2026, 8, 31))
    rise = Decimal(absent_before - absent_after)
    expected = cells.SAME if abs(rise) < 5 else cells.HIGHER if rise > 0 else cells.LOWER
    assert found == expected


@pytest.mark.parametrize("held", [0, 1])
def test_without_weeks_on_both_sides_it_is_unknown(held):
    from samverkan.casework import counters as cells
    from samverkan.pupils import counters
    from samverkan.pupils.absence.week import Day, Week

    monday = BEGUN - timedelta(weeks=1)
    weeks = [Week(monday, {monday: Day(100)})][:held]
    assert counters.change(weeks, BEGUN, ENDED, date(2026, 8, 31)) == cells.UNKNOWN
