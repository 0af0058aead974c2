"""Points that are no places: the middle of a municipality or a quarter, given to all that had no better one.

Such a point is heaped with events that did not happen there. It would be the hottest spot of every map and the
nearest repeat of everything. Its events are counted in their area and left out of whatever asks for points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR = 30.0  # metres from an area's middle
FEWEST = 10  # events at one and the same point, before it is looked at
HEAP = 0.02  # of all events at one and the same point: no address has so many


def centres(x: Floats, y: Floats, shapes: Mapping[str, Any]) -> NDArray[np.bool_]:
    """Which of the points (n,) stand at the middle of an area, or heaped at one spot as no real place is."""
    held = np.isfinite(x) & np.isfinite(y)
    out = np.zeros(len(x), dtype=bool)
    if not held.any():
        return out
    spots, which, counts = np.unique(
        np.round(np.column_stack([x[held], y[held]]), 1), axis=0, return_inverse=True, return_counts=True
    )
    heaped = counts >= max(FEWEST, HEAP * held.sum())
    often = np.flatnonzero(counts >= FEWEST)
    if len(often) and shapes:
        tree = shapely.STRtree(_middles(list(shapes.values())))
        near = tree.query(shapely.points(spots[often]), predicate="dwithin", distance=NEAR)[0]
        heaped[often[near]] = True
    out[np.flatnonzero(held)] = heaped[which.ravel()]
    return out


def _middles(shapes: Sequence[Any]) -> list[Any]:
    """What systems call the middle: of the area, of its rectangle, and a point surely inside."""
    found = []
    for shape in shapes:
        if not shape.is_empty:
            found += [shape.centroid, shape.envelope.centroid, shape.representative_point()]
    whole = shapely.union_all(list(shapes))
    return [*found, whole.centroid, whole.envelope.centroid]
