"""The table of small random changes that the Cell Key Method looks up: unbiased, bounded, of known variance.

Maximum entropy among all distributions that meet the constraints, as in Marley & Leaver (2011), ISI World
Statistics Congress, and Giessing (2016), Privacy in Statistical Databases, LNCS 9867:52-67.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from samverkan.evidence import checks
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

LARGEST_CHANGE = 20


@dataclass(frozen=True)
class PerturbationTable:
    """chances[i, j] is the probability that a true count i changes by j - largest_change.

    Row 0 leaves zero at zero; counts past the last row use the last row. variance is to be published, so that
    outside readers can widen their intervals.
    """

    chances: Floats
    largest_change: int
    variance: float
    blocked: int

    def change(self, counts: Ints, keys: Floats) -> Ints:
        """The change for each count (n,) with its cell key in [0, 1), (n,): the same pair, the same change."""
        rows = np.minimum(counts, len(self.chances) - 1)
        steps = np.cumsum(self.chances, axis=1)[rows]
        place = (keys[:, None] >= steps).sum(axis=1)
        last = (self.chances.shape[1] - 1) - np.argmax(self.chances[rows, ::-1] > 0, axis=1)
        return np.asarray(np.minimum(place, last) - self.largest_change, dtype=np.int64)


def perturbation_table(
    *, largest_change: int = 3, variance: float = 2.0, blocked: int = 0
) -> PerturbationTable:
    """A table with changes up to `largest_change` either way and the given variance for every non-zero count.

    blocked: published values 1 .. blocked never occur (0 allows all). No count goes below zero, zeros stay.
    Raises Refusal where no distribution meets this for some count, naming the variances that would do.
    """
    whole = largest_change == int(largest_change) and blocked == int(blocked)
    if not whole or not 1 <= largest_change <= LARGEST_CHANGE or not 0 <= blocked < largest_change:
        raise Refusal(
            "Största ändringen ska vara 1 till 20, och spärrade värden färre än den.",
            "The largest change must be 1 to 20, and blocked values fewer than that.",
        )
    checks.positive_vector([variance], Text("Variansen", "The variance"))
    changes = np.arange(-largest_change, largest_change + 1)
    chances = np.zeros((largest_change + blocked + 2, len(changes)))
    chances[0, largest_change] = 1.0
    for count in range(1, len(chances)):
        after = count + changes
        allowed = (after >= 0) & ~((after >= 1) & (after <= blocked))
        chances[count, allowed] = _most_even(changes[allowed].astype(float), variance, count)
    return PerturbationTable(chances, int(largest_change), float(variance), int(blocked))


def _most_even(changes: Floats, variance: float, count: int) -> Floats:
    """Largest entropy with mean 0 and this variance: exp(a j + b j^2), a and b by Newton on the dual."""
    least, most = (_extreme(changes, sign) for sign in (1, -1))
    lowest, highest = float(least @ changes**2), float(most @ changes**2)
    if not lowest - 1e-9 <= variance <= highest + 1e-9:
        raise Refusal(
            f"För antalet {count} går bara en varians mellan {lowest:.3g} och {highest:.3g}.",
            f"For the count {count} only a variance between {lowest:.3g} and {highest:.3g} is possible.",
        )
    if min(variance - lowest, highest - variance) < 1e-6:
        return least if variance - lowest < highest - variance else most
    features = np.stack([changes, changes**2 - variance])
    multipliers = np.zeros(2)
    for _ in range(200):
        chances = _tilted(multipliers @ features)
        slope = features @ chances
        curve = (features * chances) @ features.T - np.outer(slope, slope)
        step = np.linalg.solve(curve + 1e-14 * np.trace(curve) * np.eye(2), slope)
        shrink = 1.0
        while _log_sum((multipliers - shrink * step) @ features) > _log_sum(multipliers @ features) + 1e-15:
            shrink /= 2
            if shrink < 1e-12:
                break
        multipliers = multipliers - shrink * step
        if abs(slope).max() < 1e-13:
            break
    return _tilted(multipliers @ features)


def _tilted(exponent: Floats) -> Floats:
    weights = np.exp(exponent - exponent.max())
    return np.asarray(weights / weights.sum())


def _log_sum(exponent: Floats) -> float:
    return float(exponent.max() + np.log(np.exp(exponent - exponent.max()).sum()))


def _extreme(changes: Floats, sign: int) -> Floats:
    """The distribution with mean 0 and the least (sign 1) or most (-1) variance."""
    equal = np.stack([np.ones(len(changes)), changes])
    found = optimize.linprog(sign * changes**2, A_eq=equal, b_eq=[1.0, 0.0], bounds=(0, 1))
    if found.status != 0:
        raise Refusal(
            "Med så många spärrade värden går antalen inte att ändra utan snedvridning.",
            "With so many blocked values the counts cannot be changed without bias.",
        )
    return np.asarray(found.x)
