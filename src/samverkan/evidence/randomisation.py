"""Randomisation inference: what the estimate would have been had the starts fallen on other units.

Fisher (1935); for clustered and staggered assignment MacKinnon & Webb (2020), J. Econometrics 218:435-450.
Whole clusters change places, since that is how programmes are handed out; rows never do.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption
from samverkan.evidence._batches import by_rows
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BATCH = 128
ASSUMPTION = Text(
    "Insatsen hade lika gärna kunnat hamna hos andra kluster inom samma skikt.",
    "The programme could just as well have gone to other clusters in the same stratum.",
)


@dataclass(frozen=True)
class Randomisation:
    """The real effect among the effects of `draws` other assignments; p counts the real one (Phipson &
    Smyth 2010).
    """

    effect: float
    p: float
    draws: int
    others: Floats
    seed: int

    def summary(self) -> Text:
        """The p-value in a sentence."""
        return say(
            "Bland {draws} andra tänkbara fördelningar av insatsen ger {share:.1f} procent en "
            "minst lika stor "
            "skillnad (p = {p:.3f}).",
            "Among {draws} other possible assignments of the programme, {share:.1f} per cent "
            "give at least as "
            "large a difference (p = {p:.3f}).",
            draws=self.draws,
            share=100 * self.p,
            p=self.p,
        )

    def plot(self) -> None:
        """The draws are in `others`; a report shows them as a histogram."""


def randomisation_test(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    draws: int = 999,
    seed: int = 20230401,
    executor: Executor | None = None,
) -> Randomisation:
    """Exchange starts between clusters (within strata (units,), if given); statistic: the two-way
    coefficient.

    Every unit of a cluster must share its start. p is never zero: its floor is 1/(draws + 1).
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    effects = _twoway.projection(_twoway.cell_weights(weights, panel.shape))
    unit = _matrix.scaled(panel).unit
    target = effects.residual(panel / unit) * effects.weights
    one, layer = _per_cluster(first, groups), _strata(strata, groups)
    rng = np.random.default_rng(seed)
    assignments = np.array([one, *(_exchange(one, layer, rng) for _ in range(draws))])
    work = partial(_coefficients, assignments, groups, target, effects)
    found = by_rows(work, np.arange(1 + draws), executor, BATCH) * unit
    beyond = int((np.abs(found[1:]) >= abs(found[0]) * (1 - 1e-9)).sum())
    return Randomisation(float(found[0]), (1 + beyond) / (1 + draws), draws, found[1:], seed)


def _per_cluster(first: Ints, groups: Ints) -> Ints:
    one = np.full(int(groups.max()) + 1, -2, dtype=np.int64)
    one[groups] = first
    if (one[groups] != first).any():
        raise Refusal(
            "Alla enheter i ett kluster måste ha samma start för att kluster ska kunna byta plats.",
            "All units of a cluster must share a start for clusters to change places.",
        )
    return one


def _strata(strata: ArrayLike | None, groups: Ints) -> Ints:
    layer = np.zeros(int(groups.max()) + 1, dtype=np.int64)
    if strata is not None:
        layer[groups] = _twoway.cluster_numbers(strata, len(groups), least=1)
    return layer


def _exchange(one: Ints, layer: Ints, rng: np.random.Generator) -> Ints:
    moved = one.copy()
    for number in np.unique(layer):
        place = np.flatnonzero(layer == number)
        moved[place] = one[rng.permutation(place)]
    return moved


def _coefficients(
    assignments: Ints, groups: Ints, target: Floats, effects: _twoway.Projection, draws: Ints
) -> Floats:
    """Two-way coefficients (draws,) under these rows of cluster starts."""
    rows = assignments[draws][:, groups, None]
    periods = np.arange(target.shape[1])
    regressor = effects.residual(((rows >= 0) & (periods >= rows)).astype(np.float64))
    square = np.einsum("bnt,bnt,nt->b", regressor, regressor, effects.weights)
    if (square <= 1e-12).any():
        raise Refusal(
            "Insatsen går inte att skilja från tidpunkternas nivåer.",
            "The programme cannot be told apart from the periods' levels.",
        )
    found: Floats = np.einsum("bnt,nt->b", regressor, target) / square
    return found
