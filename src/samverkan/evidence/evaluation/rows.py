"""Files that are no panel: persons over time (pseudonymised), points in space and time, results of studies.

Only the columns that the plan names are read. A personal number anywhere in them stops the reading.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say
from samverkan.tables import periods
from samverkan.tables.numbers import Kind, read_cell
from samverkan.tables.personal_numbers import read_number
from samverkan.tables.raw_table import RawTable, read_table

Floats = NDArray[np.float64]
MANY = 0.5  # of a column's whole numbers: by chance one in hundreds passes for a personal number


@dataclass(frozen=True)
class Persons:
    """One row a person (or an interval of one); `groups` (n,) names, `covariates` (n, k)."""

    person: tuple[str, ...]
    start: Floats
    stop: Floats
    event: Floats
    groups: tuple[str, ...]
    covariates: Floats
    names: tuple[str, ...]
    cluster: tuple[str, ...] | None
    rows: int

    def shape(self) -> Text:
        """How many persons and rows."""
        count = len(set(self.person))
        return say("{n} personer på {rows} rader", "{n} persons on {rows} rows", n=count, rows=self.rows)


@dataclass(frozen=True)
class Points:
    """x, y in metres, day in days since the first; `report` (n,) or None; `first_day` the date of day 0."""

    x: Floats
    y: Floats
    day: Floats
    report: tuple[str, ...] | None
    first_day: dt.date
    rows: int

    def shape(self) -> Text:
        """How many rows over which time."""
        last = self.first_day + dt.timedelta(days=int(self.day.max(initial=0)))
        return say(
            "{rows} rader, {first} till {last}",
            "{rows} rows, {first} to {last}",
            rows=self.rows,
            first=self.first_day.isoformat(),
            last=last.isoformat(),
        )


@dataclass(frozen=True)
class Studies:
    """Log rate ratios and their standard errors, (k,) each."""

    names: tuple[str, ...]
    effects: Floats
    errors: Floats

    def shape(self) -> Text:
        """How many studies."""
        return say("{n} studier eller distrikt", "{n} studies or districts", n=len(self.names))


def read_persons(path: Path, plan: Plan) -> Persons:
    """Persons as `design: persons` wants them. Raises Refusal naming file, row and column."""
    raw, column = _opened(path, plan)
    ends = _numbers(raw, column("stop"))
    begins = _numbers(raw, column("start")) if "start" in plan.data.columns else np.zeros(len(ends))
    wanted = plan.data.columns.get("covariates", ())
    names = (wanted,) if isinstance(wanted, str) else wanted
    covariates = np.array([_numbers(raw, name) for name in names]).reshape(len(names), len(ends)).T
    cluster = tuple(_texts(raw, column("cluster"))) if "cluster" in plan.data.columns else None
    return Persons(
        tuple(_texts(raw, column("person"))),
        begins,
        ends,
        _numbers(raw, column("event")),
        tuple(_texts(raw, column("group"))),
        covariates,
        names,
        cluster,
        len(raw.rows),
    )


def read_points(path: Path, plan: Plan) -> Points:
    """Points as `near_repeat` and `hotspots` want them. Raises Refusal naming file, row and column."""
    raw, column = _opened(path, plan)
    x, y = _numbers(raw, column("x")), _numbers(raw, column("y"))
    if len(x) and np.abs(x).max() <= 180 and np.abs(y).max() <= 180 and (x != np.floor(x)).any():
        raise Refusal(
            f"{raw.source}: koordinaterna ser ut att vara grader. Räkna om dem till meter, t.ex. SWEREF 99 TM.",
            f"{raw.source}: the coordinates look like degrees. Turn them into metres, e.g. SWEREF 99 TM.",
        )
    days = _days(raw, column("day"))
    first = int(days.min())
    report = tuple(_texts(raw, column("report"))) if "report" in plan.data.columns else None
    return Points(x, y, days - first, report, dt.date.fromordinal(max(first, 1)), len(raw.rows))


def read_studies(path: Path, plan: Plan) -> Studies:
    """Effects and errors as `synthesis` wants them. Raises Refusal naming file, row and column."""
    raw, column = _opened(path, plan)
    return Studies(
        tuple(_texts(raw, column("study"))), _numbers(raw, column("effect")), _numbers(raw, column("error"))
    )


class _Names:
    """Which column of the file plays which part."""

    def __init__(self, plan: Plan) -> None:
        self.given = plan.data.columns

    def __call__(self, part: str) -> str:
        name = self.given[part]
        if isinstance(name, str):
            return name
        raise Refusal(f"{part} ska vara en kolumn.", f"{part} must be one column.")


def _opened(path: Path, plan: Plan) -> tuple[RawTable, _Names]:
    raw = read_table(path, plan.data.sheet).only(plan.data.only)
    if not raw.rows:
        raise Refusal(f"{raw.source} har inga rader.", f"{raw.source} has no rows.")
    for name in plan.data.columns.values():
        for one in (name,) if isinstance(name, str) else name:
            no_personal_numbers(raw, one)
    return raw, _Names(plan)


def no_personal_numbers(raw: RawTable, column: str) -> None:
    """Refuse a column that holds them: one with its hyphen is enough, digits alone only where most look so."""
    values = raw.column(column)
    found = [place for place, value in enumerate(values) if read_number(value) is not None]
    hyphened = [place for place in found if "-" in str(values[place]) or "+" in str(values[place])]
    if hyphened or (found and len(found) > MANY * len(values)):
        row = raw.rows[(hyphened or found)[0]]
        raise Refusal(
            f"{raw.source}, rad {row}, kolumn {column}: det ser ut som ett personnummer. Lämna bara pseudonymer till "
            "en utvärdering.",
            f"{raw.source}, row {row}, column {column}: this looks like a personal number. Hand only pseudonyms to "
            "an evaluation.",
        )


def _texts(raw: RawTable, column: str) -> list[str]:
    found = ["" if value is None else str(value).strip() for value in raw.column(column)]
    if "" in found:
        row = raw.rows[found.index("")]
        raise Refusal(
            f"{raw.source}, rad {row}, kolumn {column}: värdet saknas.",
            f"{raw.source}, row {row}, column {column}: the value is missing.",
        )
    return found


def _numbers(raw: RawTable, column: str) -> Floats:
    found = np.empty(len(raw.rows))
    for place, value in enumerate(raw.column(column)):
        cell = read_cell(value, raw.decimal)
        if cell.kind is not Kind.NUMBER:
            raise Refusal(
                f"{raw.source}, rad {raw.rows[place]}, kolumn {column}: {value!r} är inget tal.",
                f"{raw.source}, row {raw.rows[place]}, column {column}: {value!r} is no number.",
            )
        found[place] = cell.value
    return found


def _days(raw: RawTable, column: str) -> Floats:
    """Days as ordinals: dates, or plain numbers of days."""
    found = np.empty(len(raw.rows))
    for place, value in enumerate(raw.column(column)):
        read = {period.kind: period.ordinal for period in periods.readings(value)}
        day = read.get("day", read.get("number"))
        if day is None:
            raise Refusal(
                f"{raw.source}, rad {raw.rows[place]}, kolumn {column}: {value!r} är inget datum.",
                f"{raw.source}, row {raw.rows[place]}, column {column}: {value!r} is no date.",
            )
        found[place] = day
    return found
