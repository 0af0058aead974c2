"""The shape that every statistic gets: one figure a row, at a place and a time, masked where its source masked it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import polars as pl

from samverkan.picture.importing.shapes import merged
from samverkan.picture.store.store import Version
from samverkan.tables.figures import Figure

SCHEMA: dict[str, Any] = {
    "place": pl.String, "indicator": pl.String, "period": pl.String, "value": pl.Float64, "mask": pl.String,
    "written": pl.String,
}  # fmt: skip
KEY = ["place", "indicator", "period"]


class Tidy(NamedTuple):
    """One figure. `value` is None where there is no number; `mask` (tables.figures.Mask) says why it is not exact."""

    place: str
    indicator: str
    period: str
    value: float | None
    mask: str | None = None
    written: str = ""


def of_figure(place: str, indicator: str, period: str, figure: Figure) -> Tidy:
    """A figure as read; what its source wrote is kept where it was a mask."""
    mask = figure.mask.value if figure.mask else None
    return Tidy(place, indicator, period, figure.number, mask, figure.written if mask else "")


def table(figures: Iterable[Tidy], held: Version | None = None, name: str = "figures") -> pl.DataFrame:
    """The figures with those held before, the newer for each place, indicator and period."""
    new = pl.DataFrame(list(figures), schema=SCHEMA, orient="row")
    before = held.table(name) if held is not None and held.has(name) else None
    return merged(before, new, KEY)
