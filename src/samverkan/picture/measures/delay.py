"""Late registration: how late events become known, and how many more a recent period will have in the end.

An event is known within d days with the share F(d), from events old enough to be known in full. Of those that
happened d days ago n are known; how many are still unknown is negative binomial given n and F(d) (Jeffreys), so
that the interval is about what will come, not about a mean. (Lawless 1994, Can. J. Stat. 22:15-31.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when they are first used
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Delays:
    """share[d]: known within d days of the event, d = 0, 1, ...; events: from how many."""

    share: tuple[float, ...]
    events: int

    def within(self, days: int) -> float:
        """Share known so many days afterwards; all of it beyond the last day."""
        if days < 0 or not self.share:
            return 0.0
        return self.share[min(days, len(self.share) - 1)]

    @property
    def median(self) -> int:
        """Days until half are known."""
        return next((day for day, share in enumerate(self.share) if share >= 0.5), len(self.share))


@dataclass(frozen=True)
class Nowcast:
    """known so far, expected in the end, and the 95 % interval of the end; complete where nothing more will come."""

    known: int
    middle: float
    low: int
    high: int
    share: float

    @property
    def complete(self) -> bool:
        return self.share > 0.995


def delays(counts: Mapping[int, int], longest: int) -> Delays:
    """From how many events were known after each number of days; `longest` and more count as the last."""
    held = np.zeros(longest + 1)
    for days, n in counts.items():
        held[min(max(days, 0), longest)] += n
    total = held.sum()
    share = np.cumsum(held) / total if total else np.ones(longest + 1)
    return Delays(tuple(map(float, share)), int(total))


def nowcast(known: Sequence[int], days_since: Sequence[int], found: Delays) -> Nowcast:
    """Of a period whose days lie `days_since` ago with `known` events each: how many it will have in the end.

    A day of which less than one in twenty is known says nothing of itself and takes the rest's level.
    """
    shares = np.array([found.within(days) for days in days_since])
    counts = np.asarray(known, dtype=float)
    told = shares >= 0.05
    if not told.any():
        return Nowcast(int(counts.sum()), float("nan"), int(counts.sum()), int(counts.sum()), 0.0)
    share = float(shares[told].mean())
    n, days = float(counts[told].sum()), int(told.sum())
    scale = len(counts) / days
    if share > 0.995 and scale == 1.0:
        return Nowcast(int(n), n, int(n), int(n), share)
    unknown = scipy.stats.nbinom(n + 0.5, min(share, 1 - 1e-9))
    low, high = (float(unknown.ppf(q)) for q in (0.025, 0.975))
    middle = (n + float(unknown.mean())) * scale
    return Nowcast(int(counts.sum()), middle, round((n + low) * scale), round((n + high) * scale), share)
