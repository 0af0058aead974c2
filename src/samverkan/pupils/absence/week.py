"""One pupil's school week in minutes: what was scheduled, absent with and without a valid reason, each day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from samverkan.pupils.absence.calendar import monday_of, week_name

KIND = "absence_week"  # the kind of entry that a week is kept as
NOTHING = "–"
DAY = re.compile(r"^(\d{1,4})/(\d{1,4})/(\d{1,4})(?:@(\d{4}-\d{2}-\d{2}))?$")
LONGEST = 600  # minutes in a day; the law has eight hours (skollagen 7 kap. 17 §) and a file may hold more


@dataclass(frozen=True, slots=True)
class Day:
    """Minutes of one school day. `told`: the day the guardian was told, where the school's system says so."""

    scheduled: int
    valid: int = 0
    invalid: int = 0
    told: date | None = None

    @property
    def absent(self) -> int:
        """Minutes away, for whatever reason."""
        return self.valid + self.invalid


@dataclass(frozen=True)
class Week:
    """A school week as the school's files tell it. Days that no file speaks of are not in `days`.

    `assumed`: the scheduled time is the school's setting, since the file has none.
    """

    monday: date
    days: Mapping[date, Day] = field(default_factory=dict)
    assumed: bool = False

    @property
    def name(self) -> str:
        """The ISO week."""
        return week_name(self.monday)

    def total(self, what: str) -> int:
        """The week's sum of `scheduled`, `valid` or `invalid`."""
        return self._sums[what]

    @cached_property
    def _sums(self) -> dict[str, int]:
        days = self.days.values()
        return {
            "scheduled": sum([day.scheduled for day in days]),
            "valid": sum([day.valid for day in days]),
            "invalid": sum([day.invalid for day in days]),
        }

    def with_days(self, said: Mapping[date, Day], covered: frozenset[date], assumed: bool) -> Week:
        """The week after a file that speaks of `covered`: what it says stands there, the other days are as before."""
        kept = {day: held for day, held in self.days.items() if day not in covered}
        return Week(self.monday, {**kept, **said}, assumed or (self.assumed and bool(kept)))

    def fields(self, source: str = "") -> dict[str, Any]:
        """What is sealed: readable as it stands, and by `read`."""
        held: dict[str, Any] = {
            "week": self.name, "monday": self.monday.isoformat(),
            **{what: self.total(what) for what in ("scheduled", "valid", "invalid")},
            "days": " ".join(_written(self.days.get(day)) for day in _weekdays(self.monday)),
        }  # fmt: skip
        if self.assumed:
            held["assumed"] = True
        if source:
            held["source"] = source
        return held


def read(fields: Mapping[str, Any]) -> Week:
    """The week in an opened entry. Raises ValueError for what is none."""
    monday = date.fromisoformat(str(fields["monday"]))
    parts = str(fields["days"]).split()
    if monday.weekday() != 0 or len(parts) != 5:
        raise ValueError("no school week")
    held = zip(_weekdays(monday), map(_read, parts), strict=True)
    return Week(monday, {day: each for day, each in held if each}, bool(fields.get("assumed")))


def by_week(days: Mapping[date, Day]) -> dict[date, dict[date, Day]]:
    """Days under the Mondays of their weeks."""
    found: dict[date, dict[date, Day]] = {}
    for day, held in days.items():
        found.setdefault(monday_of(day), {})[day] = held
    return found


def same(one: Week, other: Week) -> bool:
    """Whether two versions say the same, wherever they come from."""
    return one.fields() == other.fields()


def _weekdays(monday: date) -> list[date]:
    return [monday + timedelta(n) for n in range(5)]


def _written(day: Day | None) -> str:
    if day is None:
        return NOTHING
    told = f"@{day.told.isoformat()}" if day.told else ""
    return f"{day.scheduled}/{day.valid}/{day.invalid}{told}"


def _read(text: str) -> Day | None:
    if text == NOTHING:
        return None
    match = DAY.match(text)
    if match is None:
        raise ValueError("no school day")
    told = date.fromisoformat(match[4]) if match[4] else None
    return Day(int(match[1]), int(match[2]), int(match[3]), told)
