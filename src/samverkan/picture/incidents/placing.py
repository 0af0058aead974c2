"""Points placed in areas: which of many borders each point lies within.

A fine raster knows the area of every cell that no border passes through; most points are answered by it. For the rest
borders are cut into edges once, sorted into horizontal strips, and a coarse grid says which borders may hold a point:
it crosses the few edges of its strip (even-odd rule; a point on a border belongs to one side only).
A million points among 3,363 borders take two or three tenths of a second; `make bench` sets it beside geopandas.sjoin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
Bools = NDArray[np.bool_]
OUTSIDE = -1
EDGES_A_STRIP, MOST_STRIPS = 4, 4096
CELLS, PER_CELL = 128, 8  # of the grid, along its side; and of the raster within each of those
BORDER = -2  # in the raster: a border passes through, so the point itself must be asked
HAIR = 1e-6  # cells: a border so near a cell passes through it


class Strips(NamedTuple):
    """Every border's edges, by horizontal strips of it."""

    edges: Floats  # (n, 4): x1, y1, x2, y2, in the order of the strips
    starts: Ints  # start of each strip among the edges; one more at the end
    first: Ints  # (areas + 1,): the first strip of an area
    bounds: Floats  # (areas, 4): west, south, east, north
    scale: Floats  # (areas,): strips a metre


class Grid(NamedTuple):
    """Which borders' rectangles touch a cell of a coarse grid over all of them."""

    frame: Floats  # west, south, cells of the raster a metre
    starts: Ints  # start of each cell among the candidates; one more at the end
    candidates: Places


@dataclass(frozen=True)
class Areas:
    """Borders prepared for placing. `keys` in the order of their numbers; build with `prepared`."""

    keys: tuple[str, ...]
    strips: Strips
    grid: Grid
    raster: Places  # (cells along the side, the same): an area, OUTSIDE or BORDER

    def place(self, x: Floats, y: Floats) -> Places:
        """The number of the area each point lies in, OUTSIDE where none; x and y (n,), in the borders' own metres."""
        out = np.full(len(x), OUTSIDE, dtype=np.int32)
        points = np.ascontiguousarray(x, dtype=float), np.ascontiguousarray(y, dtype=float)
        _place(*points, out, self.raster, self.strips, self.grid)
        return out

    @cached_property
    def lookup(self) -> NDArray[np.object_]:
        """Keys by number, None last: `lookup[place(...)]` are the keys."""
        return np.array([*self.keys, None], dtype=object)


def prepared(shapes: Mapping[str, Any]) -> Areas:
    """Areas from shapely polygons by key. Raises ValueError without any."""
    if not shapes:
        raise ValueError("no borders to place points in")
    borders = np.array(list(shapes.values()), dtype=object)
    parts, owner = shapely.get_parts(borders, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    area = owner[part][ring].astype(np.int32)
    joined = np.r_[ring[1:] == ring[:-1], False]  # each point to the next one, where both are of one ring
    bounds = shapely.bounds(borders)
    strips = _in_strips(points, area, joined, bounds)
    grid = _grid(bounds)
    raster = np.full((CELLS * PER_CELL, CELLS * PER_CELL), OUTSIDE, dtype=np.int32)
    _mark(points, joined, grid.frame, raster)
    _fill(raster, strips, grid)
    return Areas(tuple(shapes), strips, grid, raster)


def _in_strips(points: Floats, area: Places, joined: Bools, bounds: Floats) -> Strips:
    """Each edge once in every strip it passes through, strip by strip."""
    many = np.clip(np.bincount(area, minlength=len(bounds)) // EDGES_A_STRIP, 1, MOST_STRIPS)
    scale = many / np.maximum(bounds[:, 3] - bounds[:, 1], 1e-9)
    first = np.r_[0, np.cumsum(many)].astype(np.int64)
    starts = np.zeros(first[-1] + 1, dtype=np.int64)
    nowhere = np.empty((0, 4))
    _strip(points, area, joined, bounds, scale, first, starts, nowhere)
    starts = np.cumsum(starts)
    edges = np.empty((starts[-1], 4))
    _strip(points, area, joined, bounds, scale, first, starts[:-1].copy(), edges)
    return Strips(edges, starts, first, bounds, scale)


def _grid(bounds: Floats) -> Grid:
    """A grid over all areas and, cell by cell, the areas whose rectangle touches it."""
    west, south = bounds[:, 0].min(), bounds[:, 1].min()
    size = max(bounds[:, 2].max() - west, bounds[:, 3].max() - south, 1e-9) * (1 + 1e-9) / CELLS
    low = np.clip(((bounds[:, :2] - (west, south)) / size - HAIR).astype(np.int64), 0, CELLS - 1)
    high = np.clip(((bounds[:, 2:] - (west, south)) / size + HAIR).astype(np.int64), 0, CELLS - 1)
    wide, tall = (high - low + 1).T
    times = wide * tall
    which = np.repeat(np.arange(len(bounds)), times)
    step = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    cell = (low[which, 1] + step // wide[which]) * CELLS + low[which, 0] + step % wide[which]
    order = np.argsort(cell, kind="stable")
    starts = np.r_[0, np.cumsum(np.bincount(cell, minlength=CELLS * CELLS))].astype(np.int64)
    return Grid(np.array([west, south, PER_CELL / size]), starts, which[order].astype(np.int32))


@kernel
def _strip(
    points: Floats, area: Places, joined: Bools, bounds: Floats, scale: Floats, first: Ints, next_: Ints, edges: Floats
) -> None:  # fmt: skip
    """Without room for edges: count them, each strip's in the place after its own. With room: put each in its place."""
    for n in range(len(points) - 1):
        y1, y2 = points[n, 1], points[n + 1, 1]
        if not joined[n] or y1 == y2:  # a level edge is crossed by no ray along it
            continue
        own = area[n]
        last = first[own + 1] - first[own] - 1
        low = int((min(y1, y2) - bounds[own, 1]) * scale[own])
        high = int((max(y1, y2) - bounds[own, 1]) * scale[own])
        for strip in range(first[own] + min(low, last), first[own] + min(high, last) + 1):
            if len(edges) == 0:
                next_[strip + 1] += 1
                continue
            at = next_[strip]
            edges[at, 0], edges[at, 1], edges[at, 2], edges[at, 3] = points[n, 0], y1, points[n + 1, 0], y2
            next_[strip] += 1


@kernel
def _mark(points: Floats, joined: Bools, frame: Floats, raster: Places) -> None:
    """BORDER in every cell that an edge passes through or touches."""
    side = len(raster)
    for n in range(len(points) - 1):
        if not joined[n]:
            continue
        x1, y1 = (points[n, 0] - frame[0]) * frame[2], (points[n, 1] - frame[1]) * frame[2]
        x2, y2 = (points[n + 1, 0] - frame[0]) * frame[2], (points[n + 1, 1] - frame[1]) * frame[2]
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        for row in range(max(int(y1 - HAIR), 0), min(int(y2 + HAIR), side - 1) + 1):
            enters, leaves = x1, x2
            if y2 - y1 > HAIR:
                slope = (x2 - x1) / (y2 - y1)
                enters = x1 + slope * max(row - HAIR - y1, 0.0)
                leaves = x2 - slope * max(y2 - row - 1 - HAIR, 0.0)
            west, east = min(enters, leaves) - HAIR, max(enters, leaves) + HAIR
            raster[row, max(int(west), 0) : min(int(east), side - 1) + 1] = BORDER


@kernel
def _fill(raster: Places, strips: Strips, grid: Grid) -> None:
    """The area of every cell without a border: its neighbour's, for none lies between them, or its own middle's."""
    side, frame = len(raster), grid.frame
    for row in range(side):
        for column in range(side):
            if raster[row, column] == BORDER:
                continue
            if column and raster[row, column - 1] != BORDER:
                raster[row, column] = raster[row, column - 1]
            elif row and raster[row - 1, column] != BORDER:
                raster[row, column] = raster[row - 1, column]
            else:
                x, y = frame[0] + (column + 0.5) / frame[2], frame[1] + (row + 0.5) / frame[2]
                raster[row, column] = _within(x, y, row, column, strips, grid)


@kernel
def _within(px: float, py: float, row: int, column: int, strips: Strips, grid: Grid) -> int:
    """The first area that a point of a raster's cell lies in."""
    edges, first, bounds = strips.edges, strips.first, strips.bounds
    cell = row // PER_CELL * CELLS + column // PER_CELL
    for at in range(grid.starts[cell], grid.starts[cell + 1]):
        area = grid.candidates[at]
        if px < bounds[area, 0] or px > bounds[area, 2] or py < bounds[area, 1] or py > bounds[area, 3]:
            continue
        last = first[area + 1] - first[area] - 1
        strip = first[area] + min(int((py - bounds[area, 1]) * strips.scale[area]), last)
        inside = False
        for e in range(strips.starts[strip], strips.starts[strip + 1]):
            y1, y2 = edges[e, 1], edges[e, 3]
            if (y1 > py) != (y2 > py):
                across = edges[e, 0] + (py - y1) / (y2 - y1) * (edges[e, 2] - edges[e, 0])
                if px < across:
                    inside = not inside
        if inside:
            return int(area)
    return OUTSIDE


@kernel
def _place(x: Floats, y: Floats, out: Places, raster: Places, strips: Strips, grid: Grid) -> None:
    side, frame = len(raster), grid.frame
    for n in range(len(x)):
        across, up = (x[n] - frame[0]) * frame[2], (y[n] - frame[1]) * frame[2]
        if not (0 <= across < side and 0 <= up < side):  # also what is no number
            continue
        row, column = int(up), int(across)
        found = raster[row, column]
        out[n] = _within(x[n], y[n], row, column, strips, grid) if found == BORDER else found
