"""All pairs of points closer than a distance, each once, in one pass over a grid of cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal

MOST_PAIRS = 2**28  # 1 GiB of partners; beyond this the distance is a city, not a neighbourhood
MOST_CELLS = 2**20  # cells along one side, so that a cell number always fits 64 bits


@dataclass(frozen=True)
class Pairs:
    """Pairs by distance: those below cut m and not below m - 1 lie in starts[m]:starts[m + 1].

    order: which original point stands at each place (points of one cell stand together, so that the
    rows a permutation touches stay in cache). first, second: places, int32, shape (pairs,).
    """

    order: Ints
    starts: Ints
    first: NDArray[np.int32]
    second: NDArray[np.int32]

    def degrees(self) -> Ints:
        """How many partners each place has between each cut and the one before it, shape (n, cuts)."""
        n = len(self.order)
        spans = [slice(a, b) for a, b in pairwise(self.starts)]
        columns = [
            np.bincount(self.first[s], minlength=n) + np.bincount(self.second[s], minlength=n) for s in spans
        ]
        return np.stack(columns, axis=1)


def close_pairs(x: Floats, y: Floats, cuts: Floats, *, manhattan: bool) -> Pairs:
    """Pairs of points, shape (n,), by distance below each rising cut. Raises Refusal past MOST_PAIRS."""
    reach = max(float(cuts[-1]), float(np.ptp(x)) / MOST_CELLS, float(np.ptp(y)) / MOST_CELLS)
    reach *= 1 + 1e-9  # so that rounding never parts two close points by two cells
    column = np.floor((x - x.min()) / reach).astype(np.int64)
    row = np.floor((y - y.min()) / reach).astype(np.int64)
    width = int(column.max()) + 3  # an empty column on either side keeps rows of cells apart
    cell = (row + 1) * width + column + 1
    order = np.argsort(cell, kind="stable")
    xs, ys, cells = x[order], y[order], cell[order]
    counts = np.zeros(len(cuts), np.int64)
    nothing = np.zeros(0, np.int32)
    _walk(xs, ys, cells, width, cuts, manhattan, counts, nothing, nothing)
    size = int(counts.sum())
    if size > MOST_PAIRS:
        raise Refusal(
            f"Det största avståndet ger {size} par av händelser; välj ett mindre avstånd.",
            f"The largest distance gives {size} pairs of events; choose a smaller one.",
        )
    starts = np.r_[0, np.cumsum(counts)]
    first, second = np.empty(size, np.int32), np.empty(size, np.int32)
    _walk(xs, ys, cells, width, cuts, manhattan, starts[:-1].copy(), first, second)
    return Pairs(order, starts, first, second)


@kernel
def _walk(
    x: Floats,
    y: Floats,
    cells: Ints,
    width: int,
    cuts: Floats,
    manhattan: bool,
    places: Ints,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
) -> None:
    """Visit each pair once: later points of the same cell and the one to the right, then the next row's.

    Without arrays to write in, places counts the pairs of each band; with them it is where to write.
    """
    n = len(x)
    right = below = above = 0
    for i in range(n):
        while right < n and cells[right] <= cells[i] + 1:
            right += 1
        while below < n and cells[below] < cells[i] + width - 1:
            below += 1
        above = max(above, below)
        while above < n and cells[above] <= cells[i] + width + 1:
            above += 1
        _visit(i, i + 1, right, x, y, cuts, manhattan, places, first, second)
        _visit(i, below, above, x, y, cuts, manhattan, places, first, second)


@kernel
def _visit(
    i: int,
    begin: int,
    end: int,
    x: Floats,
    y: Floats,
    cuts: Floats,
    manhattan: bool,
    places: Ints,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
) -> None:
    reach = cuts[len(cuts) - 1]
    for j in range(begin, end):
        dx, dy = abs(x[i] - x[j]), abs(y[i] - y[j])
        distance = dx + dy if manhattan else np.sqrt(dx * dx + dy * dy)
        if distance >= reach:
            continue
        band = 0
        while distance >= cuts[band]:
            band += 1
        if len(first) > 0:
            first[places[band]] = i
            second[places[band]] = j
        places[band] += 1
