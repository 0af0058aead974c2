"""The estimate under every comparison that could be defended, beside the single best one.

A comparison group that passes the usual checks of the time before is one among many; Wheeler (2026,
WDDControl) finds groups that all pass, with estimates of opposite sign. Here: every set of comparison units
up to a size (or a stated sample of them), the checks that it must pass, and what the passing ones say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence._batches import in_order
from samverkan.evidence._distributions import student
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import chosen
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHUNK = 20_000

CHECKS: tuple[Text, ...] = (
    Text(
        "Före starten får avståndet till gruppen inte glida: trendens lutning ska vara förenlig med noll.",
        "Before the start the distance to the group must not drift: the slope must be compatible with zero.",
    ),
    Text(
        "Före starten får avståndet inte svänga mycket mer än för den grupp som följer bäst.",
        "Before the start the distance must not vary much more than for the group that follows best.",
    ),
)


@dataclass(frozen=True)
class DefensibleControls:
    """effects (passed,) of all passing sets, rising; `best` the set that followed closest before, and its
    effect.

    possible counts all sets up to the size, tried those looked at (all, unless there were too many to try).
    """

    units: tuple[str, ...]
    possible: int
    tried: int
    effects: Floats
    best: tuple[str, ...]
    best_effect: float
    drift: float
    looseness: float

    @property
    def spread(self) -> tuple[float, float]:
        """Least and greatest effect among passing sets."""
        return float(self.effects[0]), float(self.effects[-1])

    @property
    def agreeing(self) -> float:
        """Share of passing sets whose effect has the best set's sign."""
        return float((np.sign(self.effects) == np.sign(self.best_effect)).mean())

    def summary(self) -> Text:
        """The spread, beside the best."""
        low, high = self.spread
        parts = [
            say(
                "Av {tried} prövade jämförelsegrupper klarar {passed} kontrollerna; de ger "
                "effekter från {low:.4g} "
                "till {high:.4g}. Den bästa ger {best:.4g}, och {share:.0f} procent håller med "
                "om riktningen.",
                "Of {tried} comparison groups tried, {passed} pass the checks; they give "
                "effects from {low:.4g} to "
                "{high:.4g}. The best gives {best:.4g}, and {share:.0f} per cent agree on the direction.",
                tried=self.tried,
                passed=len(self.effects),
                low=low,
                high=high,
                best=self.best_effect,
                share=100 * self.agreeing,
            )
        ]
        if self.tried < self.possible:
            parts.append(
                say(
                    "De är ett slumpmässigt urval av {possible} möjliga.",
                    "They are a random sample of {possible} possible.",
                    possible=self.possible,
                )
            )
        return join(parts)

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the distribution of effects over passing sets, the best one marked."""
        from samverkan.evidence.plots import synthetic

        return synthetic.spread(self.effects, self.best_effect, lang)


def defensible_controls(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    units: Sequence[str] | None = None,
    most: int = 4,
    drift: float = 0.1,
    looseness: float = 1.5,
    budget: int = 200_000,
    seed: int = 20230401,
    executor: Executor | None = None,
) -> DefensibleControls:
    """Effect: change of the treated unit after the start less that of the set's mean, each from its past
    mean.

    outcomes (units, periods); sets of 1 to `most` donors. A set passes when the slope of its past gap is not
    significant at level `drift`, and the gap's root mean square is at most `looseness` times the best
    set's. More than `budget` sets are sampled, with `seed`. Refuses fewer than four periods before the
    start, or if none passes.
    """
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start, before=4)
    keep = chosen(len(panel), treated, donors)
    others = keep[keep != treated]
    _matrix.check_unit(len(keep), 0)
    most = min(int(most), len(others))
    if most < 1 or not 0 < drift < 1 or looseness < 1:
        raise Refusal(
            "Kontrollernas gränser är orimliga: minst en enhet, nivå mellan 0 och 1, svängning minst 1 gång.",
            "The checks' limits make no sense: at least one unit, a level between 0 and 1, "
            "looseness at least 1.",
        )
    table = _matrix.scaled(panel[keep])
    own = int(np.flatnonzero(keep == treated)[0])
    change = table.values - table.values[:, :start].mean(axis=1, keepdims=True)
    gap = change[own] - np.delete(change, own, axis=0)
    possible = sum(comb(len(others), size) for size in range(1, most + 1))
    score = _Score(gap, start)
    found = in_order(score.table, _sets(len(others), most, possible, budget, seed), executor)
    effect, square, slope_t = np.concatenate(found).T
    passes = slope_t <= student.ppf(1 - drift / 2, start - 2)
    best = _best_set(score, len(others), most, possible, budget, seed, passes, square)
    if best is None:
        raise Refusal(
            "Ingen jämförelsegrupp klarar kontrollerna av tiden före starten.",
            "No comparison group passes the checks of the time before the start.",
        )
    members, limit = best
    passes &= square <= limit * looseness**2 * (1 + 1e-9)
    names = _matrix.labels(units, len(panel), "enheter", "units")
    return DefensibleControls(
        units=tuple(names[k] for k in others),
        possible=possible,
        tried=len(effect),
        effects=np.sort(effect[passes]) * table.unit,
        best=tuple(names[others[k]] for k in members),
        best_effect=float(score(members[None])[0][0]) * table.unit,
        drift=drift,
        looseness=looseness,
    )


class _Score:
    """Effect, mean square past gap, and |t| of its slope, for many sets of equal weights at once."""

    def __init__(self, gap: Floats, start: int) -> None:
        past = gap[:, :start]
        time = np.arange(start) - (start - 1) / 2
        self.start, self.width = start, float(time @ time)
        self.products = past @ past.T
        self.slopes = past @ time / self.width
        self.effects = gap[:, start:].mean(axis=1)

    def table(self, sets: Ints) -> Floats:
        """The three as columns, (sets, 3)."""
        return np.column_stack(self(sets))

    def __call__(self, sets: Ints) -> tuple[Floats, Floats, Floats]:
        effect = self.effects[sets].mean(axis=1)
        total = np.maximum(self.products[sets[:, :, None], sets[:, None, :]].mean(axis=(1, 2)), 0.0)
        slope = self.slopes[sets].mean(axis=1)
        rest = np.maximum(total - slope**2 * self.width, 1e-24)
        slope_t = np.abs(slope) / np.sqrt(rest / (self.start - 2) / self.width)
        return effect, total / self.start, slope_t


def _sets(units: int, most: int, possible: int, budget: int, seed: int) -> Iterator[Ints]:
    """All sets by size, or `budget` drawn with each size in proportion to how many sets it has."""
    if possible <= budget:
        for size in range(1, most + 1):
            every = combinations(range(units), size)
            while chunk := list(islice(every, CHUNK)):
                yield np.array(chunk, dtype=np.int64)
        return
    rng = np.random.default_rng(seed)
    for size in range(1, most + 1):
        count = max(1, round(budget * comb(units, size) / possible))
        if comb(units, size) <= count:
            yield np.array(list(combinations(range(units), size)), dtype=np.int64)
            continue
        while count > 0:
            now = min(count, CHUNK)
            yield np.sort(rng.random((now, units)).argpartition(size - 1, axis=1)[:, :size], axis=1)
            count -= now


def _best_set(
    score: _Score,
    units: int,
    most: int,
    possible: int,
    budget: int,
    seed: int,
    passes: NDArray[np.bool_],
    square: Floats,
) -> tuple[Ints, float] | None:
    """Members and mean square of the passing set that followed closest; the sets are dealt again to find
    it.
    """
    if not passes.any():
        return None
    place = int(np.flatnonzero(passes)[square[passes].argmin()])
    for sets in _sets(units, most, possible, budget, seed):
        if place < len(sets):
            return sets[place], float(score(sets[place : place + 1])[1][0])
        place -= len(sets)
    return None
