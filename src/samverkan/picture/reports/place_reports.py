"""Weekly place reports (EST): a week, a place, a kind of problem and how many. There is no field for a person.

What else a file has is not read: no text, no name, no reporter. Columns that seem to hold any are told of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from samverkan.picture.incidents.areas import Municipality
from samverkan.picture.incidents.categories import drawn_together
from samverkan.picture.incidents.naming import Named
from samverkan.picture.incidents.persons import notes_on_persons
from samverkan.picture.incidents.reading import FIRST, Incidents, named_areas
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field, Read, Wrong, written_cell
from samverkan.tables.problem import gathered
from samverkan.tables.report import Report
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

SCHEMA: dict[str, Any] = {
    "monday": pl.Date, "kind": pl.String, "quarter": pl.String, "district": pl.String, "n": pl.Int64,
}  # fmt: skip
KEY = ["monday", "kind", "quarter", "district"]
MOST = 100_000  # of one kind in one place and week


def week(first: dt.date, last: dt.date) -> Any:
    """`2026-W12`, `2026v12`, or any day of the week: read as its Monday."""
    moment = kinds.day(first, last)

    def read(raw: object) -> Read:
        written = written_cell(raw).casefold().replace("vecka", "w").replace("v.", "w").replace("v", "w")
        year, mark, number = written.replace(" ", "").replace("-", "").partition("w")
        if mark and year.isdigit() and number.isdigit():
            try:
                monday = dt.date.fromisocalendar(int(year), int(number), 1)
            except ValueError as bad:
                raise Wrong(Text("är ingen vecka", "is no week"), WEEK_SO) from bad
            if not first <= monday <= last:
                raise Wrong(
                    Text("ligger i framtiden eller för långt bak", "is in the future or too far back"),
                    WEEK_SO,
                )
            return Read(monday)
        day, note = moment(raw)
        return Read(day - dt.timedelta(days=day.weekday()), note)

    return read


WEEK_SO = Text("Skriv veckan som 2026-W12 eller en dag i den, 2026-03-16.",
               "Write the week as 2026-W12 or a day in it, 2026-03-16.")  # fmt: skip


def fields(today: dt.date) -> tuple[Field, ...]:
    """What a column may be, with the headings it is known by. None of them is about a person."""
    return (
        Field("week", Text("Vecka", "Week"), week(FIRST, today),
              names=("v", "veckonummer", "datum", "rapportvecka", "date")),
        Field("area", Text("Plats", "Place"), kinds.text(longest=80, no_person=True),
              names=("stadsdel", "område", "stadsdelsområde", "regso", "area", "district"), secret=True),
        Field("kind", Text("Sorts problem", "Kind of problem"), kinds.text(longest=80, no_person=True),
              names=("kategori", "problem", "typ", "lägesbild", "category", "type"), secret=True),
        Field("n", Text("Antal", "Number"), kinds.integer(0, MOST), names=("antal rapporter", "count"),
              required=False, default=1),
    )  # fmt: skip


def read(
    sheet: Sheet, where: Municipality, today: dt.date, *, mapping: Mapping[str, str] | None = None,
    same: Mapping[str, str] | None = None,
) -> Incidents:  # fmt: skip
    """Read a file; rows of one week, place and kind are added together. Raises Refusal where a column is missing."""
    found = rows.read(sheet, fields(today), mapping=mapping)
    taken, refused, mended = named_areas(found.rows, sheet, where, lambda row: row["week"])
    names = drawn_together([row["kind"] for row, _named in taken], same)
    frame = pl.DataFrame([_row(row, named, names) for row, named in taken], schema=SCHEMA, orient="row")
    frame = frame.group_by(KEY).agg(pl.col("n").sum()).sort(KEY)
    report = Report(
        sheet.source, len(taken), gathered([*found.report.mended, *mended]),
        tuple(sorted([*found.report.refused, *refused], key=lambda row: row.number)), found.report.repeated,
        found.report.columns,
    )  # fmt: skip
    counts = ((Text("rapporterade problem", "problems reported"), int(frame["n"].sum())),)
    return Incidents(frame.select(list(SCHEMA)), report, counts, notes_on_persons(sheet, found.match))


def _row(row: Row, named: Named, names: Mapping[str, str]) -> tuple[Any, ...]:
    return row["week"], names[row["kind"]], named.quarter, named.district, row["n"]
