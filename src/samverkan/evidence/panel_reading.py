"""A file read into a panel: repaired in the open, or refused with file, row and column.

Nothing is changed silently: every repair is listed, and what cannot be repaired without guessing is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from samverkan.evidence import _panel_columns
from samverkan.evidence.panel import Columns, Floats, Panel
from samverkan.tables import periods as _periods
from samverkan.tables.problem import Problem as Repair
from samverkan.tables.raw_table import RawTable, from_columns, read_table
from samverkan.tables.refusal import Refusal

if TYPE_CHECKING:
    import polars as pl

Grid = dict[tuple[int, int], int]
Gap = Literal["refuse", "drop_unit", "zero"]
Hidden = Literal["refuse", "drop_unit"]

__all__ = ["Columns", "Panel", "panel_from_frame", "read_panel"]


@dataclass
class _Gaps:
    """Units left out, and what was left out or filled because the data lack it."""

    dropped: set[int] = field(default_factory=set)
    forced: list[Repair] = field(default_factory=list)


def read_panel(
    path: str | Path,
    columns: Columns,
    *,
    absent: Gap = "refuse",
    hidden: Hidden = "refuse",
    first: str | None = None,
    last: str | None = None,
    sheet: str | int | None = None,
) -> Panel:
    """Read CSV, Parquet or Excel into a panel, from period `first` to `last` if given.

    absent: what to do with a unit that lacks a row in some period ("zero" for counts listed only when
    something happened); hidden: with a unit that has an empty or masked cell. Raises Refusal naming file,
    row and column.
    """
    return _build(read_table(path, sheet), columns, absent, hidden, (first, last))


def panel_from_frame(
    frame: pl.DataFrame,
    columns: Columns,
    *,
    absent: Gap = "refuse",
    hidden: Hidden = "refuse",
    first: str | None = None,
    last: str | None = None,
    source: str = "tabellen",
) -> Panel:
    """The same from a polars frame; rows are numbered from one."""
    raw = from_columns({name: frame[name].to_list() for name in frame.columns}, source)
    return _build(raw, columns, absent, hidden, (first, last))


def _build(
    raw: RawTable,
    columns: Columns,
    absent: Gap,
    hidden: Hidden,
    ends: tuple[str | None, str | None],
) -> Panel:
    repairs = _panel_columns.recoding(raw)
    raw = raw.only(columns.only)
    raw, periods = _panel_columns.within(raw, columns.time, ends, repairs)
    units = _panel_columns.unit_names(raw, columns.unit, repairs)
    numbers = {
        name: _panel_columns.numbers(raw, name, repairs)
        for name in (columns.outcome, columns.exposure, *columns.covariates)
        if name is not None
    }
    names = tuple(dict.fromkeys(units))
    span = _panel_columns.time_line(raw, columns.time, periods)
    where = _cells(raw, columns, names, units, periods, span, numbers, repairs)
    gaps = _gaps(raw, columns, names, span, where, numbers, absent, hidden)
    kept = [place for place in range(len(names)) if place not in gaps.dropped]
    if not kept:
        raise Refusal(
            f"{raw.source}: ingen enhet har uppgifter för alla tidpunkter.",
            f"{raw.source}: no unit has data for all periods.",
        )
    matrices = {
        name: _matrix(values, kept, len(span), where, name, columns) for name, values in numbers.items()
    }
    exposure = matrices.get(columns.exposure or "")
    if exposure is not None:
        _positive(raw, columns, exposure, kept, where)
    return Panel(
        source=raw.source,
        units=tuple(names[place] for place in kept),
        times=tuple(_periods.label(period) for period in span),
        kind=span[0].kind,
        outcome_name=columns.outcome,
        outcome=matrices[columns.outcome],
        exposure=exposure,
        covariates={name: matrices[name] for name in columns.covariates},
        repairs=(*repairs, *gaps.forced),
        forced=tuple(gaps.forced),
    )


def _cells(
    raw: RawTable,
    columns: Columns,
    names: tuple[str, ...],
    units: list[str],
    periods: list[_periods.Period],
    span: list[_periods.Period],
    numbers: dict[str, Floats],
    repairs: list[Repair],
) -> Grid:
    """(unit, period) to the place of its row; the same row twice is dropped, two different ones are
    refused.
    """
    row_of, column_of = ({key: place for place, key in enumerate(keys)} for keys in (names, span))
    where: Grid = {}
    for place, (unit, period) in enumerate(zip(units, periods, strict=True)):
        key = (row_of[unit], column_of[period])
        first = where.setdefault(key, place)
        if first == place:
            continue
        if any(not np.array_equal(v[first], v[place], equal_nan=True) for v in numbers.values()):
            raise Refusal(
                f"{raw.source}, rad {raw.rows[first]} och {raw.rows[place]}: {unit} finns två gånger för "
                f"{_periods.label(period)}, med olika värden i {columns.outcome} eller bakgrunden.",
                f"{raw.source}, rows {raw.rows[first]} and {raw.rows[place]}: {unit} comes twice for "
                f"{_periods.label(period)}, with different values in {columns.outcome} or the covariates.",
            )
        repairs.append(_panel_columns.repeated(raw, columns.unit, unit, first, place))
    return where


def _gaps(
    raw: RawTable,
    columns: Columns,
    names: tuple[str, ...],
    span: list[_periods.Period],
    where: Grid,
    numbers: dict[str, Floats],
    absent: Gap,
    hidden: Hidden,
) -> _Gaps:
    """Units to leave out; refuses, drops or fills as asked, and lists what was done."""
    gaps = _Gaps()
    for unit, name in enumerate(names):
        lacking = [column for column in range(len(span)) if (unit, column) not in where]
        masked = [
            (column, where[unit, column], value)
            for value in (columns.outcome, columns.exposure)
            if value is not None
            for column in range(len(span))
            if (unit, column) in where and np.isnan(numbers[value][where[unit, column]])
        ]
        if masked:
            column, place, value = masked[0]
            repair = _panel_columns.hidden_cell(raw, value, name, span[column], place, len(masked))
            _refuse_or_drop(repair, hidden, unit, gaps)
        elif lacking:
            repair = _panel_columns.absent_row(raw, columns.outcome, name, span[lacking[0]], len(lacking))
            if absent == "zero" and columns.exposure is None:
                gaps.forced.append(
                    _panel_columns.filled(raw, columns.outcome, name, span[lacking[0]], len(lacking))
                )
            else:
                _refuse_or_drop(repair, "drop_unit" if absent == "drop_unit" else "refuse", unit, gaps)
    return gaps


def _refuse_or_drop(found: Repair, policy: Hidden, unit: int, gaps: _Gaps) -> None:
    if policy == "refuse":
        raise Refusal(found.sv, found.en)
    gaps.dropped.add(unit)
    gaps.forced.append(_panel_columns.left_out(found))


def _matrix(
    values: Floats, kept: Sequence[int], periods: int, where: Grid, name: str, columns: Columns
) -> Floats:
    """Cells in their places; an absent row is zero in the outcome (when asked for) and unknown elsewhere."""
    empty = 0.0 if name == columns.outcome else np.nan
    return np.array(
        [[values[where[u, t]] if (u, t) in where else empty for t in range(periods)] for u in kept]
    )


def _positive(raw: RawTable, columns: Columns, exposure: Floats, kept: Sequence[int], where: Grid) -> None:
    bad = np.argwhere(~(exposure > 0))
    if len(bad):
        place = where[kept[int(bad[0][0])], int(bad[0][1])]
        raise Refusal(
            f"{raw.source}, rad {raw.rows[place]}, kolumn {columns.exposure}: exponeringen måste "
            "vara större än noll.",
            f"{raw.source}, row {raw.rows[place]}, column {columns.exposure}: the exposure must "
            "be above zero.",
        )
