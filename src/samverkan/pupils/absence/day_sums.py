"""Rows added up to school days: lessons to a day, or a day's rows by kind; what does not add up is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.week import LONGEST, Day
from samverkan.tables.text import Text

TOO_LONG = Text(
    f"dagen skulle bli längre än {LONGEST // 60} timmar", f"the day would exceed {LONGEST // 60} hours"
)
MORE_THAN_ALL = Text("mer frånvaro än schemalagd tid", "more absence than scheduled time")
NO_TIME = Text("frånvarons längd saknas", "the length of the absence is missing")
NO_KIND = Text(
    "det framgår inte om frånvaron är giltig eller ogiltig", "it does not say whether the absence is valid"
)


class Unfit(ValueError):
    """The row does not fit with what came before it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Line(NamedTuple):
    """A row that can be read: its number, values by field, and what its kind of absence means."""

    number: int
    values: Mapping[str, Any]
    meaning: str | None


@dataclass(slots=True)
class _Sum:
    """A day so far."""

    scheduled: int = 0
    valid: int = 0
    invalid: int = 0
    told: date | None = None


class DaySums:
    """Takes rows one by one. `taken` and `repeated` count them; `days` gives the result."""

    def __init__(self, layout: Layout, day_minutes: int, lesson_minutes: int) -> None:
        self.layout, self.day_minutes = layout, day_minutes
        self._usual = day_minutes if layout.level == layouts.DAY else lesson_minutes
        self.taken = self.repeated = 0
        self._sums: dict[str, dict[date, _Sum]] = {}
        self._seen: dict[tuple[object, ...], tuple[int, tuple[int, int, int]]] = {}

    def add(self, line: Line) -> None:
        """Add a row to its pupil's day. Raises Unfit."""
        values = line.values
        scheduled, valid, invalid = minutes = self._minutes(line)
        key = (values["pupil"], values["day"], values.get("lesson"), line.meaning)
        first = self._seen.get(key)
        if first is not None:
            if first[1] != minutes:
                raise Unfit(_double(first[0]))
            self.repeated += 1
            return
        if scheduled and valid + invalid > scheduled:
            raise Unfit(MORE_THAN_ALL)
        held = self._sums.get(values["pupil"], {}).get(values["day"]) or _Sum()
        longer = (
            held.scheduled + scheduled
            if self.layout.level == layouts.LESSON
            else max(held.scheduled, scheduled)
        )
        away = held.valid + held.invalid + valid + invalid
        if max(longer, away) > LONGEST:
            raise Unfit(TOO_LONG)
        if self.layout.level == layouts.DAY and scheduled and away > longer:
            raise Unfit(MORE_THAN_ALL)
        held.scheduled, held.valid, held.invalid = longer, held.valid + valid, held.invalid + invalid
        held.told = held.told or values.get("told")
        self._sums.setdefault(values["pupil"], {})[values["day"]] = held
        self._seen[key] = (line.number, minutes)
        self.taken += 1

    def days(self, *, assumed: bool) -> dict[str, dict[date, Day]]:
        """Every pupil's days. `assumed`: the school's usual day is what was scheduled, or the absence if longer."""
        return {
            pupil: {
                day: Day(
                    max(self.day_minutes, held.scheduled, held.valid + held.invalid) if assumed else held.scheduled,
                    held.valid, held.invalid, held.told,
                )
                for day, held in by_day.items()
            }
            for pupil, by_day in self._sums.items()
        }  # fmt: skip

    def _minutes(self, line: Line) -> tuple[int, int, int]:
        """Scheduled, valid and invalid minutes of one row."""
        values = line.values
        scheduled = self._time(values.get("scheduled"), 0)
        whole = scheduled or self._usual
        if {"valid", "invalid"} & set(self.layout.columns):
            return (
                scheduled,
                self._amount(values.get("valid"), whole),
                self._amount(values.get("invalid"), whole),
            )
        absent = values.get("absent")
        if line.meaning == layouts.PRESENT or (line.meaning is None and not absent):
            return scheduled, 0, 0
        if line.meaning is None:
            raise Unfit(NO_KIND)
        if absent is None and "absent" in self.layout.columns and self.layout.unit != layouts.WHOLE:
            raise Unfit(NO_TIME)
        away = self._amount(absent, whole) if absent is not None else whole
        if away == 0 and absent is None:
            raise Unfit(NO_TIME)
        return (scheduled, away, 0) if line.meaning == layouts.VALID else (scheduled, 0, away)

    def _amount(self, number: float | None, whole: int) -> int:
        """A number of the absence columns in minutes, by the file's unit."""
        if number is None:
            return 0
        if self.layout.unit == layouts.PERCENT:
            return round(number / 100 * whole)
        if self.layout.unit == layouts.SHARE:
            return round(number * whole)
        return whole if self.layout.unit == layouts.WHOLE and number else self._time(number, 0)

    def _time(self, number: float | None, otherwise: int) -> int:
        """A number of the time columns in minutes."""
        if number is None:
            return otherwise
        return round(number * 60) if self.layout.unit == layouts.HOURS else round(number)


def _double(number: int) -> Text:
    return Text(
        f"samma elev, dag och lektion står på rad {number}, med annat innehåll",
        f"the same pupil, day and lesson stands in row {number}, with other content",
    )
