"""Months as running numbers (12 * year + month - 1), and spans of them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from samverkan.tables.text import Text

NAMES = {
    "sv": ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@dataclass(frozen=True)
class Span:
    """Whole months from first to last, both included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> dt.date:
        year, month = self.last // 12, self.last % 12 + 1
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @property
    def said(self) -> Text:
        """aug 2025-juli 2026."""
        if self.first == self.last:
            return Text(said(self.first, "sv"), said(self.first, "en"))
        return Text(
            f"{said(self.first, 'sv')}–{said(self.last, 'sv')}",
            f"{said(self.first, 'en')}–{said(self.last, 'en')}",
        )

    def before(self) -> Span:
        """As many months just before: the same months of the year where the span is whole years."""
        return Span(self.first - self.months, self.first - 1)

    def last_months(self, months: int) -> Span:
        """Its last so many months."""
        return Span(max(self.first, self.last - months + 1), self.last)


def month_number(text: str) -> int:
    """`2026-07` as a running number. Raises ValueError for anything else."""
    year, _, month = text.partition("-")
    number = 12 * int(year) + int(month) - 1
    if not (1800 <= int(year) < 2200 and 1 <= int(month) <= 12):
        raise ValueError(text)
    return number


def month_text(month: int) -> str:
    """The running number as `2026-07`."""
    return f"{month // 12}-{month % 12 + 1:02d}"


def said(month: int, language: str) -> str:
    """`juli 2026`."""
    return f"{NAMES[language][month % 12]} {month // 12}"


def last_whole_month(day: dt.date) -> int:
    """The last month that has ended by a day (its own, if the day is its last)."""
    month = 12 * day.year + day.month - 1
    return month if (day + dt.timedelta(days=1)).day == 1 else month - 1
