"""Working days against the almanac of 2026 and 2027, and what must hold of any dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.casework.working_days import (
    is_working_day,
    months_after,
    next_working_day,
    working_days_after,
    working_days_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
CLOSED = [
    (2026, 1, 1), (2026, 1, 6), (2026, 4, 3), (2026, 4, 6), (2026, 5, 1), (2026, 5, 14), (2026, 6, 19),
    (2026, 12, 24), (2026, 12, 25), (2026, 12, 31), (2027, 1, 1), (2027, 6, 25), (2025, 6, 6), (2025, 6, 20),
]  # fmt: skip
OPEN = [
    (2026, 1, 2),
    (2026, 4, 2),
    (2026, 6, 18),
    (2026, 6, 22),
    (2026, 12, 23),
    (2026, 12, 28),
    (2026, 10, 30),
]


@pytest.mark.parametrize("day", CLOSED, ids=str)
def test_holidays_and_the_three_eves_are_no_working_days(day) -> None:
    assert date(*day).weekday() < 5, "a weekend would prove nothing"
    assert not is_working_day(date(*day))


@pytest.mark.parametrize("day", OPEN, ids=str)
def test_the_days_beside_them_are(day) -> None:
    assert is_working_day(date(*day))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ((2026, 11, 23), 5, (2026, 11, 30)),  # Monday to Monday
        ((2026, 11, 27), 1, (2026, 11, 30)),  # over a weekend
        ((2026, 12, 22), 3, (2026, 12, 29)),  # 23, 28, 29: past Christmas Eve, Christmas Day and Boxing Day
        ((2026, 6, 17), 2, (2026, 6, 22)),  # over Midsummer's Eve
        ((2026, 4, 2), 1, (2026, 4, 7)),  # over Easter
        ((2026, 11, 28), 0, (2026, 11, 28)),  # the same day, a Saturday too
    ],
)
def test_limits_in_working_days(start, count, end) -> None:
    assert working_days_after(date(*start), count) == date(*end)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2026, 11, 28), 1, (2026, 12, 28)),
        ((2026, 11, 28), 14, (2028, 1, 28)),
    ],
)
def test_limits_in_months(start, count, end) -> None:
    assert months_after(date(*start), count) == date(*end)


@given(DAYS, st.integers(0, 40))
def test_a_limit_ends_on_a_working_day_and_has_as_many_in_it(start, count) -> None:
    end = working_days_after(start, count)
    assert working_days_between(start, end) == count
    assert count == 0 or is_working_day(end)


@given(DAYS, DAYS)
def test_counting_back_is_counting_forth(first, last) -> None:
    assert working_days_between(first, last) == -working_days_between(last, first)
    assert abs(working_days_between(first, last)) <= abs((last - first).days)


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))
