"""Intervals for a synthetic control: conformal (placebo in time) and prediction intervals.

Chernozhukov, Wuthrich & Zhu (2021), "An exact and robust conformal inference method for counterfactual and
synthetic controls", J. Am. Stat. Assoc. 116:1849-64. Cattaneo, Feng & Titiunik (2021), "Prediction
intervals for synthetic control methods", J. Am. Stat. Assoc. 116:1865-80.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from math import ceil, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence._batches import by_rows
from samverkan.evidence._interval_kernels import extreme_forecasts, inverted, null_p
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import chosen, one_unit
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CONFORMAL_ASSUMPTION = Text(
    "Det som skiljer enheten från sin jämförelse svänger på samma sätt före och efter starten, bortsett från "
    "effekten.",
    "What sets the unit apart from its comparison varies alike before and after the start, but "
    "for the effect.",
)
PREDICTION_ASSUMPTION = Text(
    "Vikterna är rätt sånär som på slumpen i tiden före, och avvikelserna efter är inte vildare än före.",
    "The weights are right but for chance in the time before, and deviations after are no "
    "wilder than before.",
)


@dataclass(frozen=True)
class EffectInterval:
    """gap, low, high (periods after): the effect by period with its interval at `level`.

    `mean_low`, `mean_high`, `p` are for one constant effect over all periods after (conformal only, else
    None); None too where no constant effect fits.
    """

    method: str
    times: tuple[str, ...]
    gap: Floats
    low: Floats
    high: Floats
    level: float
    p: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None
    past_times: tuple[str, ...] = ()
    past: Floats = field(default_factory=lambda: np.zeros(0))  # the gap before the start, for the figure

    def summary(self) -> Text:
        """In how many periods the interval leaves out zero."""
        clear = int(((self.low > 0) | (self.high < 0)).sum())
        return say(
            "I {clear} av {count} tidpunkter efter start utesluter {level:.0f} % intervallet noll.",
            "In {clear} of {count} periods after the start the {level:.0f} % interval leaves out zero.",
            clear=clear,
            count=len(self.gap),
            level=100 * self.level,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the gap after the start with its interval."""
        from samverkan.evidence.plots import synthetic

        return synthetic.interval(self, lang)


@dataclass(frozen=True)
class _Setting:
    """Donors and target, scaled, and the fit on the past."""

    donors: Floats
    target: Floats
    weights: Floats
    unit: float
    start: int
    times: tuple[str, ...]

    @property
    def gap(self) -> Floats:
        found: Floats = self.target - self.weights @ self.donors
        return found


def conformal_interval(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    times: Sequence[str] | None = None,
    level: float = 0.95,
) -> EffectInterval:
    """Effects not rejected when the past and one period after are fitted together and shifted in time.

    Arguments as `synthetic_control`. The p-value of no effect and the interval of a constant effect use all
    periods after. Refuses a past too short for the level: 95 per cent needs 19 periods.
    """
    setting = _setting(outcomes, treated, start, donors, times)
    need = ceil(1 / (1 - level) - 1 - 1e-9)
    if start < need:
        raise Refusal(
            f"{level:.0%} säkerhet kräver minst {need} tidpunkter före start; här finns {start}.",
            f"{level:.0%} confidence needs at least {need} periods before the start; there are {start}.",
        )
    gap, step = setting.gap, _step(setting)
    size = 1 - level + 1e-9
    ends = np.array(
        [
            inverted(*_with(setting, [period]), 1, float(gap[period]), step, size)
            for period in range(start, len(gap))
        ]
    )
    table, target = _with(setting, list(range(start, len(gap))))
    block = len(gap) - start
    p = null_p(table, table @ table.T, target, block, 0.0, np.zeros(len(table)))
    mean = _constant(table, target, block, gap[start:], step, size)
    return EffectInterval(
        method="conformal",
        times=setting.times[start:],
        gap=gap[start:] * setting.unit,
        low=ends[:, 0] * setting.unit,
        high=ends[:, 1] * setting.unit,
        level=level,
        p=p,
        mean_low=mean[0] * setting.unit if mean else None,
        mean_high=mean[1] * setting.unit if mean else None,
        past_times=setting.times[:start],
        past=gap[:start] * setting.unit,
    )


def prediction_interval(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    times: Sequence[str] | None = None,
    level: float = 0.95,
    draws: int = 200,
    seed: int = 20230401,
    executor: Executor | None = None,
) -> EffectInterval:
    """Uncertainty of the weights (simulated) plus that of the periods after (sub-Gaussian), half the risk
    each.

    Arguments as `synthetic_control`. Weights: extremes of the forecast over all weights that a redrawn past
    could have made best. Deviations after: mean and variance of those before, variance corrected for the
    weights in use.
    """
    setting = _setting(outcomes, treated, start, donors, times)
    past, after = setting.donors[:, :start], np.ascontiguousarray(setting.donors[:, start:].T)
    residual = setting.gap[:start]
    used = setting.weights > 1e-9
    inflation = sqrt(start / max(start - int(used.sum()) + 1, 1))
    noise = np.random.default_rng(seed).standard_normal((draws, start))
    noise *= inflation * _unexplained(residual, past[used])
    work = partial(_extremes, np.ascontiguousarray(past), past @ past.T, after, setting.weights, noise)
    found = by_rows(work, np.arange(draws), executor, size=25)
    risk = (1 - level) / 2
    weight_low = np.quantile(found[:, :, 0], risk / 2, axis=0)
    weight_high = np.quantile(found[:, :, 1], 1 - risk / 2, axis=0)
    reach = sqrt(2 * log(2 / risk)) * inflation * float(residual.std())
    gap = setting.gap[start:]
    return EffectInterval(
        method="prediction",
        times=setting.times[start:],
        gap=gap * setting.unit,
        low=(gap + weight_low - residual.mean() - reach) * setting.unit,
        high=(gap + weight_high - residual.mean() + reach) * setting.unit,
        level=level,
        past_times=setting.times[:start],
        past=residual * setting.unit,
    )


def _unexplained(residual: Floats, donors: Floats) -> Floats:
    """Residuals less their mean given the donors in use, where the past is long enough to tell (as the
    authors).
    """
    if len(residual) - 10 <= len(donors) + 1:
        centred: Floats = residual - residual.mean()
        return centred
    X = np.column_stack([np.ones(len(residual)), donors.T])
    rest: Floats = residual - X @ np.linalg.lstsq(X, residual, rcond=None)[0]
    return rest


def _extremes(
    past: Floats, gram: Floats, after: Floats, weights: Floats, noise: Floats, rows: Ints
) -> Floats:
    return extreme_forecasts(past, gram, after, weights, np.ascontiguousarray(noise[rows]))


def _setting(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    donors: Sequence[int] | None,
    times: Sequence[str] | None,
) -> _Setting:
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start)
    keep = chosen(len(panel), treated, donors)
    row = int(np.flatnonzero(keep == treated)[0])
    _matrix.check_unit(len(keep), row)
    table = _matrix.scaled(panel[keep])
    others = np.ascontiguousarray(np.delete(table.values, row, axis=0))
    target = table.values[row]
    weights = one_unit(others[:, :start], target[:start])
    names = _matrix.labels(times, panel.shape[1], "tidpunkter", "periods")
    return _Setting(others, target, weights, table.unit, start, names)


def _step(setting: _Setting) -> float:
    """A first step outward: the size of the past's deviations, never zero."""
    return max(float(np.sqrt(np.mean(setting.gap[: setting.start] ** 2))), 1e-6)


def _with(setting: _Setting, periods: list[int]) -> tuple[Floats, Floats]:
    """Donors and target in the past and these later periods."""
    columns = [*range(setting.start), *periods]
    return np.ascontiguousarray(setting.donors[:, columns]), setting.target[columns]


def _constant(
    table: Floats, target: Floats, block: int, gap: Floats, step: float, size: float
) -> tuple[float, float] | None:
    """Interval of a constant effect over the block; None where none is accepted."""
    gram, w = table @ table.T, np.zeros(len(table))
    tried = np.unique(np.concatenate([[gap.mean(), np.median(gap)], np.linspace(gap.min(), gap.max(), 41)]))
    accepted = [null_p(table, gram, target, block, float(value), w) > size for value in tried]
    if not any(accepted):
        return None
    first, last = (float(tried[accepted][k]) for k in (0, -1))
    low = inverted(table, target, block, first, step, size)[0]
    return low, inverted(table, target, block, last, step, size)[1]
