"""Season and trend of monthly counts: what a month usually has, and what it would have had if nothing changed.

The season is each calendar month's share of a year, pooled over whole years and drawn towards an even year as far as
chance alone could have made it uneven. The expectation of a month is the twelve months before it times its season;
around it lies the interval that a new month falls in 95 times of 100 (negative binomial with the series' dispersion).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when they are first used
from numpy.typing import NDArray

YEAR = 12
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Season:
    """Twelve indices, January first, 1 being an average month: drawn towards even, and as `seen`.

    `low` and `high`: 95 % interval of what was seen. `p`: of an even year.
    """

    index: tuple[float, ...]
    seen: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    p: tuple[float, ...]
    years: int


@dataclass(frozen=True)
class Expected:
    """For each month of a series: expectation and 95 % interval; NaN where there are no twelve months before."""

    middle: Floats
    low: Floats
    high: Floats


def season(counts: Sequence[int], first: int, *, dispersion: float = 1.0) -> Season | None:
    """The season of a series whose first month has the running number `first`; None without two whole years."""
    series = np.asarray(counts, dtype=float)
    whole = len(series) // YEAR * YEAR
    if whole < 2 * YEAR or series[-whole:].sum() == 0:
        return None
    kept, start = series[-whole:], first + len(series) - whole
    sums = np.zeros(YEAR)
    for place, value in enumerate(kept):
        sums[(start + place) % YEAR] += value
    even = sums.sum() / YEAR
    raw = sums / even
    noise = max(1.0, dispersion) / even  # variance of an index by chance alone
    spread = max(0.0, float(raw.var(ddof=1)) - noise)
    keep = spread / (spread + noise) if spread + noise else 0.0
    index = 1 + keep * (raw - 1)
    alpha = sums / max(1.0, dispersion) + 0.5
    shares = alpha, alpha.sum() - alpha
    low, high = (np.asarray(scipy.special.betaincinv(*shares, q)) * YEAR for q in (0.025, 0.975))
    p = 2 * np.minimum(*(tail(*shares, 1 / YEAR) for tail in (scipy.special.betainc, scipy.special.betaincc)))
    return Season(_plain(index), _plain(raw), _plain(low), _plain(high), _plain(p), whole // YEAR)


def _plain(values: Floats) -> tuple[float, ...]:
    return tuple(float(each) for each in values)


def expected(
    counts: Sequence[int], first: int, seasons: Season | None, *, dispersion: float = 1.0
) -> Expected:
    """What each month would have had, from the twelve months before it and the season."""
    series = np.asarray(counts, dtype=float)
    middle = np.full(len(series), np.nan)
    for place in range(YEAR, len(series)):
        index = seasons.index[(first + place) % YEAR] if seasons else 1.0
        middle[place] = series[place - YEAR : place].sum() / YEAR * index
    phi = max(1.0, dispersion)
    # The twelve months before are themselves by chance: their mean adds a twelfth to the variance.
    variance = np.maximum(middle, 0.3) * phi * (1 + 1 / YEAR)
    low, high = np.full(len(series), np.nan), np.full(len(series), np.nan)
    known = np.isfinite(middle)
    low[known], high[known] = _interval(np.maximum(middle[known], 0.3), variance[known])
    return Expected(middle, low, high)


def rolling(counts: Sequence[int], months: int = YEAR) -> Floats:
    """Mean of the last so many months at each month; NaN before there are as many."""
    series = np.asarray(counts, dtype=float)
    out = np.full(len(series), np.nan)
    if len(series) >= months:
        sums = np.cumsum(np.r_[0.0, series])
        out[months - 1 :] = (sums[months:] - sums[:-months]) / months
    return out


def _interval(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    size = mean**2 / np.maximum(variance - mean, 1e-6)
    # Negative binomial; scipy.stats says the same and takes a second to load.
    low, high = (np.ceil(scipy.special.nbdtrik(q, size, size / (size + mean))) for q in (0.025, 0.975))
    return np.asarray(low, dtype=float), np.asarray(high, dtype=float)
