"""Points placed in areas: which of many borders each point lies within.

Borders are cut into edges once, sorted into horizontal strips; a coarse grid says which borders may hold a point.
Then each point crosses the few edges of its strip (even-odd rule; a point on a border belongs to one side only).
A million points among 3,363 borders take a few tenths of a second; `make bench` sets it beside geopandas.sjoin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
OUTSIDE = -1
EDGES_A_STRIP, MOST_STRIPS = 4, 4096
CELLS = 512  # of the grid, along its longer side


@dataclass(frozen=True)
class Areas:
    """Borders prepared for placing. `keys` in the order of their numbers; build with `prepared`."""

    keys: tuple[str, ...]
    edges: Floats  # (n, 4): x1, y1, x2, y2, in the order of the strips
    strips: Ints  # start of each strip among the edges; one more at the end
    first: Ints  # (areas,): the first strip of an area
    bounds: Floats  # (areas, 4): west, south, east, north
    scale: Floats  # (areas,): strips a metre
    grid: Floats  # west, south, cells a metre
    width: int
    starts: Ints  # start of each cell among the candidates; one more at the end
    candidates: Places

    def place(self, x: Floats, y: Floats) -> Places:
        """The number of the area each point lies in, OUTSIDE where none; x and y (n,), in the borders' own metres."""
        out = np.full(len(x), OUTSIDE, dtype=np.int32)
        _place(
            np.ascontiguousarray(x, dtype=float), np.ascontiguousarray(y, dtype=float), out, self.edges,
            self.strips, self.first, self.bounds, self.scale, self.grid, self.width, self.starts, self.candidates,
        )  # fmt: skip
        return out

    @cached_property
    def lookup(self) -> NDArray[np.object_]:
        """Keys by number, None last: `lookup[place(...)]` are the keys."""
        return np.array([*self.keys, None], dtype=object)


def prepared(shapes: Mapping[str, Any]) -> Areas:
    """Areas from shapely polygons by key. Raises ValueError without any."""
    if not shapes:
        raise ValueError("no borders to place points in")
    parts = [polygon for shape in shapes.values() for polygon in shapely.get_parts(shape)]
    owner_of = np.repeat(np.arange(len(shapes)), [len(shapely.get_parts(each)) for each in shapes.values()])
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    edges = np.hstack([points[:-1], points[1:]])[same]
    owner = owner_of[ring_part[ring[:-1][same]]]
    flat = edges[:, 1] == edges[:, 3]  # a level edge is crossed by no ray along it
    edges, owner = edges[~flat], owner[~flat]
    bounds = shapely.bounds(np.array(list(shapes.values()), dtype=object))
    counts = np.bincount(owner, minlength=len(shapes))
    strips = np.clip(counts // EDGES_A_STRIP, 1, MOST_STRIPS)
    scale = strips / np.maximum(bounds[:, 3] - bounds[:, 1], 1e-9)
    first = np.r_[0, np.cumsum(strips)[:-1]]
    sorted_edges, starts = _in_strips(edges, owner, bounds, scale, strips, first)
    grid, width, cells, candidates = _grid(bounds)
    return Areas(
        tuple(shapes),
        sorted_edges,
        starts,
        first.astype(np.int64),
        bounds,
        scale,
        grid,
        width,
        cells,
        candidates,
    )


def _in_strips(
    edges: Floats, owner: Ints, bounds: Floats, scale: Floats, strips: Ints, first: Ints
) -> tuple[Floats, Ints]:
    """Each edge once in every strip it passes through, strip by strip, and where each strip starts."""
    south, per, last = bounds[owner, 1], scale[owner], strips[owner] - 1
    low = np.clip(((np.minimum(edges[:, 1], edges[:, 3]) - south) * per).astype(np.int64), 0, last)
    high = np.clip(((np.maximum(edges[:, 1], edges[:, 3]) - south) * per).astype(np.int64), 0, last)
    times = high - low + 1
    which = np.repeat(np.arange(len(edges)), times)
    step = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    strip = first[owner[which]] + low[which] + step
    order = np.argsort(strip, kind="stable")
    starts = np.r_[0, np.cumsum(np.bincount(strip, minlength=int(strips.sum())))].astype(np.int64)
    return np.ascontiguousarray(edges[which[order]]), starts


def _grid(bounds: Floats) -> tuple[Floats, int, Ints, Places]:
    """A grid over all areas and, cell by cell, the areas whose rectangle touches it."""
    west, south = bounds[:, 0].min(), bounds[:, 1].min()
    size = max(bounds[:, 2].max() - west, bounds[:, 3].max() - south, 1e-9) / CELLS
    low = np.clip(((bounds[:, :2] - (west, south)) / size).astype(np.int64), 0, CELLS - 1)
    high = np.clip(((bounds[:, 2:] - (west, south)) / size).astype(np.int64), 0, CELLS - 1)
    wide, tall = (high - low + 1).T
    times = wide * tall
    which = np.repeat(np.arange(len(bounds)), times)
    step = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    cell = (low[which, 1] + step // wide[which]) * CELLS + low[which, 0] + step % wide[which]
    order = np.argsort(cell, kind="stable")
    starts = np.r_[0, np.cumsum(np.bincount(cell, minlength=CELLS * CELLS))].astype(np.int64)
    return np.array([west, south, 1 / size]), CELLS, starts, which[order].astype(np.int32)


@kernel
def _place(
    x: Floats, y: Floats, out: Places, edges: Floats, strips: Ints, first: Ints, bounds: Floats, scale: Floats,
    grid: Floats, width: int, starts: Ints, candidates: Places,
) -> None:  # fmt: skip
    for n in range(len(x)):
        px, py = x[n], y[n]
        if not (px >= grid[0] and py >= grid[1]):  # also what is no number
            continue
        column, row = int((px - grid[0]) * grid[2]), int((py - grid[1]) * grid[2])
        column, row = min(column, width - 1), min(row, width - 1)
        cell = row * width + column
        for at in range(starts[cell], starts[cell + 1]):
            area = candidates[at]
            if px < bounds[area, 0] or px > bounds[area, 2] or py < bounds[area, 1] or py > bounds[area, 3]:
                continue
            last = (first[area + 1] if area + 1 < len(first) else len(strips) - 1) - first[area] - 1
            strip = first[area] + min(int((py - bounds[area, 1]) * scale[area]), last)
            inside = False
            for e in range(strips[strip], strips[strip + 1]):
                y1, y2 = edges[e, 1], edges[e, 3]
                if (y1 > py) != (y2 > py):
                    across = edges[e, 0] + (py - y1) / (y2 - y1) * (edges[e, 2] - edges[e, 0])
                    if px < across:
                        inside = not inside
            if inside:
                out[n] = area
                break
