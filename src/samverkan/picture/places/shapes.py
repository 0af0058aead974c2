"""Borders: exact ones to place points in, and land simplified for drawing. SWEREF 99 TM, in metres."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import polars as pl
import shapely

from samverkan.picture.places.register import DATA, Register

Use = Literal["exact", "fine", "coarse"]
Shapes = dict[str, Any]


@cache
def shipped_shapes(use: Use) -> Shapes:
    """Place to its border, for the quarters of Stockholm and (exact and fine) its RegSO."""
    return read_shapes(DATA / "shapes.parquet", use)


def read_shapes(file: Path, use: Use) -> Shapes:
    """Place to its border from a file with the columns id, use and wkb."""
    rows = pl.read_parquet(file).filter(pl.col("use") == use)
    return dict(zip(rows["id"], shapely.from_wkb(rows["wkb"].to_list()), strict=True))


def outline(register: Register, place: str, use: Use) -> Any:
    """One place's border: its own, or the union of the quarters it is made of. Empty where none is known."""
    known = shipped_shapes(use)
    if place in known:
        return known[place]
    parts = [known[each.id] for each in register.made_of(place, "quarter") if each.id in known]
    if not parts and register[place].kind == "municipality":
        parts = [known[each.id] for each in register.of_kind("quarter", place) if each.id in known]
    return shapely.union_all(parts)
