"""Points in time as statistics files write them, on one line with numbers that step by one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb februari february", "mar mars march", "apr april", "maj may",
            "jun juni june", "jul juli july", "aug augusti august", "sep sept september",
            "okt oct oktober october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ORDER = ("year", "school_year", "half_year", "quarter", "month", "week", "day", "number")

YEAR = re.compile(r"^(?:år\s*)?(\d{4})$", re.IGNORECASE)
SCHOOL = re.compile(
    r"^(?:läsår(?:et)?|lå|school year)?\s*(\d{2}|\d{4})\s*[/–-]\s*(\d{2}|\d{4})$", re.IGNORECASE
)
TERM = re.compile(r"^(ht|vt)\s*-?\s*(\d{2}|\d{4})$", re.IGNORECASE)
QUARTER = re.compile(r"^(\d{4})\s*-?\s*(?:kv\.?|kvartal|k|q)\s*([1-4])$", re.IGNORECASE)
QUARTER_FIRST = re.compile(r"^(?:kv\.?|kvartal|k|q)\s*([1-4])[\s,]*(\d{4})$", re.IGNORECASE)
MONTH = re.compile(r"^(\d{4})\s*[-/M]\s*(\d{1,2})$", re.IGNORECASE)
PACKED = re.compile(r"^(\d{4})(0[1-9]|1[0-2])$")
NAMED = re.compile(r"^([a-zåäö]{3,9})\.?[\s-]*(\d{4})$", re.IGNORECASE)
WEEK = re.compile(r"^(\d{4})\s*-?\s*(?:v\.?|w|vecka)\s*(\d{1,2})$", re.IGNORECASE)
DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
NUMBER = re.compile(r"^[+-]?\d+(?:\.0+)?$")


class Period(NamedTuple):
    """A kind and its running number: neighbours of one kind differ by one (days by their spacing)."""

    kind: str
    ordinal: int


def readings(raw: object) -> list[Period]:
    """Every way in which this label can be read, most likely first; empty when there is none."""
    if isinstance(raw, dt.datetime):
        raw = raw.date() if raw.time() == dt.time() else raw.isoformat()
    if isinstance(raw, dt.date):
        raw = raw.isoformat()
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = re.sub(r"(?<=\d)\.0+$", "", str(raw).strip())
    found = [reading for reader in (_years, _parts, _days) for reading in reader(text)]
    if NUMBER.match(text):
        found.append(Period("number", int(float(text))))
    return sorted(found, key=lambda period: ORDER.index(period.kind))


def _years(text: str) -> list[Period]:
    found = []
    if (match := YEAR.match(text)) and 1800 <= int(match[1]) < 2200:
        found.append(Period("year", int(match[1])))
    if match := SCHOOL.match(text):
        first = _full(match[1])
        if int(match[2]) % 100 == (first + 1) % 100 and len(match[2]) <= len(match[1]):
            found.append(Period("school_year", first))
    if match := TERM.match(text):
        found.append(Period("half_year", 2 * _full(match[2]) + (match[1].lower() == "ht")))
    return found


def _parts(text: str) -> list[Period]:
    found = []
    if match := QUARTER.match(text):
        found.append(Period("quarter", 4 * int(match[1]) + int(match[2]) - 1))
    if match := QUARTER_FIRST.match(text):
        found.append(Period("quarter", 4 * int(match[2]) + int(match[1]) - 1))
    if (
        (match := MONTH.match(text) or PACKED.match(text))
        and 1 <= int(match[2]) <= 12
        and int(match[1]) < 2200
    ):
        found.append(Period("month", 12 * int(match[1]) + int(match[2]) - 1))
    if (match := NAMED.match(text)) and match[1].lower() in MONTHS:
        found.append(Period("month", 12 * int(match[2]) + MONTHS[match[1].lower()] - 1))
    return found


def _days(text: str) -> list[Period]:
    try:
        if match := WEEK.match(text):
            monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return [Period("week", monday.toordinal() // 7)]
        if match := DAY.match(text):
            return [Period("day", dt.date(int(match[1]), int(match[2]), int(match[3])).toordinal())]
    except ValueError:
        return []
    return []


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _week(number: int) -> str:
    year, week, _ = dt.date.fromordinal(number * 7 + 1).isocalendar()
    return f"{year}-W{week:02d}"


LABELS: dict[str, Callable[[int], str]] = {
    "school_year": lambda number: f"{number}/{(number + 1) % 100:02d}",
    "half_year": lambda number: f"{'HT' if number % 2 else 'VT'}{number // 2}",
    "quarter": lambda number: f"{number // 4}K{number % 4 + 1}",
    "month": lambda number: f"{number // 12}-{number % 12 + 1:02d}",
    "week": _week,
    "day": lambda number: dt.date.fromordinal(number).isoformat(),
}


def label(period: Period) -> str:
    """How the program writes it: 2019, 2019/20, VT2020, 2019K1, 2019-01, 2019-W05, 2019-01-05."""
    return LABELS.get(period.kind, str)(period.ordinal)


def coarser(periods: list[Period]) -> list[Period]:
    """Dates that all fall on the first of a month are months, and on New Year's Day years."""
    if not periods or any(period.kind != "day" for period in periods):
        return periods
    dates = [dt.date.fromordinal(period.ordinal) for period in periods]
    if any(date.day != 1 for date in dates):
        return periods
    if all(date.month == 1 for date in dates):
        return [Period("year", date.year) for date in dates]
    return [Period("month", 12 * date.year + date.month - 1) for date in dates]
