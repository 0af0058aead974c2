"""Power of a panel design, from the time before the start only: pretended starts, planted effects, its own test.

A formula needs counts; this asks the panel itself. Nothing from after the start is used, so it can be run, and shown,
before anybody looks. Abadie, Diamond & Hainmueller (2010) for the test; for several treated units the spread of the
estimate over exchanged starts.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from math import floor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _distributions as stats
from samverkan.evidence import _matrix
from samverkan.evidence._batches import Ints, by_rows
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import Direction, every_weight
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]
STEPS = 60
WINDOWS = 3
EXACT_FIT = 1e-8


@dataclass(frozen=True)
class PanelPower:
    """smallest: the least lasting change (in the outcome's unit) shown with chance `target`; None if none ever is.

    curve (changes, chances); follow: periods of follow-up that the pretended starts had; level: mean outcome of the
    treated before the start, so that the change can be read in per cent.
    """

    smallest: float | None
    curve: tuple[Floats, Floats]
    units: int
    follow: int
    wanted_follow: int
    level: float
    target: float
    alpha: float
    least_p: float

    @property
    def percent(self) -> float | None:
        """The smallest change in per cent of the level before; None where either is missing."""
        return 100 * self.smallest / self.level if self.smallest is not None and self.level > 0 else None

    def chance(self, change: float) -> float:
        """Chance of showing a lasting change of this size, either way."""
        return float(np.interp(abs(change), *self.curve))

    def summary(self) -> Text:
        """The smallest change first, in the unit and in per cent."""
        if self.smallest is None:
            head = self._never()
        else:
            head = say(
                "Den minsta bestående förändring som kan visas med {target:.0f} % säkerhet är {smallest:.4g} per "
                "tidpunkt.",
                "The smallest lasting change that can be shown with {target:.0f} % certainty is {smallest:.4g} a "
                "period.",
                target=100 * self.target,
                smallest=self.smallest,
            )
        said = [head]
        if self.percent is not None:
            said.append(
                say(
                    "Det är {percent:.0f} % av nivån före start.",
                    "That is {percent:.0f} % of the level before the start.",
                    percent=self.percent,
                )
            )
        if self.follow < self.wanted_follow:
            said.append(
                say(
                    "Förtiden räcker bara till att pröva {follow} tidpunkters uppföljning, inte {wanted}.",
                    "The time before only suffices to try {follow} periods of follow-up, not {wanted}.",
                    follow=self.follow,
                    wanted=self.wanted_follow,
                )
            )
        return join(said)

    def _never(self) -> Text:
        if self.least_p > self.alpha:
            return say(
                "Med {units} enheter kan p aldrig bli lägre än {least:.3f}: ingen förändring, hur stor den än är, kan "
                "visas på nivån {alpha:.2f}.",
                "With {units} units p can never fall below {least:.3f}: no change, however large, can be shown at the "
                "level {alpha:.2f}.",
                units=self.units,
                least=self.least_p,
                alpha=self.alpha,
            )
        return say(
            "Ingen förändring upp till {most:.4g} per tidpunkt kan visas med {target:.0f} % säkerhet.",
            "No change up to {most:.4g} a period can be shown with {target:.0f} % certainty.",
            most=float(self.curve[0][-1]),
            target=100 * self.target,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: chance to detect by size of the change."""
        from samverkan.evidence.plots import power_curve

        return power_curve.panel(self, lang)


def synthetic_power(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    expected: Direction = "either",
    target: float = 0.8,
    alpha: float = 0.05,
    executor: Executor | None = None,
) -> PanelPower:
    """Power of the placebo test of `synthetic_control`; outcomes (units, periods), of which only those before are used.

    Up to three windows of the past in turn play the time after a start, each as long as the real follow-up but at
    most a quarter of the past; the rest of the past plays the time before. Every unit in turn gets the effect. Raises
    Refusal for a past of fewer than eight periods.
    """
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start, before=8)
    follow = min(panel.shape[1] - start, start // 4)
    table = _matrix.scaled(panel[:, :start])
    worlds = [
        _pretended(table.values, start - k * follow, follow) for k in range(min(WINDOWS, start // follow - 1))
    ]
    most = 4 * max(float(np.abs(world.gaps).max()) for world in worlds) + 1e-12
    changes = np.linspace(0.0, most, STEPS)
    work = partial(_shares_rejected, worlds, changes, expected, alpha)
    chances = by_rows(work, np.arange(STEPS), executor, size=6)
    return _result(
        changes * table.unit, chances, panel, treated, start, follow, target, alpha, least_p=1 / len(panel)
    )


class _World(NamedTuple):
    """Weights (units, units) fitted outside a window, root mean square gaps there (units,), and the window's gaps."""

    weights: Floats
    before: Floats
    gaps: Floats


def _pretended(values: Floats, end: int, follow: int) -> _World:
    """The window of `follow` periods that ends at column `end` as the time after, all other columns as that before."""
    inside = np.arange(end - follow, end)
    moved = np.concatenate([np.delete(values, inside, axis=1), values[:, inside]], axis=1)
    begin = values.shape[1] - follow
    weights = every_weight(moved, begin)
    gaps = moved - weights @ moved
    before = np.maximum(np.sqrt((gaps[:, :begin] ** 2).mean(axis=1)), EXACT_FIT)
    return _World(weights, before, gaps[:, begin:])


def _shares_rejected(
    worlds: list[_World], changes: Floats, expected: Direction, alpha: float, rows: Ints
) -> Floats:
    """Mean over windows of the share of units whose test rejects, (rows,)."""
    return np.array(
        [
            np.mean([_share_rejected(*world, changes[row], expected, alpha) for world in worlds])
            for row in rows
        ]
    )


def _share_rejected(
    weights: Floats, before: Floats, gaps: Floats, change: float, expected: Direction, alpha: float
) -> float:
    """Share of units whose test rejects when they alone get the change; others feel it through their weights."""
    count = len(gaps)
    allowed = floor(alpha * count + 1e-9)
    if allowed < 1:
        return 0.0
    sign = -1.0 if expected == "lower" else 1.0
    hit = 0
    for unit in range(count):
        moved = gaps - sign * change * weights[:, unit, None]
        moved[unit] += sign * change
        if expected != "either":
            moved = np.minimum(moved, 0) if expected == "lower" else np.maximum(moved, 0)
        ratios = np.sqrt((moved**2).mean(axis=1)) / before
        hit += int((ratios >= ratios[unit] * (1 - 1e-9)).sum() <= allowed)
    return hit / count


def exchange_power(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    target: float = 0.8,
    alpha: float = 0.05,
    draws: int = 499,
    seed: int = 1,
) -> PanelPower:
    """Power of a difference in differences with many treated units, from exchanged pretended starts before the first.

    The estimate's spread over exchanges is taken as normal. Raises Refusal for a past of fewer than six periods.
    """
    from samverkan.evidence.randomisation import randomisation_test

    panel = _matrix.finite_panel(outcomes)
    given = np.asarray(starts, dtype=np.int64)
    common = int(given[given >= 0].min(initial=panel.shape[1]))
    if common < 6:
        raise Refusal(
            f"Bara {common} tidpunkter före den första starten; styrkan kräver sex.",
            f"Only {common} periods before the first start; power needs six.",
        )
    follow = min(panel.shape[1] - common, common // 2)
    pretended = np.where(given >= 0, common - follow, -1)
    spread = float(randomisation_test(panel[:, :common], pretended, draws=draws, seed=seed).others.std())
    if spread <= 0:
        raise Refusal(
            "Det finns ingen variation att räkna styrka på.", "There is no variation to base power on."
        )
    reach = float(stats.norm.ppf(1 - alpha / 2))
    changes = np.linspace(0.0, 6 * spread, STEPS)
    chances = stats.norm.sf(reach - changes / spread) + stats.norm.cdf(-reach - changes / spread)
    row = int(np.flatnonzero(given >= 0)[0])
    return _result(changes, chances, panel, row, common, follow, target, alpha, least_p=0.0)


def _result(
    changes: Floats,
    chances: Floats,
    panel: Floats,
    treated: int,
    start: int,
    follow: int,
    target: float,
    alpha: float,
    *,
    least_p: float,
) -> PanelPower:
    chances = np.maximum.accumulate(chances)
    reached = np.flatnonzero(chances >= target)
    smallest = None
    if reached.size:
        k = int(reached[0])
        low, high = (chances[k - 1], chances[k]) if k else (0.0, chances[0])
        share = (target - low) / (high - low) if high > low else 1.0
        smallest = float(changes[k - 1] + share * (changes[k] - changes[k - 1])) if k else 0.0
    return PanelPower(
        smallest=smallest,
        curve=(changes, chances),
        units=len(panel),
        follow=follow,
        wanted_follow=panel.shape[1] - start,
        level=float(panel[treated, :start].mean()),
        target=target,
        alpha=alpha,
        least_p=least_p,
    )
