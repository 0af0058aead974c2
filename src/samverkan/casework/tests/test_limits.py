"""The last day of a limit, and what is left of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.casework.limits import last_day, left_of
from samverkan.methods.schema import Clock
from samverkan.secrecy.kinds import Words

START = date(2026, 12, 22)


def clock(**limit) -> Clock:
    return Clock(id="a", label=Words("A", "A"), since="meeting", source="Prov", **limit)


@pytest.mark.parametrize(
    ("limit", "end"),
    [
        ({"days": 0}, date(2026, 12, 22)),
        ({"days": 3}, date(2026, 12, 25)),
        ({"days": 3, "next_workday": True}, date(2026, 12, 28)),
        ({"working_days": 3}, date(2026, 12, 29)),
        ({"working_days": 0}, date(2026, 12, 22)),
        ({"months": 1}, date(2027, 1, 22)),
        ({"months": 2}, date(2027, 2, 22)),
        ({"months": 4, "next_workday": True}, date(2027, 4, 22)),
        ({"months": 6, "next_workday": True}, date(2027, 6, 22)),
    ],
)
def test_the_last_day(limit, end) -> None:
    assert last_day(clock(**limit), START) == end


def test_what_is_left_is_told_in_both_kinds_of_day() -> None:
    left = left_of(date(2026, 12, 28), date(2026, 12, 23))
    assert (left.days, left.working_days, left.late) == (5, 1, False)
    assert not left_of(START, START).late, "the last day is in time"
    late = left_of(date(2026, 12, 23), date(2026, 12, 28))
    assert (late.days, late.working_days, late.late) == (-5, -1, True)


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(0, 400))
def test_no_limit_ends_before_it_began(start, days) -> None:
    for limit in ({"days": days}, {"working_days": days % 60}, {"months": days % 24 + 1}):
        assert last_day(clock(**limit), start) >= start
        assert last_day(clock(**limit, next_workday=True), start) >= last_day(clock(**limit), start)
