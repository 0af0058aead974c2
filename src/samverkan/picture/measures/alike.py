"""Districts alike: nearest in living conditions, so that a district is set beside those it can be compared with.

Areas are compared, never persons. Each condition is put on a common scale (its spread among the areas); distance is
their root mean square. What was used is told on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Alike:
    """The nearest areas, nearest first, and in which conditions they were compared."""

    areas: tuple[str, ...]
    distances: tuple[float, ...]
    conditions: tuple[str, ...]


def alike(area: str, conditions: Mapping[str, Mapping[str, float]], *, how_many: int = 3) -> Alike:
    """conditions: area to condition to value. Only conditions that every area has are used.

    Raises KeyError for an area without values.
    """
    own = conditions[area]
    shared = sorted(name for name in own if all(name in held for held in conditions.values()))
    others = [each for each in conditions if each != area]
    if not shared or not others:
        return Alike((), (), tuple(shared))
    matrix = np.array([[conditions[each][name] for name in shared] for each in (area, *others)])
    spread = matrix.std(axis=0, ddof=1)
    spread[spread == 0] = 1.0
    scaled = matrix / spread
    distances = np.sqrt(((scaled[1:] - scaled[0]) ** 2).mean(axis=1))
    order: Sequence[int] = sorted(
        range(len(others)), key=lambda n: (round(float(distances[n]), 9), others[n])
    )
    chosen = order[:how_many]
    return Alike(tuple(others[n] for n in chosen), tuple(float(distances[n]) for n in chosen), tuple(shared))
