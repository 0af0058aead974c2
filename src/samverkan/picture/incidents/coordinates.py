"""Coordinates as files have them: degrees, SWEREF 99 TM or SWEREF 99 18 00, in either order. Out: SWEREF 99 TM.

Which one a file has is told by the numbers themselves, once for the whole file, since a single pair can be
two things. A file that mixes them, or whose numbers are none of them, is said so and gives no point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyproj
from numpy.typing import NDArray

from samverkan.tables.text import Text

Floats = NDArray[np.float64]
TM = "EPSG:3006"
ENOUGH = 0.95  # of the pairs must fit one system


@dataclass(frozen=True)
class System:
    """A way to write a place: the bounds of its first (northing or latitude) and second number within Sweden."""

    code: str
    name: Text
    north: tuple[float, float]
    east: tuple[float, float]


SYSTEMS = (
    System("EPSG:4326", Text("grader (WGS 84)", "degrees (WGS 84)"), (55.0, 69.5), (10.5, 24.5)),
    System(TM, Text("SWEREF 99 TM", "SWEREF 99 TM"), (6_100_000, 7_700_000), (250_000, 920_000)),
    System("EPSG:3011", Text("SWEREF 99 18 00", "SWEREF 99 18 00"), (6_100_000, 7_700_000), (50_000, 249_999)),
)  # fmt: skip


@dataclass(frozen=True)
class Points:
    """x east and y north in SWEREF 99 TM, NaN where a pair is no place in Sweden; what was found and mended."""

    x: Floats
    y: Floats
    system: System | None
    swapped: bool = False

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a coordinator needs to know of how the numbers were read."""
        if self.system is None:
            return ()
        found = Text(
            f"koordinaterna lästes som {self.system.name.sv}",
            f"the coordinates were read as {self.system.name.en}",
        )
        turned = Text(
            "nord och öst stod i varandras kolumner och byttes",
            "north and east stood in each other's columns",
        )
        return (found, turned) if self.swapped else (found,)


def located(north: Floats, east: Floats) -> Points:
    """Points of two columns (n,), NaN where empty. `system` is None when the numbers fit no system well enough."""
    held = np.isfinite(north) & np.isfinite(east)
    nothing = np.full(len(north), np.nan)
    if not held.any():
        return Points(nothing, nothing.copy(), None)
    tries = [(system, swapped, _fits(system, *_order(north, east, swapped)) & held)
             for system in SYSTEMS for swapped in (False, True)]  # fmt: skip
    system, swapped, fits = max(tries, key=lambda each: int(each[2].sum()))
    if fits.sum() < ENOUGH * held.sum():
        return Points(nothing, nothing.copy(), None)
    n, e = _order(north, east, swapped)
    x, y = e.copy(), n.copy()
    if system.code != TM:
        turn = pyproj.Transformer.from_crs(system.code, TM, always_xy=True)
        x[fits], y[fits] = turn.transform(e[fits], n[fits])
    x[~fits], y[~fits] = np.nan, np.nan
    return Points(x, y, system, swapped)


def _order(north: Floats, east: Floats, swapped: bool) -> tuple[Floats, Floats]:
    return (east, north) if swapped else (north, east)


def _fits(system: System, north: Floats, east: Floats) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        inside = (north >= system.north[0]) & (north <= system.north[1])
        return inside & (east >= system.east[0]) & (east <= system.east[1])
