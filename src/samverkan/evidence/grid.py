"""Square cells over a district: counts of events on one and the same grid before and after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence._neighbours import Neighbours, within
from samverkan.evidence.checks import Floats
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Grid:
    """Cells of `metres` a side, row by row from (west, south); x and y of their middles, (n,)."""

    west: float
    south: float
    metres: float
    columns: int
    rows: int

    def middles(self) -> tuple[Floats, Floats]:
        """x and y of every cell's middle, (n,) each."""
        row, column = np.divmod(np.arange(self.columns * self.rows), self.columns)
        return self.west + (column + 0.5) * self.metres, self.south + (row + 0.5) * self.metres

    def neighbours(self) -> Neighbours:
        """Every cell with itself and the up to eight round it."""
        x, y = self.middles()
        return within(x - self.west, y - self.south, 1.5 * self.metres)

    def counts(self, x: ArrayLike, y: ArrayLike) -> Floats:
        """Events a cell, (n,). Raises Refusal for an event outside the grid: it must not vanish silently."""
        east, north = _points(x, y)
        column = np.floor((east - self.west) / self.metres)
        row = np.floor((north - self.south) / self.metres)
        outside = (column < 0) | (column >= self.columns) | (row < 0) | (row >= self.rows)
        if outside.any():
            raise Refusal(
                f"{int(outside.sum())} händelser ligger utanför rutnätet.",
                f"{int(outside.sum())} events lie outside the grid.",
            )
        cell = (row * self.columns + column).astype(np.int64)
        return np.bincount(cell, minlength=self.columns * self.rows).astype(np.float64)


def grid_over(x: ArrayLike, y: ArrayLike, *, metres: float) -> Grid:
    """The smallest grid whose cells start at whole multiples of `metres` and that holds all points, (n,) each.

    Build it over the events of both periods, or of the district, so that both are counted alike. Raises
    Refusal for no points, a side not above zero, and more than a million cells.
    """
    east, north = _points(x, y)
    checks.positive_vector([metres], Text("Rutans sida", "The side of a cell"))
    if not len(east) or max(np.ptp(east), np.ptp(north)) / metres > MOST_CELLS or metres < 1e-3:
        raise Refusal("Rutnätet blir tomt eller för stort.", "The grid becomes empty or too large.")
    west, south = (_start(float(values.min()), metres) for values in (east, north))
    columns, rows = (
        int(np.floor((values.max() - low) / metres)) + 1 for values, low in ((east, west), (north, south))
    )
    if columns * rows > MOST_CELLS:
        raise Refusal(
            f"{columns * rows} rutor är för många; välj större rutor.",
            f"{columns * rows} cells are too many; choose larger ones.",
        )
    return Grid(west, south, float(metres), columns, rows)


def _start(least: float, metres: float) -> float:
    """The whole multiple at or below the least coordinate, also where the division rounds up."""
    start = float(np.floor(least / metres) * metres)
    return start if start <= least else start - metres


def _points(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    east = checks.finite_vector(x, Text("x-koordinaten", "The x coordinate"))
    north = checks.finite_vector(y, Text("y-koordinaten", "The y coordinate"), length=len(east))
    if len(east) and max(abs(east).max(), abs(north).max()) > 1e8:
        raise Refusal("Koordinater ska vara i meter.", "Coordinates must be in metres.")
    return east, north
