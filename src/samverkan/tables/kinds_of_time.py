"""Readers of days, moments, times of day, years, school years and the like."""

from __future__ import annotations

import datetime as dt

from samverkan.tables import dates, periods
from samverkan.tables.fields import Read, Reader, Wrong, span
from samverkan.tables.text import Text

_NO_DAY = Text("är inget datum", "is no date")
_ISO_DAY = Text("Skriv det som 2026-11-22.", "Write it as 2026-11-22.")
_ISO_MOMENT = Text("Skriv det som 2026-11-22 17.59.", "Write it as 2026-11-22 17:59.")
_EXAMPLES = {
    "year": "2026", "school_year": "2025/26", "half_year": "HT2026", "quarter": "2026K1", "month": "2026-01",
    "week": "2026v5", "day": "2026-01-05", "number": "7",
}  # fmt: skip


def day(first: dt.date | None = None, last: dt.date | None = None) -> Reader:
    """A date between two others."""

    def read(raw: object) -> Read:
        found = dates.read_day(raw)
        if found is None:
            raise Wrong(_NO_DAY, _ISO_DAY)
        _within(found.day, first, last)
        return Read(found.day, found.note)

    return read


def moment(first: dt.date | None = None, last: dt.date | None = None) -> Reader:
    """A local point in time (`dates.Moment`), with or without a time of day."""

    def read(raw: object) -> Read:
        found = dates.read_moment(raw)
        if found is None:
            raise Wrong(_NO_DAY, _ISO_MOMENT)
        _within(found.at.date(), first, last)
        return Read(found, found.note)

    return read


def clock() -> Reader:
    """A time of day."""

    def read(raw: object) -> Read:
        found = dates.read_clock(raw)
        if found is None:
            raise Wrong(
                Text("är inget klockslag", "is no time of day"),
                Text("Skriv till exempel 17.59.", "Write 17:59."),
            )
        return Read(found)

    return read


def period(*kinds: str) -> Reader:
    """A year, school year, month, week ... of one of the kinds, the first that fits (periods.ORDER has them all)."""

    def read(raw: object) -> Read:
        found = periods.readings(raw)
        chosen = next((each for kind in kinds for each in found if each.kind == kind), None)
        if chosen is None:
            examples = (
                " eller ".join(_EXAMPLES[kind] for kind in kinds),
                " or ".join(_EXAMPLES[kind] for kind in kinds),
            )
            raise Wrong(
                Text("är ingen sådan tidpunkt", "is no such point in time"),
                Text(f"Skriv till exempel {examples[0]}.", f"Write for example {examples[1]}."),
            )
        return Read(chosen)

    return read


def _within(found: dt.date, first: dt.date | None, last: dt.date | None) -> None:
    if (first is not None and found < first) or (last is not None and found > last):
        limits = span(first, last)
        raise Wrong(
            Text(f"ligger utanför {limits}", f"lies outside {limits}"),
            Text("Kontrollera datumet.", "Check the date."),
        )
