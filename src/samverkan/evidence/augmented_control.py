"""Augmented synthetic control: the simplex fit, corrected by ridge regression for what it fails to match.

Ben-Michael, Feller & Rothstein (2021), "The augmented synthetic control method", J. Am. Stat. Assoc.
116:1789-1803. The ridge penalty is chosen by leaving out one past period at a time; the same refits give
jackknife+ intervals (Barber, Candes, Ramdas & Tibshirani 2021, Ann. Stat. 49:486-507).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, synthetic_words
from samverkan.evidence._batches import in_order
from samverkan.evidence.synthetic_control import chosen, one_unit
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
ASSUMPTIONS: tuple[Text, ...] = (
    *synthetic_words.ASSUMPTIONS,
    Text(
        "Utfallet efter starten beror rätlinjigt på det före, även utanför jämförelseenheternas spann.",
        "The outcome after the start depends linearly on that before, also beyond the "
        "comparison units' span.",
    ),
)
GRID = 30
SPAN = 1e-8  # smallest penalty tried, relative to the largest


@dataclass(frozen=True)
class AugmentedControl:
    """weights (units,) sum to one but may be negative; gap (periods,); low, high (periods after,) jackknife+.

    `penalty` is the ridge chosen (relative to the largest tried), `before` the past's root mean square gap,
    and `plain_before` that of the simplex weights; `negative` the sum of negative weights, a measure of
    extrapolation.
    """

    units: tuple[str, ...]
    times: tuple[str, ...]
    treated: int
    start: int
    weights: Floats
    observed: Floats
    gap: Floats
    effect: float
    low: Floats
    high: Floats
    mean_low: float
    mean_high: float
    level: float
    penalty: float
    before: float
    plain_before: float
    negative: float

    def summary(self) -> Text:
        """Effect with interval, and how far beyond the donors it reaches."""
        return say(
            "Med korrigering för det som vikterna inte når är effekten {effect:.4g} per "
            "tidpunkt ({level:.0f} % "
            "intervall {low:.4g} till {high:.4g}); negativa vikter summerar till {negative:.2f}.",
            "Corrected for what the weights cannot match, the effect is {effect:.4g} per period "
            "({level:.0f} % "
            "interval {low:.4g} to {high:.4g}); negative weights sum to {negative:.2f}.",
            effect=self.effect,
            level=100 * self.level,
            low=self.mean_low,
            high=self.mean_high,
            negative=self.negative,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the gap after the start with its interval."""
        from samverkan.evidence.plots import synthetic
        from samverkan.evidence.synthetic_intervals import EffectInterval

        after, before = slice(self.start, None), slice(None, self.start)
        shown = EffectInterval(
            "augmented",
            self.times[after],
            self.gap[after],
            self.low,
            self.high,
            self.level,
            past_times=self.times[before],
            past=self.gap[before],
        )
        return synthetic.interval(shown, lang)


class _Left(NamedTuple):
    """With one past period left out: its squared error by penalty (g,), and its gap and later gaps (g, 1 +
    h).
    """

    errors: Floats
    gaps: Floats


def augmented_control(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    units: Sequence[str] | None = None,
    times: Sequence[str] | None = None,
    penalty: float | None = None,
    level: float = 0.95,
    executor: Executor | None = None,
) -> AugmentedControl:
    """Arguments as `synthetic_control`; `penalty` (relative, above zero) overrides the cross-validated
    choice.

    The choice is the largest penalty whose error is within one standard error of the best, as the authors
    have it. Needs three periods before the start.
    """
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start, before=3)
    keep = chosen(len(panel), treated, donors)
    row = int(np.flatnonzero(keep == treated)[0])
    _matrix.check_unit(len(keep), row)
    table = _matrix.scaled(panel[keep])
    target, others = table.values[row], np.delete(table.values, row, axis=0)
    grid = np.geomspace(1.0, SPAN, GRID) if penalty is None else np.array([float(penalty)])
    most = float(np.linalg.norm(others[:, :start] - others[:, :start].mean(axis=0), 2)) ** 2
    left = in_order(partial(_without, others, target, start, grid * most), range(start), executor, start)
    pick = _one_standard_error(np.array([part.errors for part in left]))
    plain = one_unit(others[:, :start], target[:start])
    weights = _augmented(others[:, :start], target[:start], plain, grid[pick : pick + 1] * most)[0]
    gap = (target - weights @ others) * table.unit
    held = np.array([part.gaps[pick] for part in left]) * table.unit
    low, high, mean_low, mean_high = _jackknife(held, level)
    names = _matrix.labels(units, len(panel), "enheter", "units")
    return AugmentedControl(
        units=tuple(names[k] for k in keep),
        times=_matrix.labels(times, panel.shape[1], "tidpunkter", "periods"),
        treated=row,
        start=start,
        weights=np.insert(weights, row, 0.0),
        observed=panel[treated],
        gap=gap,
        effect=float(gap[start:].mean()),
        low=low,
        high=high,
        mean_low=mean_low,
        mean_high=mean_high,
        level=level,
        penalty=float(grid[pick]),
        before=float(np.sqrt(np.mean(gap[:start] ** 2))),
        plain_before=float(np.sqrt(np.mean((target - plain @ others)[:start] ** 2))) * table.unit,
        negative=float(np.minimum(weights, 0).sum()),
    )


def _augmented(past: Floats, target: Floats, plain: Floats, penalties: Floats) -> Floats:
    """Weights (penalties, donors): the simplex ones plus the ridge correction of their misfit."""
    centre = past.mean(axis=0)
    u, s, vt = np.linalg.svd(past - centre, full_matrices=False)
    misfit = vt @ (target - plain @ past)
    scale = np.where(s > 0, s, 0.0) / (s**2 + penalties[:, None] + 1e-300)
    corrected: Floats = plain + (scale * misfit) @ u.T
    return corrected


def _without(others: Floats, target: Floats, start: int, penalties: Floats, period: int) -> _Left:
    columns = np.delete(np.arange(start), period)
    past, own = others[:, columns], target[columns]
    weights = _augmented(past, own, one_unit(past, own), penalties)
    seen = np.concatenate([[period], np.arange(start, others.shape[1])])
    gaps = target[seen] - weights @ others[:, seen]
    return _Left(gaps[:, 0] ** 2, gaps)


def _one_standard_error(errors: Floats) -> int:
    """First (largest) penalty within one standard error of the least mean; errors (periods, penalties)."""
    mean = errors.mean(axis=0)
    best = int(mean.argmin())
    limit = mean[best] + errors[:, best].std(ddof=1) / np.sqrt(len(errors))
    return int(np.flatnonzero(mean <= limit)[0])


def _jackknife(held: Floats, level: float) -> tuple[Floats, Floats, float, float]:
    """Interval per later period and for their mean, from held-out gaps (periods before, 1 + periods after)."""
    miss, later = np.abs(held[:, :1]), held[:, 1:]
    later = np.column_stack([later, later.mean(axis=1)])
    low = np.quantile(later - miss, (1 - level) / 2, axis=0)
    high = np.quantile(later + miss, (1 + level) / 2, axis=0)
    return low[:-1], high[:-1], float(low[-1]), float(high[-1])
