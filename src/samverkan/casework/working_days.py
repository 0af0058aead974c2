"""Swedish working days, and the last day of a time limit. Plain dates in Stockholm; no clock, no database.

A working day is Monday to Friday and neither a public holiday (lag 1989:253) nor Midsummer's, Christmas or New
Year's Eve, which the act on time limits (lag 1930:173, 2 §) puts beside the Sundays. The day something happened
is not counted.
"""

import calendar
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

import holidays

DAY = timedelta(days=1)
EVES = ((12, 24), (12, 31))


def is_working_day(day: date) -> bool:
    """Whether offices work on the day."""
    return day.weekday() < 5 and day not in _closed(day.year)


def working_days_after(start: date, count: int) -> date:
    """The last day of a limit of `count` working days that starts by what happened on `start`; 0 is `start`."""
    day = start
    for _ in range(count):
        day = next_working_day(day + DAY)
    return day


def next_working_day(day: date) -> date:
    """The day itself if offices work on it, else the first one after."""
    while not is_working_day(day):
        day += DAY
    return day


def months_after(start: date, count: int) -> date:
    """The same day of the month `count` months later; the month's last day where there is no such day."""
    month = start.month - 1 + count
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def working_days_between(first: date, last: date) -> int:
    """How many working days after `first` up to and including `last`; negative when `last` lies before."""
    if last < first:
        return -working_days_between(last, first)
    whole = sum(_worked(year)[-1] for year in range(first.year, last.year))
    return whole + _worked(last.year)[_of_year(last)] - _worked(first.year)[_of_year(first)]


def _of_year(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal()


@cache
def _worked(year: int) -> tuple[int, ...]:
    """How many working days the year has had by the end of each of its days."""
    first, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(accumulate(is_working_day(date.fromordinal(day)) for day in range(first, end + 1)))


@cache
def _closed(year: int) -> frozenset[date]:
    public = holidays.country_holidays("SE", years=year, include_sundays=False)
    midsummer = next(day for day in (date(year, 6, n) for n in range(20, 27)) if day.weekday() == 5)
    eves = {date(year, month, day) for month, day in EVES} | {midsummer - DAY}
    return frozenset({*public, *eves})
