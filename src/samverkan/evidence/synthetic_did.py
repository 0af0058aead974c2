"""Synthetic difference-in-differences: weights on units and on past periods, then a difference in
differences.

Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), Am. Econ. Rev. 111:4088-4118. Both sets of weights
are solved exactly (the authors' programme stops a Frank-Wolfe search early, which moves the third digit).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence._batches import by_rows
from samverkan.evidence._distributions import student
from samverkan.evidence._simplex import simplex_weights
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TIME_RIDGE = 1e-6  # relative to the noise, as the authors: keeps the time weights unique

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade enheterna följt gemensamma förlopp som de viktade "
        "jämförelseenheterna fångar, sånär "
        "som på en jämn nivåskillnad.",
        "Without the programme the units would have followed common paths that the weighted comparison units "
        "capture, but for a steady difference in level.",
    ),
    Text(
        "Insatsen började samtidigt i alla enheter som fick den, och ingen ändrade sig i förväg.",
        "The programme began at once in all treated units, and nobody changed in advance.",
    ),
)


@dataclass(frozen=True)
class SyntheticDid:
    """effect per period; unit_weights (comparison units,), time_weights (periods before,); placebo standard
    error.

    `gap` (periods,) is the treated mean less the weighted comparison, its weighted past taken as zero.
    """

    times: tuple[str, ...]
    start: int
    effect: float
    se: float
    low: float
    high: float
    p: float
    level: float
    unit_weights: Floats
    time_weights: Floats
    gap: Floats
    placebos: Floats

    def summary(self) -> Text:
        """The effect with its interval and the placebo p."""
        return say(
            "Effekten är {effect:.4g} per tidpunkt ({level:.0f} % intervall {low:.4g} till {high:.4g}; bland "
            "jämförelseenheterna som låtsad insats p = {p:.3f}).",
            "The effect is {effect:.4g} per period ({level:.0f} % interval {low:.4g} to {high:.4g}; with "
            "comparison units as pretended treated p = {p:.3f}).",
            effect=self.effect,
            level=100 * self.level,
            low=self.low,
            high=self.high,
            p=self.p,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the gap over time, the past shown."""
        from samverkan.evidence.plots import synthetic

        return synthetic.one_gap(self.times, self.gap, self.start, lang)


def synthetic_did(
    outcomes: ArrayLike,
    treated: Sequence[int],
    start: int,
    *,
    times: Sequence[str] | None = None,
    level: float = 0.95,
    draws: int = 200,
    seed: int = 20230401,
    executor: Executor | None = None,
) -> SyntheticDid:
    """outcomes (units, periods); treated rows, all from column `start` on; at least two more comparison
    units.

    The standard error is the spread of the estimate over comparison units put in the treated ones' place:
    every one of them when a single unit is treated, else `draws` random sets. Refuses where sets cannot be
    drawn.
    """
    panel = _matrix.finite_panel(outcomes)
    own = np.array(sorted({int(row) for row in treated}), dtype=np.int64)
    if not len(own):
        raise Refusal("Ingen enhet får insatsen.", "No unit is treated.")
    for row in own:
        _matrix.check_unit(len(panel), int(row), 2)
    _matrix.check_start(panel.shape[1], start)
    others = np.setdiff1d(np.arange(len(panel)), own)
    if len(others) < len(own) + 2:
        raise Refusal(
            f"{len(others)} jämförelseenheter räcker inte till {len(own)} med insats.",
            f"{len(others)} comparison units do not suffice for {len(own)} treated.",
        )
    # By what they hold, levels apart, and not by where they stand: equally good weights are chosen alike.
    order = np.lexsort((panel - panel.mean(axis=1, keepdims=True)).T)
    panel, own = panel[order], np.flatnonzero(np.isin(order, own))
    others = np.setdiff1d(np.arange(len(panel)), own)
    back = np.argsort(order[others])  # to the order they were given in
    table = _matrix.scaled(panel)
    values = (panel - panel.mean()) / table.unit  # the noise level is that of the outcome itself
    noise = noise_level(values[others, :start])
    effect, omega, weights = estimate(values[others], values[own].mean(axis=0), start, len(own), noise)
    sets = _placebo_sets(len(others), len(own), draws, seed)
    work = partial(_placebo, values[others], sets, start, noise)
    placebos = by_rows(work, np.arange(len(sets)), executor, size=32)
    se = float(placebos.std())  # as the authors; few placebos are allowed for in the t below
    if se <= 0:
        raise Refusal(
            "Det finns ingen variation att dra slutsatser av.", "There is no variation to infer from."
        )
    reach = float(student.ppf(0.5 + level / 2, len(placebos) - 1)) * se
    beyond = int((np.abs(placebos) >= abs(effect) * (1 - 1e-9)).sum())
    difference = values[own].mean(axis=0) - omega @ values[others]
    unit = table.unit
    return SyntheticDid(
        times=_matrix.labels(times, panel.shape[1], "tidpunkter", "periods"),
        start=start,
        effect=effect * unit,
        se=se * unit,
        low=(effect - reach) * unit,
        high=(effect + reach) * unit,
        p=(1 + beyond) / (1 + len(placebos)),
        level=level,
        unit_weights=omega[back],
        time_weights=weights,
        gap=(difference - weights @ difference[:start]) * unit,
        placebos=(placebos[back] if len(own) == 1 else placebos) * unit,
    )


def noise_level(past: Floats) -> float:
    """Standard deviation of the comparison units' changes from period to period before the start."""
    return float(np.diff(past, axis=1).std(ddof=1))


def estimate(
    donors: Floats, target: Floats, start: int, count: int, noise: float
) -> tuple[float, Floats, Floats]:
    """Effect, unit weights and time weights; donors (n, periods), target (periods,) the mean of `count`
    treated.
    """
    past, after = donors[:, :start], donors[:, start:].mean(axis=1)
    ridge = (count * (donors.shape[1] - start)) ** 0.25 * noise
    flat, aim = past - past.mean(axis=1, keepdims=True), target[:start] - target[:start].mean()
    omega = _ridge_weights(flat, aim, ridge**2 * start)
    level = past - past.mean(axis=0)
    weights = _ridge_weights(level.T, after - after.mean(), (TIME_RIDGE * noise) ** 2 * len(donors))
    change = target[start:].mean() - weights @ target[:start]
    return float(change - omega @ (after - past @ weights)), omega, weights


def _ridge_weights(rows: Floats, target: Floats, ridge: float) -> Floats:
    gram = rows @ rows.T
    gram[np.diag_indices_from(gram)] += ridge
    weights = np.zeros(len(rows))
    everyone = np.ones(len(rows), dtype=np.bool_)
    simplex_weights(gram, rows @ target, float(target @ target), np.zeros(len(rows)), everyone, weights)
    return weights


def _placebo_sets(others: int, count: int, draws: int, seed: int) -> Ints:
    if count == 1:
        return np.arange(others)[:, None]
    rng = np.random.default_rng(seed)
    return np.array([rng.choice(others, count, replace=False) for _ in range(draws)])


def _placebo(donors: Floats, sets: Ints, start: int, noise: float, rows: Ints) -> Floats:
    """Effects with each set of comparison units as the treated; the penalty stays that of the real
    estimate.
    """
    found = []
    for row in rows:
        kept, target = np.delete(donors, sets[row], axis=0), donors[sets[row]].mean(axis=0)
        found.append(estimate(kept, target, start, len(sets[row]), noise)[0])
    return np.array(found)
