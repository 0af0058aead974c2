"""The one clock. It never runs backwards past the database's high-water mark (security.md 6).

A server clock set back would bring expired disclosures to life; so `now()` is the later of the system's
clock and the latest time the trail's sequencer has seen.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_high_water: ContextVar[datetime | None] = ContextVar("high_water", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    held = _frozen.get()
    if held is not None:
        return held
    moment, mark = datetime.now(UTC), _high_water.get()
    return max(moment, mark) if mark else moment


def today() -> date:
    """Today's date in Stockholm, which is what a provision's dates mean."""
    moment = now().astimezone(UTC)
    return _day(moment.year, moment.month, moment.day, moment.hour)


def day_of(moment: datetime) -> date:
    """The date in Stockholm of a moment, which is kept in UTC: after ten or eleven at night they differ."""
    return moment.astimezone(STOCKHOLM).date()


@lru_cache(maxsize=64)
def _day(year: int, month: int, day: int, hour: int) -> date:
    """The date in Stockholm in an hour of UTC, all of which is on one day; a page asks some hundred times."""
    return day_of(datetime(year, month, day, hour, tzinfo=UTC))


def not_before(mark: datetime | None) -> None:
    """Remember the database's high-water mark for the rest of this transaction."""
    _high_water.set(mark)


def high_water() -> datetime | None:
    """The mark in force."""
    return _high_water.get()


@contextmanager
def frozen(moment: datetime) -> "Iterator[None]":
    """Hold the clock still: histories built from a seed, and tests."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
