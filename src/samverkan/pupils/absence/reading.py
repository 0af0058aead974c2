"""A school's file into school weeks by pupil: every row taken, repeated or refused with its reason. Nothing is stored.

What is right in a file is taken whatever else is wrong in it: a row is refused by itself, a day never half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence.calendar import Break, no_school, school_days, school_year
from samverkan.pupils.absence.cells import Cells
from samverkan.pupils.absence.day_sums import DaySums, Line, Unfit
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.week import Day
from samverkan.tables import headers
from samverkan.tables.problem import Problem, gathered
from samverkan.tables.report import RefusedRow, Report
from samverkan.tables.sheet import Sheet, held
from samverkan.tables.text import Text
from samverkan.tables.words import bare

UNKNOWN = Text("ni har ingen akt på den här eleven", "you have no file on this pupil")
OPEN_ONE = Text("Öppna en akt, eller ta bort raden.", "Open a file, or take the row out.")
FUTURE = Text("datumet har inte varit än", "the date has not come yet")
CHECK_DATE = Text("Kontrollera datumet.", "Check the date.")
CHOOSE_YEAR = Text("Välj läsåret eller läs in filen för sig.", "Choose the year, or read the file by itself.")
NOT_SAID = Text("det är inte sagt vad det här ordet betyder", "nobody has said what this word means")
SAY_IT = Text("Säg det i kolumnvalet.", "Say so where the columns are chosen.")
CHECK_ROW = Text("Kontrollera raden i skolans system.", "Check the row in the school's system.")


@dataclass(frozen=True)
class Wanted:
    """What is asked of a file: whose rows are known, how a school day is counted, which school years are taken.

    `known`: 12-digit personal numbers. `years`: school years as 2026/27; empty takes all. `everyone`: with
    `layout.only_absences`, pupils without any row were present too.
    """

    layout: Layout
    known: Collection[str]
    today: date
    day_minutes: int
    lesson_minutes: int = 60
    breaks: Sequence[Break] = ()
    years: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    everyone: bool = False


@dataclass(frozen=True)
class Reading:
    """What a file says. `days`: by pupil and day. `covered`: the days it speaks of, for every pupil in `days`.

    `years`: rows by school year, refused ones too; `unknown`: different pupils nobody has a file on.
    `words`: those of the kind column that nobody has explained, folded to as first written.
    """

    days: Mapping[str, Mapping[date, Day]]
    covered: frozenset[date]
    report: Report
    years: Mapping[str, int] = field(default_factory=dict)
    unknown: int = 0
    assumed: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> date | None:
        """The first day that the file speaks of."""
        return min(self.covered, default=None)

    @property
    def last(self) -> date | None:
        """The last."""
        return max(self.covered, default=None)


def read(sheet: Sheet, wanted: Wanted) -> Reading:
    """Read the whole file. Raises Refusal where a column of the layout is not in it."""
    fields = wanted.layout.fields()
    found = headers.match(sheet, list(fields), dict(wanted.layout.columns))
    headers.refuse_unless_whole(sheet, found, list(fields))
    cells, rows = Cells(sheet, found, fields), _Rows(sheet, wanted)
    for number, row in sheet.rows[found.header + 1 :]:
        values, wrong = cells.read(number, row)
        rows.take(number, row, values, wrong)
    assumed = wanted.layout.only_absences or "scheduled" not in wanted.layout.columns
    days = rows.sums.days(assumed=assumed)
    covered = _covered(days, wanted)
    mended = gathered([*sheet.notes, *found.notes, *cells.notes])
    report = Report(
        sheet.source, rows.sums.taken, mended, tuple(rows.refused), rows.sums.repeated, found.names
    )
    return Reading(
        _attended(days, covered, wanted), covered, report, rows.years, len(rows.unknown), assumed, rows.words
    )


class _Rows:
    """The rows one by one: to their day, or among the refused with the reason."""

    def __init__(self, sheet: Sheet, wanted: Wanted) -> None:
        self.source, self.wanted = sheet.source, wanted
        self.sums = DaySums(wanted.layout, wanted.day_minutes, wanted.lesson_minutes)
        self.years: Counter[str] = Counter()
        self.unknown: set[str] = set()
        self.words: dict[str, str] = {}
        self.refused: list[RefusedRow] = []

    def take(
        self, number: int, cells: Sequence[object], values: Mapping[str, Any], wrong: list[Problem]
    ) -> None:
        """One row, already read cell by cell."""
        if not wrong:
            self.years[school_year(values["day"])] += 1
            wrong = self._unfit(number, values) or self._add(number, values)
        if wrong:
            self.refused.append(RefusedRow(number, tuple(cells), tuple(wrong)))

    def _unfit(self, number: int, values: Mapping[str, Any]) -> list[Problem]:
        """Why a row that can be read is not for us: a day without lessons, another year, nobody's pupil."""
        day, wanted = values["day"], self.wanted
        if (why := no_school(day)) is not None:
            return [Problem(self.source, why, number, remedy=CHECK_DATE)]
        if day > wanted.today:
            return [Problem(self.source, FUTURE, number, remedy=CHECK_DATE)]
        if wanted.years and (year := school_year(day)) not in wanted.years:
            why = Text(
                f"hör till läsåret {year}, som inte valdes", f"belongs to {year}, which was not chosen"
            )
            return [Problem(self.source, why, number, remedy=CHOOSE_YEAR)]
        if values["pupil"] not in wanted.known:
            self.unknown.add(values["pupil"])
            return [Problem(self.source, UNKNOWN, number, remedy=OPEN_ONE)]
        return []

    def _add(self, number: int, values: Mapping[str, Any]) -> list[Problem]:
        """Put the row to its day, or say why it does not fit there."""
        layout, said = self.wanted.layout, str(values.get("kind") or "")
        meaning = layout.meaning(said) if said else None
        if said and meaning is None:
            self.words.setdefault(bare(said), said[:80])
            return [Problem(self.source, NOT_SAID, number, layout.columns["kind"], SAY_IT, said[:40])]
        try:
            self.sums.add(Line(number, values, meaning))
        except Unfit as bad:
            return [Problem(self.source, bad.reason, number, remedy=CHECK_ROW)]
        return []


def _covered(days: Mapping[str, Mapping[date, Day]], wanted: Wanted) -> frozenset[date]:
    """The school days from the first to the last that the file speaks of, or that a person has said."""
    told = {day for held_days in days.values() for day in held_days}
    first, last = wanted.first or min(told, default=None), wanted.last or max(told, default=None)
    if first is None or last is None or first > last:
        return frozenset()
    if not wanted.layout.only_absences:
        return frozenset(told)
    span = school_days(first, min(last, wanted.today), wanted.breaks)
    if wanted.years:
        span = [day for day in span if school_year(day) in wanted.years]
    return frozenset(span) | told


def _attended(
    days: dict[str, dict[date, Day]], covered: frozenset[date], wanted: Wanted
) -> dict[str, dict[date, Day]]:
    """Where only absences are listed: the covered school days without a row were attended in full."""
    if not wanted.layout.only_absences:
        return days
    pupils: Iterable[str] = wanted.known if wanted.everyone else days
    whole = {day: Day(wanted.day_minutes) for day in sorted(covered)}
    return {pupil: {**whole, **days.get(pupil, {})} for pupil in pupils}


def quoted(report: Report, most: int = 50) -> list[RefusedRow]:
    """The first refused rows, for the screen."""
    return [row for row in report.refused if any(held(cell) for cell in row.cells)][:most]


def by_reason(report: Report) -> list[tuple[Text, int, int]]:
    """Reasons with how many rows each refused and the first of them: what a person can act on."""
    counts: Counter[Text] = Counter()
    first: dict[Text, int] = {}
    for row in report.refused:
        for reason in {problem.reason for problem in row.problems}:
            counts[reason] += 1
            first.setdefault(reason, row.number)
    return [(reason, count, first[reason]) for reason, count in counts.most_common()]


__all__ = ["Reading", "Wanted", "by_reason", "layouts", "quoted", "read"]
