"""A municipality's own incident file: what happened, when, when it was registered, and where. Never who.

Columns that no field wants are never kept. Every row is taken, or refused with its reason and remedy; what the
reader must know of the file as a whole (centres for places, names that changed, points in water) comes as notes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from samverkan.picture.incidents.areas import Municipality
from samverkan.picture.incidents.categories import drawn_together, groups, renamed
from samverkan.picture.incidents.centres import centres
from samverkan.picture.incidents.coordinates import Points, located
from samverkan.picture.incidents.naming import Named
from samverkan.picture.incidents.persons import notes_on_persons
from samverkan.tables import kinds, rows
from samverkan.tables.fields import Field, Wrong
from samverkan.tables.problem import Problem, gathered
from samverkan.tables.refusal import Refusal
from samverkan.tables.report import RefusedRow, Report
from samverkan.tables.rows import Row
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

FIRST = dt.date(1990, 1, 1)
SCHEMA: dict[str, Any] = {
    "happened": pl.Datetime("us"), "timed": pl.Boolean, "published": pl.Datetime("us"), "kind": pl.String,
    "group": pl.String, "x": pl.Float64, "y": pl.Float64, "spot": pl.Boolean, "municipality": pl.String,
    "county": pl.String, "quarter": pl.String, "district": pl.String, "older": pl.String, "regso": pl.String,
}  # fmt: skip


def fields(today: dt.date) -> tuple[Field, ...]:
    """What a column may be, with the headings it is known by."""
    return (
        Field("happened", Text("När det hände", "When it happened"), kinds.moment(FIRST, today),
              names=("handelsetid", "brottsdatum", "händelsedatum", "tidpunkt", "datum", "date", "occurred")),
        Field("kind", Text("Vad som hände", "What happened"), kinds.text(longest=80, no_person=True), secret=True,
              names=("kategori", "handelsetyp", "händelsetyp", "typ", "brottstyp", "category", "type")),
        Field("registered", Text("När det registrerades", "When it was registered"), kinds.day(FIRST, today),
              names=("registrerad", "registreringsdatum", "anmäld", "anmälningsdatum", "inkommen", "reported"),
              required=False),
        Field("north", Text("Koordinat, nord", "Coordinate, north"), kinds.number(),
              names=("nord", "latitud", "lat", "latitude", "n", "y", "northing"), required=False),
        Field("east", Text("Koordinat, öst", "Coordinate, east"), kinds.number(),
              names=("öst", "longitud", "lon", "lng", "longitude", "e", "x", "easting"), required=False),
        Field("area", Text("Område", "Area"), kinds.text(longest=80, no_person=True), secret=True,
              names=("stadsdel", "stadsdelsområde", "regso", "plats", "area", "district"), required=False),
    )  # fmt: skip


@dataclass(frozen=True)
class Incidents:
    """The events of a file as a frame of SCHEMA; the report on every row; how they were placed; notes on the whole."""

    events: pl.DataFrame
    report: Report
    counts: tuple[tuple[Text, int], ...]
    notes: tuple[Text, ...]


def read(
    sheet: Sheet, where: Municipality, today: dt.date, *, mapping: Mapping[str, str] | None = None,
    same: Mapping[str, str] | None = None,
) -> Incidents:  # fmt: skip
    """Read a file. mapping: field to column as a person has said; same: old category to new.

    Raises Refusal where a column is missing, or the file has neither coordinates nor areas.
    """
    found = rows.read(sheet, fields(today), mapping=mapping)
    if not {"area"} & set(found.match.at) and not {"north", "east"} <= set(found.match.at):
        raise Refusal(
            f"{sheet.source}: det finns varken koordinater eller någon kolumn med område. Välj vilken kolumn som säger "
            "var det hände.",
            f"{sheet.source}: there are neither coordinates nor areas. Choose the column that says where it happened.",
        )
    taken, refused, mended = named_areas(found.rows, sheet, where, lambda row: row["happened"].at.date())
    points = located(_column(taken, "north"), _column(taken, "east"))
    names = drawn_together([row["kind"] for row, _named in taken], same)
    frame = _frame(taken, points, names, where)
    report = Report(
        sheet.source, len(taken), gathered([*found.report.mended, *mended, *_late(taken, sheet.source)]),
        tuple(sorted([*found.report.refused, *refused], key=lambda row: row.number)), found.report.repeated,
        found.report.columns,
    )  # fmt: skip
    notes = (*points.notes, *_about(frame, points, taken, where), *notes_on_persons(sheet, found.match))
    return Incidents(frame, report, _counts(frame), notes)


def named_areas(
    taken: Sequence[Row], sheet: Sheet, where: Municipality, on: Callable[[Row], dt.date]
) -> tuple[list[tuple[Row, Named]], list[RefusedRow], list[Problem]]:
    """Each row with the areas its name or code says; a name nobody knows refuses the row."""
    kept: list[tuple[Row, Named]] = []
    refused: list[RefusedRow] = []
    notes: list[Problem] = []
    cells = dict(sheet.rows)
    for row in taken:
        named = Named()
        if row["area"]:
            try:
                named = where.names.find(row["area"], on(row))
            except Wrong as bad:
                problem = Problem(
                    sheet.source, bad.reason, row.number, "område", bad.remedy, row["area"][:40]
                )
                refused.append(RefusedRow(row.number, tuple(cells[row.number]), (problem,)))
                continue
            if named.note:
                notes.append(Problem(sheet.source, named.note, row.number, "område"))
        kept.append((row, named))
    return kept, refused, notes


def _column(taken: Sequence[tuple[Row, Named]], name: str) -> np.ndarray:
    return np.array([np.nan if row[name] is None else row[name] for row, _named in taken], dtype=float)


def _late(taken: Sequence[tuple[Row, Named]], source: str) -> list[Problem]:
    """Registered before it happened: the date of registration is let go, the event stays."""
    said = Text(
        "registrerat före händelsen; registreringsdatumet används inte",
        "registered before it happened; the date of registration is not used",
    )
    return [Problem(source, said, row.number, "registrerad") for row, _named in taken if _early(row)]


def _early(row: Row) -> bool:
    return row["registered"] is not None and row["registered"] < row["happened"].at.date()


def _frame(
    taken: Sequence[tuple[Row, Named]], points: Points, names: Mapping[str, str], where: Municipality
) -> pl.DataFrame:
    kind = [names[row["kind"]] for row, _named in taken]
    shown = groups(Counter(kind))
    centre = centres(points.x, points.y, where.quarters)
    # A centre says no more than a name does: it places nothing where the file has a name too.
    quarter, regso = where.of_points(points.x, points.y)
    by_name = [named.quarter is not None or named.district is not None for _row, named in taken]
    trusted = [not (bool(c) and said) for c, said in zip(centre, by_name, strict=True)]
    inside = [q if ok else None for q, ok in zip(quarter, trusted, strict=True)]
    quarters = [q or named.quarter for q, (_row, named) in zip(inside, taken, strict=True)]
    frame = pl.DataFrame(
        {
            "happened": [row["happened"].at for row, _named in taken],
            "timed": [row["happened"].timed for row, _named in taken],
            "published": [None if row["registered"] is None or _early(row)
                          else dt.datetime.combine(row["registered"], dt.time()) for row, _named in taken],
            "kind": kind, "group": [shown[each] for each in kind], "x": points.x, "y": points.y,
            "spot": np.isfinite(points.x) & ~centre,
            "municipality": where.code, "county": where.code[:2], "quarter": quarters,
            "district": [where.district_of(q) if q else named.district
                         for q, (_row, named) in zip(quarters, taken, strict=True)],
            "older": [named.older for _row, named in taken],
            "regso": [r or named.regso for r, (_row, named) in zip(regso, taken, strict=True)],
        },
        schema=SCHEMA,
    )  # fmt: skip
    return frame.with_columns(pl.col("x").fill_nan(None), pl.col("y").fill_nan(None)).sort("happened", "kind")


def _about(
    frame: pl.DataFrame, points: Points, taken: Sequence[tuple[Row, Named]], where: Municipality
) -> list[Text]:
    found = []
    given = int((np.isfinite(_column(taken, "north")) & np.isfinite(_column(taken, "east"))).sum())
    if given and points.system is None:
        found.append(Text(
            "koordinaterna är varken grader, SWEREF 99 TM eller SWEREF 99 18 00 och används inte",
            "the coordinates are neither degrees, SWEREF 99 TM nor SWEREF 99 18 00 and are not used",
        ))  # fmt: skip
    centre = frame.filter(pl.col("x").is_not_null() & ~pl.col("spot")).height
    if centre:
        found.append(Text(
            f"{centre} händelser har ett områdes mittpunkt som koordinat. De räknas i området men ritas inte som "
            "punkter och är inte med i anhopningar.",
            f"{centre} events have the middle of an area as their coordinate. They are counted in the area but not "
            "drawn as points, nor looked at for clusters.",
        ))  # fmt: skip
    wet = where.in_water(frame["x"].fill_null(np.nan).to_numpy(), frame["y"].fill_null(np.nan).to_numpy())
    if wet:
        found.append(Text(
            f"{wet} punkter ligger i vatten. De räknas till området vars gräns går där; kontrollera koordinaterna.",
            f"{wet} points lie in water. They count to the area whose border runs there; check the coordinates.",
        ))  # fmt: skip
    monthly = frame.group_by(
        "kind", month=12 * pl.col("happened").dt.year().cast(int) + pl.col("happened").dt.month()
    )
    return [*found, *(each.said for each in renamed(_months(monthly.agg(n=pl.len()))))]


def _months(counted: pl.DataFrame) -> dict[str, np.ndarray]:
    if counted.is_empty():
        return {}
    first, last = int(counted["month"].min()), int(counted["month"].max())  # type: ignore[arg-type]
    found: dict[str, np.ndarray] = {}
    for kind, month, n in counted.iter_rows():
        found.setdefault(kind, np.zeros(last - first + 1))[month - first] = n
    return found


def _counts(frame: pl.DataFrame) -> tuple[tuple[Text, int], ...]:
    by_point = frame.filter(pl.col("x").is_not_null() & pl.col("quarter").is_not_null()).height
    by_name = frame.filter(pl.col("x").is_null() & pl.col("district").is_not_null()).height
    nowhere = frame.filter(pl.col("district").is_null()).height
    return (
        (Text("placerade efter koordinat", "placed by coordinate"), by_point),
        (Text("placerade efter namn", "placed by name"), by_name),
        (Text("ej placerade", "not placed"), nowhere),
    )


def without_repeats(incidents: Incidents) -> Incidents:
    """Rows alike in everything count once; the report says how many."""
    once = incidents.events.unique(maintain_order=True)
    same = incidents.events.height - once.height
    report = replace(incidents.report, repeated=incidents.report.repeated + same,
                     taken=incidents.report.taken - same)  # fmt: skip
    return replace(incidents, events=once, report=report)
