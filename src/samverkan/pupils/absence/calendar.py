"""School days: no Saturdays, Sundays or holidays (skollagen 7 kap. 17 §), and not the school's own breaks (lov)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from samverkan.tables.text import Text

WEEKEND = Text(
    "är en lördag eller söndag; undervisning får inte förläggas dit (skollagen 7 kap. 17 §)",
    "is a Saturday or Sunday, when there may be no lessons (skollagen 7:17)",
)
HOLIDAY = Text(
    "är en helgdag; undervisning får inte förläggas dit (skollagen 7 kap. 17 §)",
    "is a public holiday, when there may be no lessons (skollagen 7:17)",
)


@dataclass(frozen=True)
class Break:
    """A school break (lov), both days included."""

    first: date
    last: date
    name: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day is in it."""
        return self.first <= day <= self.last


def no_school(day: date) -> Text | None:
    """Why there can be no lessons on a day by law; None where there can."""
    if day.weekday() >= 5:
        return WEEKEND
    return HOLIDAY if is_holiday(day) else None


def is_school_day(day: date, breaks: Iterable[Break] = ()) -> bool:
    """Whether there may be lessons, by the law and by the school's own breaks."""
    return no_school(day) is None and not any(each.holds(day) for each in breaks)


def school_days(first: date, last: date, breaks: Sequence[Break] = ()) -> list[date]:
    """Every school day of a period, both ends included."""
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if is_school_day(day, breaks)]


def is_holiday(day: date) -> bool:
    """A public holiday in Sweden (lag 1989:253), Sundays apart."""
    return day in _holidays(day.year)


def school_year(day: date) -> str:
    """The school year a day belongs to, as 2026/27; an autumn and a spring term (skollagen 10 kap. 3 §)."""
    first = day.year if day.month >= 7 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(day.weekday())


def week_name(monday: date) -> str:
    """The ISO week, as 2026-W47."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


def same_week_last_year(monday: date) -> date:
    """The week of the same number a year before; a week 53 falls on the year before's week 52 or 53."""
    year, week, _day = monday.isocalendar()
    try:
        return date.fromisocalendar(year - 1, week, 1)
    except ValueError:
        return date.fromisocalendar(year - 1, 52, 1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("SE", years=year))
