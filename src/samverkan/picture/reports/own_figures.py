"""Any table of a municipality's own: what is measured, where, when and how much. Masks are kept as masks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from samverkan.picture.incidents.areas import Municipality
from samverkan.picture.incidents.naming import Named
from samverkan.picture.incidents.persons import notes_on_persons
from samverkan.picture.incidents.reading import Incidents, named_areas
from samverkan.tables import kinds, periods, rows
from samverkan.tables.fields import Field
from samverkan.tables.problem import gathered
from samverkan.tables.report import Report
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

SCHEMA: dict[str, Any] = {
    "indicator": pl.String, "unit": pl.String, "place": pl.String, "period": pl.String, "value": pl.Float64,
    "mask": pl.String, "written": pl.String,
}  # fmt: skip
KEY = ["indicator", "unit", "place", "period"]
WHEN = ("year", "school_year", "half_year", "quarter", "month", "week")


def fields(_today: dt.date) -> tuple[Field, ...]:
    """What a column may be, with the headings it is known by."""
    return (
        Field("indicator", Text("Vad som mäts", "What is measured"), kinds.text(longest=120, no_person=True),
              names=("mått", "indikator", "nyckeltal", "fråga", "indicator"), secret=True),
        Field("value", Text("Värde", "Value"), kinds.figure(), names=("antal", "andel", "tal", "value")),
        Field("period", Text("Tid", "Time"), kinds.period(*WHEN), names=("år", "månad", "period", "year", "kvartal")),
        Field("area", Text("Område", "Area"), kinds.text(longest=80, no_person=True), secret=True, required=False,
              names=("stadsdel", "stadsdelsområde", "plats", "regso", "district")),
        Field("unit", Text("Enhet", "Unit"), kinds.text(longest=30), names=("sort", "mätenhet"), required=False,
              default=""),
    )  # fmt: skip


def read(
    sheet: Sheet, where: Municipality, today: dt.date, *, mapping: Mapping[str, str] | None = None
) -> Incidents:
    """Read a file. Without an area a row is the whole municipality's. Raises Refusal where a column is missing."""
    found = rows.read(sheet, fields(today), mapping=mapping, unique=("indicator", "unit", "area", "period"))
    taken, refused, mended = named_areas(found.rows, sheet, where, lambda row: _day(row["period"]))
    frame = pl.DataFrame([_row(row, named, where) for row, named in taken], schema=SCHEMA, orient="row")
    report = Report(
        sheet.source, len(taken), gathered([*found.report.mended, *mended]),
        tuple(sorted([*found.report.refused, *refused], key=lambda row: row.number)), found.report.repeated,
        found.report.columns,
    )  # fmt: skip
    frame = frame.unique(KEY, keep="last", maintain_order=True).sort(KEY)
    masked = (
        Text("dolda eller saknade värden", "hidden or missing values"),
        int(frame["value"].null_count()),
    )
    measures = (Text("mått", "measures"), frame["indicator"].n_unique())
    return Incidents(frame, report, (measures, masked), notes_on_persons(sheet, found.match))


def _row(row: Row, named: Named, where: Municipality) -> tuple[Any, ...]:
    place = named.quarter or named.district or named.regso or where.code
    figure = row["value"]
    mask = figure.mask.value if figure.mask else None
    return (
        row["indicator"],
        row["unit"],
        place,
        periods.label(row["period"]),
        figure.number,
        mask,
        figure.written,
    )


def _day(period: periods.Period) -> dt.date:
    """The first day of a period: it decides which version of an area is meant."""
    number = period.ordinal
    if period.kind == "week":
        return dt.date.fromordinal(number * 7 + 1)
    year, month = {
        "year": (number, 1), "school_year": (number, 8), "half_year": (number // 2, 1 + 6 * (number % 2)),
        "quarter": (number // 4, 1 + 3 * (number % 4)),
    }.get(period.kind, (number // 12, number % 12 + 1))  # fmt: skip
    return dt.date(year, month, 1)
