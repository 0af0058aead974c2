"""Attendance as a share of scheduled time, with its formula and everything it was worked from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from samverkan.pupils.absence.week import Week
from samverkan.tables.text import Text

TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Share:
    """Minutes of a period. `first` and `last` are the first and last school day there is anything about.

    Shares are per cent with one decimal, None where nothing was scheduled: no time is not full attendance.
    """

    scheduled: int = 0
    valid: int = 0
    invalid: int = 0
    days: int = 0
    first: date | None = None
    last: date | None = None
    assumed: bool = False

    @property
    def present(self) -> int:
        """Minutes present."""
        return self.scheduled - self.valid - self.invalid

    @cached_property
    def attendance(self) -> Decimal | None:
        """Present of scheduled."""
        return percent(self.present, self.scheduled)

    @property
    def absence(self) -> Decimal | None:
        """Absent, for whatever reason, of scheduled."""
        return percent(self.valid + self.invalid, self.scheduled)

    @property
    def invalid_absence(self) -> Decimal | None:
        """Absent without a valid reason, of scheduled."""
        return percent(self.invalid, self.scheduled)

    @property
    def formula(self) -> Text:
        """The attendance written out."""
        if self.attendance is None:
            return Text("ingen schemalagd tid", "no scheduled time")
        sv = f"({self.scheduled} − {self.valid} − {self.invalid}) / {self.scheduled}"
        return Text(f"{sv} = {written(self.attendance)} %", f"{sv} = {self.attendance} %")


def over(weeks: Iterable[Week], first: date | None = None, last: date | None = None) -> Share:
    """Add up the school days of the weeks, within first and last where they are given."""
    scheduled = valid = invalid = 0
    dates: list[date] = []
    assumed = False
    for week in weeks:
        for day, held in week.days.items():
            if held.scheduled and (first is None or day >= first) and (last is None or day <= last):
                scheduled, valid, invalid = (
                    scheduled + held.scheduled,
                    valid + held.valid,
                    invalid + held.invalid,
                )
                dates.append(day)
                assumed = assumed or week.assumed
    if not dates:
        return Share()
    return Share(scheduled, valid, invalid, len(dates), min(dates), max(dates), assumed)


def percent(part: int, whole: int) -> Decimal | None:
    """Per cent with one decimal, halves up; None of nothing."""
    return None if whole == 0 else (HUNDRED * part / whole).quantize(TENTH, ROUND_HALF_UP)


def written(number: Decimal | None) -> str:
    """With a Swedish comma; a dash where there is no number."""
    return "–" if number is None else str(number).replace(".", ",")
