"""Who is whose neighbour, oneself included: what a local statistic adds up over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence._pairs import close_pairs
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text


@dataclass(frozen=True)
class Neighbours:
    """Pairs of (place, neighbour), both ways and with oneself; owner and other (pairs,), n places."""

    owner: Ints
    other: Ints
    n: int

    def sums(self, values: Floats) -> Floats:
        """Sum of values (n,) over each place and its neighbours."""
        sums = np.bincount(self.owner, weights=values[self.other], minlength=self.n)
        return np.asarray(sums, dtype=np.float64)

    def sizes(self) -> Ints:
        """How many places each sum adds up, oneself included."""
        return np.asarray(np.bincount(self.owner, minlength=self.n), dtype=np.int64)


def within(x: ArrayLike, y: ArrayLike, metres: float) -> Neighbours:
    """Places, such as the middles of areas, closer than a distance in a straight line; x, y (n,) in metres."""
    east = checks.finite_vector(x, Text("x-koordinaten", "The x coordinate"))
    north = checks.finite_vector(y, Text("y-koordinaten", "The y coordinate"), length=len(east))
    checks.positive_vector([metres], Text("Avståndet", "The distance"))
    if not len(east) or max(abs(east).max(), abs(north).max(), metres) > 1e8:
        raise Refusal("Minst en plats, i meter, behövs.", "At least one place, in metres, is needed.")
    pairs = close_pairs(east, north, np.array([float(metres)]), manhattan=False)
    return _both_ways(pairs.order[pairs.first], pairs.order[pairs.second], len(east))


def adjacent(borders: Sequence[tuple[int, int]], n: int) -> Neighbours:
    """Areas 0 .. n - 1 that share a border, each border named once or twice."""
    table = np.array(borders, dtype=np.int64).reshape(-1, 2)
    if table.size and (table.min() < 0 or table.max() >= n):
        raise Refusal(
            "En gräns nämner ett område som inte finns.", "A border names an area that does not exist."
        )
    once = np.unique(np.sort(table[table[:, 0] != table[:, 1]], axis=1), axis=0)
    return _both_ways(once[:, 0], once[:, 1], n)


def _both_ways(first: Ints, second: Ints, n: int) -> Neighbours:
    own = np.arange(n)
    return Neighbours(np.concatenate([own, first, second]), np.concatenate([own, second, first]), n)
