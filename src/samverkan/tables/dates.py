"""Days and times of day as Swedes, Excel and interfaces write them; local time without a zone comes out."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

from samverkan.tables.periods import MONTHS
from samverkan.tables.text import Text

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
SERIALS = range(20_000, 80_000)  # 1954-10-03 to 2119: what an Excel day number in a list of events can be

ISO = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$")
PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
SHORT = re.compile(r"^(\d{2})-(\d{2})-(\d{2})$|^(\d{2})(\d{2})(\d{2})$")
DAY_FIRST = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})[/.\s-]+(\d{4})$")
NAMED = re.compile(
    r"^(?:(?:mån|tis|ons|tors|fre|lör|sön)[a-zåäö]*\s+)?(?:den\s+)?(\d{1,2})[.:]?e?\s+([a-zåäö]{3,9})\.?\s+(\d{4})$"
)
CLOCK = re.compile(r"^(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?:[.:](\d{2})(?:[.,]\d+)?)?$")
SPLIT = re.compile(
    r"^(.*\d{4}|\d{4}.*?\d{1,2}|\d{2}-\d{2}-\d{2})[T ,]+"
    r"((?:kl\.?\s*)?\d{1,2}(?:[.:]\d{2}){0,2}(?:[.,]\d+)?)\s*(Z|[+-]\d{2}:?\d{2})?$"
)

SERIAL = Text("ett dagnummer från Excel lästes som datum", "an Excel day number was read as a date")
TWO_DIGITS = Text("ett årtal med två siffror fylldes ut", "a year of two digits was filled out")
DAY_MONTH = Text("lästes som dag och månad, i den ordningen", "read as day and month, in that order")
MIDNIGHT = Text("klockan 24 lästes som 0 nästa dag", "24 o'clock was read as 0 the next day")


class Day(NamedTuple):
    """A date, and what had to be taken for granted to read it."""

    day: dt.date
    note: Text | None = None


class Moment(NamedTuple):
    """A local time, whether a time of day was written at all, and what was taken for granted."""

    at: dt.datetime
    timed: bool
    note: Text | None = None


def read_day(raw: object) -> Day | None:
    """The day a cell names; None when it names none. A time of day beside it is left out."""
    found = read_moment(raw)
    return None if found is None else Day(found.at.date(), found.note)


def read_moment(raw: object) -> Moment | None:
    """The day and time of day a cell names. What has a zone becomes Stockholm's time; nothing else is moved."""
    if isinstance(raw, dt.datetime):
        return Moment(_local(raw), raw.time() != dt.time())
    if isinstance(raw, dt.date):
        return Moment(dt.datetime.combine(raw, dt.time()), timed=False)
    if isinstance(raw, int | float):
        return _number(float(raw)) if abs(raw) < 1e9 and not isinstance(raw, bool) else None
    return _text(" ".join(str(raw).replace("\u00a0", " ").split())) if raw is not None else None


def _text(text: str) -> Moment | None:
    if (plain := _iso(text)) is not None:
        return plain
    if match := SPLIT.match(text):
        return _both(match[1].strip(" ,"), match[2], match[3])
    day = _day(text.casefold())
    return (
        None if day is None else Moment(dt.datetime.combine(day.day, dt.time()), timed=False, note=day.note)
    )


def _iso(text: str) -> Moment | None:
    """The most common way of writing, by the shortest road."""
    if text[4:5] != "-" or text[7:8] != "-" or text[13:14] not in {"", ":"}:
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment(_local(at), timed=len(text) > len("2026-11-22")) if 1800 <= at.year < 2200 else None


def read_clock(raw: object) -> dt.time | None:
    """A time of day: 17.59, 17:59, kl. 17; None when it is none."""
    if isinstance(raw, dt.datetime):
        return raw.time()
    if isinstance(raw, dt.time):
        return raw
    if isinstance(raw, float) and 0 <= raw < 1:  # Excel's share of a day
        minutes = round(raw * 24 * 60)
        return dt.time(minutes // 60 % 24, minutes % 60)
    match = (
        CLOCK.match(str(raw).strip().casefold()) if raw is not None and not isinstance(raw, bool) else None
    )
    try:
        return dt.time(int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else None
    except ValueError:
        return None


def _number(number: float) -> Moment | None:
    if number.is_integer() and (day := _day(str(int(number)))) is not None:
        return Moment(dt.datetime.combine(day.day, dt.time()), timed=False, note=day.note)
    if int(number) not in SERIALS:
        return None
    seconds = round((number - int(number)) * 86_400)
    at = dt.datetime.combine(EXCEL_DAY_ZERO, dt.time()) + dt.timedelta(days=int(number), seconds=seconds)
    return Moment(at, seconds > 0, SERIAL)


def _both(day_text: str, clock_text: str, zone: str | None) -> Moment | None:
    day = _day(day_text.casefold())
    if day is None:
        return None
    if re.match(r"^(?:kl\.?\s*)?24(?:[.:]00)*$", clock_text.casefold()):
        return Moment(
            dt.datetime.combine(day.day + dt.timedelta(days=1), dt.time()), timed=True, note=MIDNIGHT
        )
    clock = read_clock(clock_text)
    if clock is None:
        return None
    at = dt.datetime.combine(day.day, clock)
    if zone:
        offset = dt.timedelta() if zone == "Z" else _offset(zone)
        at = _local(at.replace(tzinfo=dt.timezone(offset)))
    return Moment(at, timed=True, note=day.note)


def _offset(zone: str) -> dt.timedelta:
    size = dt.timedelta(hours=int(zone[1:3]) % 24, minutes=int(zone[-2:]) % 60)
    return -size if zone[0] == "-" else size


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(STOCKHOLM).replace(tzinfo=None) if at.tzinfo else at


def _day(text: str) -> Day | None:
    try:
        return _read(text)
    except ValueError:  # 30 February
        return None


def _read(text: str) -> Day | None:
    if match := ISO.match(text) or PACKED.match(text):
        return _plain(int(match[1]), int(match[2]), int(match[3]))
    if (match := NAMED.match(text)) and match[2] in MONTHS:
        return _plain(int(match[3]), MONTHS[match[2]], int(match[1]))
    if match := DAY_FIRST.match(text):
        day, month = int(match[1]), int(match[3])
        return _plain(int(match[4]), month, day, DAY_MONTH if day <= 12 and match[2] != "." else None)
    if match := SHORT.match(text):
        year, month, day = (int(part) for part in match.groups() if part)
        this = dt.date.today().year  # noqa: DTZ011 - which century is meant
        return _plain(2000 + year if 2000 + year <= this + 1 else 1900 + year, month, day, TWO_DIGITS)
    if text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return Day(EXCEL_DAY_ZERO + dt.timedelta(days=int(text)), SERIAL)
    return None


def _plain(year: int, month: int, day: int, note: Text | None = None) -> Day | None:
    return Day(dt.date(year, month, day), note) if 1800 <= year < 2200 else None
