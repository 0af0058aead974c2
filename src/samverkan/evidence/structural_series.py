"""Bayesian structural series: a drifting level plus other series, learnt before the start and carried on
after it.

Brodersen, Gallusser, Koehler, Remy & Scott (2015), "Inferring causal impact using Bayesian structural
time-series models", Ann. Appl. Stat. 9:247-274. The posterior is computed, not sampled: the same data give
the same answer. The regression has a normal slab on standardised controls instead of the paper's spike and
slab.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.fft import dct

from samverkan.evidence import _matrix, _series_design, series_words
from samverkan.evidence._batches import by_rows
from samverkan.evidence._distributions import norm
from samverkan.evidence._level_posterior import Mixture, mixture_below, mixture_quantile, posterior
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASSUMPTIONS = (
    *series_words.ASSUMPTIONS,
    Text(
        "Jämförelseserierna påverkades inte av insatsen, och deras samband med utfallet höll i sig.",
        "The comparison series were not affected by the programme, and their tie to the outcome held.",
    ),
)


@dataclass(frozen=True)
class Priors:
    """On the outcome standardised by its past: a guess of each standard deviation, and how many
    observations it is
    worth; `coefficient_sd` for the standardised controls. The level's default is CausalImpact's."""

    level_sd: float = 0.01
    level_weight: float = 32.0
    noise_sd: float = 0.5
    noise_weight: float = 32.0
    coefficient_sd: float = 1.0

    def array(self) -> Floats:
        """As the kernel takes them; refuses what is not a positive number."""
        values = np.array(
            [self.level_sd, self.level_weight, self.noise_sd, self.noise_weight, self.coefficient_sd], float
        )
        if not (np.isfinite(values) & (values > 0)).all():
            raise Refusal("Förhandsantagandena måste vara större än noll.", "The priors must be above zero.")
        return values


DEFAULT = Priors()


@dataclass(frozen=True)
class StructuralSeries:
    """observed, expected, low, high (periods,): expected is the smoothed level before, the forecast after.

    effect, effect_low, effect_high (periods after,) by period; cumulative likewise for running sums;
    `mean_*` the average effect per period; `tail` the posterior probability that the effect has the other
    sign.
    """

    times: tuple[str, ...]
    start: int
    observed: Floats
    expected: Floats
    low: Floats
    high: Floats
    effect: Floats
    effect_low: Floats
    effect_high: Floats
    cumulative: Floats
    cumulative_low: Floats
    cumulative_high: Floats
    mean_effect: float
    mean_low: float
    mean_high: float
    tail: float
    level: float

    def summary(self) -> Text:
        """The mean effect and how sure its direction is."""
        return series_words.structural(self)

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: observed, expected, and the prediction band."""
        from samverkan.evidence.plots import series

        return series.structural(self, lang)


@dataclass(frozen=True)
class StructuralBatch:
    """Average effect per period and its interval for many series, (units,) each, and the tail probability."""

    mean_effect: Floats
    mean_low: Floats
    mean_high: Floats
    tail: Floats


def structural_series(
    outcome: ArrayLike,
    start: int,
    controls: ArrayLike | None = None,
    *,
    season: int = 1,
    harmonics: int = 2,
    priors: Priors = DEFAULT,
    times: Sequence[str] | None = None,
    level: float = 0.95,
) -> StructuralSeries:
    """outcome (periods,), start the first treated period, controls (periods, k) never treated.

    `season` above one adds sine and cosine pairs of that many periods. Raises Refusal for fewer than four
    periods before the start, gaps, or an outcome that never varied before it.
    """
    y = _matrix.finite_panel(np.asarray(outcome)[None])
    _matrix.check_start(y.shape[1], start, before=4)
    X = _regressors(controls, y.shape[1], season, harmonics)
    centre, unit = _standard(y, start)
    mixture = _posterior((y[0] - centre[0]) / unit[0], start, X, priors)
    return _result(y[0], start, mixture, float(centre[0]), float(unit[0]), times, level)


def structural_batch(
    outcomes: ArrayLike,
    start: int,
    controls: ArrayLike | None = None,
    *,
    season: int = 1,
    harmonics: int = 2,
    priors: Priors = DEFAULT,
    level: float = 0.95,
    executor: Executor | None = None,
) -> StructuralBatch:
    """`structural_series` for every row of outcomes (units, periods), with the same controls: placebos,
    power.
    """
    y = _matrix.finite_panel(outcomes)
    _matrix.check_start(y.shape[1], start, before=4)
    X = _regressors(controls, y.shape[1], season, harmonics)
    centre, unit = _standard(y, start)
    work = partial(_rows, (y - centre[:, None]) / unit[:, None], start, X, priors, level)
    found = by_rows(work, np.arange(len(y)), executor, size=16)
    return StructuralBatch(found[:, 0] * unit, found[:, 1] * unit, found[:, 2] * unit, found[:, 3])


def _rows(y: Floats, start: int, X: Floats, priors: Priors, level: float, rows: Ints) -> Floats:
    return np.array([_mean(y[row], start, _posterior(y[row], start, X, priors), level) for row in rows])


def _regressors(controls: ArrayLike | None, periods: int, season: int, harmonics: int) -> Floats:
    waves = _series_design.baseline(periods, season, harmonics)[:, 2:]
    if controls is None:
        return waves
    given = np.asarray(controls)
    table = _matrix.finite_panel(
        given[:, None] if given.ndim == 1 else given, "Jämförelsen", "The comparison"
    )
    if len(table) != periods:
        raise Refusal(
            f"Jämförelsen har {len(table)} tidpunkter, men utfallet {periods}.",
            f"The comparison has {len(table)} periods, but the outcome {periods}.",
        )
    return np.column_stack([table, waves])


def _standard(y: Floats, start: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the past, (units,) each."""
    past = y[:, :start]
    centre, unit = past.mean(axis=1), past.std(axis=1)
    if (unit <= 1e-12 * np.abs(y).max(axis=1)).any():
        raise Refusal(
            "Utfallet varierade aldrig före starten; modellen har inget att lära av.",
            "The outcome never varied before the start; the model has nothing to learn from.",
        )
    return centre, unit


def _posterior(y: Floats, start: int, X: Floats, priors: Priors) -> Mixture:
    past = X[:start]
    spread = past.std(axis=0)
    useful = spread > 1e-12 * np.maximum(np.abs(past).max(axis=0, initial=0.0), 1e-300)
    X = (X[:, useful] - past[:, useful].mean(axis=0)) / spread[useful]
    basis = np.ascontiguousarray(dct(np.eye(start), norm="ortho", axis=0))
    gaps = 2 - 2 * np.cos(np.pi * np.arange(start) / start)
    whole = np.ascontiguousarray(X)  # one memory layout, so that one compilation serves
    return posterior(basis @ y[:start], basis @ whole[:start], basis, gaps, whole[start:], priors.array())


def _quantiles(mixture: Mixture, level: float, *, summed: bool) -> tuple[Floats, Floats]:
    mean, variance = (mixture.sum_mean, mixture.sum_variance) if summed else (mixture.mean, mixture.variance)
    ends = [
        [
            mixture_quantile(p, mixture.weights, mean[:, h].copy(), variance[:, h].copy())
            for h in range(mean.shape[1])
        ]
        for p in ((1 - level) / 2, (1 + level) / 2)
    ]
    return np.array(ends[0]), np.array(ends[1])


def _mean(y: Floats, start: int, mixture: Mixture, level: float) -> tuple[float, float, float, float]:
    """Mean effect, its interval and tail probability, in standardised units."""
    count, total = len(y) - start, float(y[start:].sum())
    mean, variance = mixture.sum_mean[:, -1].copy(), mixture.sum_variance[:, -1].copy()
    low, high = (
        mixture_quantile(p, mixture.weights, mean, variance) for p in ((1 + level) / 2, (1 - level) / 2)
    )
    below = mixture_below(total, mixture.weights, mean, variance)[0]
    centre = total - float(mixture.weights @ mean)
    return centre / count, (total - low) / count, (total - high) / count, max(min(below, 1 - below), 0.0)


def _result(
    y: Floats,
    start: int,
    mixture: Mixture,
    centre: float,
    unit: float,
    times: Sequence[str] | None,
    level: float,
) -> StructuralSeries:
    z = (y - centre) / unit
    low, high = _quantiles(mixture, level, summed=False)
    sum_low, sum_high = _quantiles(mixture, level, summed=True)
    reach = norm.ppf(0.5 + level / 2) * np.sqrt(np.maximum(mixture.past[1], 0.0))
    forecast = mixture.weights @ mixture.mean
    running = np.cumsum(z[start:])
    mean_effect, mean_low, mean_high, tail = _mean(z, start, mixture, level)
    numbers = [*forecast, *low, *high, *sum_low, *sum_high, mean_effect]
    if not np.isfinite(numbers).all():
        raise Refusal(
            "Talen är så stora eller små att svaret inte går att räkna ut.",
            "The numbers are so large or small that the answer cannot be computed.",
        )
    return StructuralSeries(
        times=_matrix.labels(times, len(y), "tidpunkter", "periods"),
        start=start,
        observed=y,
        expected=centre + unit * np.concatenate([mixture.past[0], forecast]),
        low=centre + unit * np.concatenate([mixture.past[0] - reach, low]),
        high=centre + unit * np.concatenate([mixture.past[0] + reach, high]),
        effect=unit * (z[start:] - forecast),
        effect_low=unit * (z[start:] - high),
        effect_high=unit * (z[start:] - low),
        cumulative=unit * (running - mixture.weights @ mixture.sum_mean),
        cumulative_low=unit * (running - sum_high),
        cumulative_high=unit * (running - sum_low),
        mean_effect=unit * mean_effect,
        mean_low=unit * mean_low,
        mean_high=unit * mean_high,
        tail=tail,
        level=level,
    )
