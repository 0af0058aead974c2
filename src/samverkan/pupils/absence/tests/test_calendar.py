"""Swedish school days, weeks and years."""

from datetime import date

import pytest

from samverkan.pupils.absence import calendar
from samverkan.pupils.absence.calendar import Break


@pytest.mark.parametrize(("day", "school"), [
    ("2026-11-27", True), ("2026-11-28", False), ("2026-01-06", False), ("2026-04-03", False), ("2026-05-14", False),
    ("2026-06-05", True), ("2025-06-06", False), ("2026-05-01", False), ("2026-12-25", False),
])  # fmt: skip
def test_weekends_and_holidays_are_no_school_days(day, school):
    assert calendar.is_school_day(date.fromisoformat(day)) == school


def test_the_schools_own_break_is_no_school():
    breaks = [Break(date(2026, 10, 26), date(2026, 10, 30), "höstlov")]
    assert not calendar.is_school_day(date(2026, 10, 30), breaks)
    assert calendar.is_school_day(date(2026, 11, 2), breaks)
    assert len(calendar.school_days(date(2026, 10, 19), date(2026, 11, 6), breaks)) == 10


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-06-30", "2025/26"),
        ("2026-07-01", "2026/27"),
        ("2099-12-01", "2099/00"),
    ],
)
def test_school_years(day, year):
    assert calendar.school_year(date.fromisoformat(day)) == year


@pytest.mark.parametrize(("monday", "before"), [
    ("2026-11-16", "2025-11-17"), ("2026-12-28", "2025-12-22"), ("2027-01-04", "2025-12-29"),
])  # fmt: skip
def test_the_same_week_last_year_goes_by_its_number(monday, before):
    found = calendar.same_week_last_year(date.fromisoformat(monday))
    assert found == date.fromisoformat(before)
    assert found.weekday() == 0


def test_weeks_are_named_by_iso():
    assert calendar.week_name(date(2026, 12, 28)) == "2026-W53"
    assert calendar.monday_of(date(2027, 1, 3)) == date(2026, 12, 28)
