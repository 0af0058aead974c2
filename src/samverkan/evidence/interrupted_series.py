"""Interrupted time series for counts: level, trend and season before the start, carried on, against what
came.

Bernal, Cummins & Gasparrini (2017), Int. J. Epidemiol. 46:348-355; with comparison series Linden (2015),
Stata J. 15:480-500. Poisson or negative binomial with exposure; Newey-West errors carry the
autocorrelation.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _series_design, series_words
from samverkan.evidence._batches import by_rows
from samverkan.evidence._count_regression import fit_series
from samverkan.evidence._distributions import chi2, student
from samverkan.evidence._series_design import Change, Columns
from samverkan.evidence._series_errors import Autoregression, Errors, newey_west, newey_west_lags
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Family = Literal["poisson", "negative_binomial"]
Covariance = Callable[[Floats, Floats, float], Floats]

ASSUMPTIONS = series_words.ASSUMPTIONS


@dataclass(frozen=True)
class InterruptedSeries:
    """One treated series against its own past carried on (and, if given, comparison series).

    `ratio` is expected events after the start with the programme over those without it, `prevented` the
    difference (positive: fewer events); observed, fitted and without (periods,) are counts; alpha is the
    overdispersion.
    """

    times: tuple[str, ...]
    start: int
    observed: Floats
    fitted: Floats
    without: Floats
    ratio: float
    ratio_low: float
    ratio_high: float
    p: float
    prevented: float
    prevented_low: float
    prevented_high: float
    alpha: float
    autocorrelation_p: float
    level: float
    warnings: tuple[Text, ...] = ()

    def summary(self) -> Text:
        """The change in percent and in events, warnings last."""
        return series_words.interrupted(self)

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: observed counts, the fitted line and the one without the programme."""
        from samverkan.evidence.plots import series

        return series.interrupted(self, lang)


@dataclass(frozen=True)
class Batch:
    """The same model for many series: log_ratio and se (units,), alpha (units,), fits False where none
    exists.
    """

    log_ratio: Floats
    se: Floats
    alpha: Floats
    fits: NDArray[np.bool_]


def interrupted_series(
    counts: ArrayLike,
    start: int,
    *,
    exposure: ArrayLike | None = None,
    comparison: ArrayLike | None = None,
    comparison_exposure: ArrayLike | None = None,
    family: Family = "negative_binomial",
    season: int = 12,
    harmonics: int = 2,
    change: Change = "level",
    errors: Errors = "autoregressive",
    times: list[str] | None = None,
    level: float = 0.95,
) -> InterruptedSeries:
    """counts (periods,) whole numbers; start the first treated period; exposure (periods,) positive, e.g.
    people.

    comparison (series, periods) counts of untreated series; season the periods of a year (1: none); lags of
    the Newey-West errors (default 4 (T/100)^(2/9)). Raises Refusal where no finite fit exists: no events
    before or after, too short a series, a season that the data cannot show.
    """
    own = _counts(counts)
    _matrix.check_start(own.shape[1], start, before=3)
    others = np.empty((0, own.shape[1])) if comparison is None else _counts(comparison, own.shape[1])
    if comparison is None:
        columns = _series_design.single(own.shape[1], start, season, harmonics, change)
    else:
        columns = _series_design.compared(own.shape[1], start, season, harmonics, change, len(others))
    offset = np.concatenate(
        [_offset(exposure, own.shape).ravel(), _offset(comparison_exposure, others.shape).ravel()]
    )
    stacked = np.concatenate([own.ravel(), others.ravel()])
    _check(own[0], start, columns)
    beta, alpha, mu = fit_series(columns.X, stacked[None], offset[None], family != "poisson")
    if alpha[0] < 0:
        raise no_fit()
    covariance = _errors(columns, own.shape[1], errors)(stacked, mu[0], float(alpha[0]))
    return _result(own[0], start, columns, offset, beta[0], covariance, float(alpha[0]), times, level)


def interrupted_batch(
    counts: ArrayLike,
    start: int,
    *,
    exposure: ArrayLike | None = None,
    family: Family = "negative_binomial",
    season: int = 12,
    harmonics: int = 2,
    change: Change = "level",
    errors: Errors = "autoregressive",
    executor: Executor | None = None,
) -> Batch:
    """`interrupted_series` without comparison for every row of counts (units, periods): placebos, power,
    districts.
    """
    table = _counts(counts)
    periods = table.shape[1]
    _matrix.check_start(periods, start, before=3)
    columns = _series_design.single(periods, start, season, harmonics, change)
    offset = _offset(exposure, table.shape)
    _check(table[0] + 1, start, columns)
    work = partial(_rows, table, offset, columns, family, start, _errors(columns, periods, errors))
    found = by_rows(work, np.arange(len(table)), executor)
    return Batch(found[:, 0], found[:, 1], found[:, 2], found[:, 2] >= 0)


def _errors(columns: Columns, periods: int, errors: Errors) -> Covariance:
    """The covariance of a design as a function of counts, means and alpha."""
    if errors == "autoregressive":
        return Autoregression(columns, periods).covariance
    factor = len(columns.X) / (len(columns.X) - columns.X.shape[1])

    def robust(y: Floats, mu: Floats, alpha: float) -> Floats:
        found: Floats = factor * newey_west(columns.X, y, mu, alpha, periods, newey_west_lags(periods))
        return found

    return robust


def no_fit() -> Refusal:
    """Counts so few that a level, a season or the change has no finite estimate."""
    return Refusal(
        "Händelserna är för få eller för ojämnt fördelade för att modellen ska gå att skatta. "
        "Slå ihop tidpunkter, "
        "ta bort säsongen, eller använd en metod för små antal.",
        "The events are too few or too unevenly spread for the model to be estimated. Merge "
        "periods, drop the "
        "season, or use a method for small counts.",
    )


def _rows(
    table: Floats,
    offset: Floats,
    columns: Columns,
    family: Family,
    start: int,
    covariance: Covariance,
    rows: Ints,
) -> Floats:
    periods = table.shape[1]
    beta, alpha, mu = fit_series(columns.X, table[rows], offset[rows], family != "poisson")
    found = np.zeros((len(rows), 3))
    found[:, 2] = alpha
    for place in np.flatnonzero(alpha >= 0):
        contrast = _contrast(columns, offset[rows[place]], beta[place], start, periods)
        spread = covariance(table[rows[place]], mu[place], alpha[place])
        found[place, :2] = contrast.log_ratio, _root(contrast.slope, spread)
    return found


@dataclass(frozen=True)
class _Contrast:
    fitted: Floats
    without: Floats
    log_ratio: float
    slope: Floats  # derivative of log_ratio in the coefficients
    difference_slope: Floats  # derivative of (without - fitted), summed after the start


def _contrast(columns: Columns, offset: Floats, beta: Floats, start: int, periods: int) -> _Contrast:
    X, bare = columns.X[:periods], columns.without[:periods]
    fitted, without = np.exp(offset[:periods] + X @ beta), np.exp(offset[:periods] + bare @ beta)
    after = slice(start, periods)
    total, bare_total = fitted[after].sum(), without[after].sum()
    rise, bare_rise = fitted[after] @ X[after], without[after] @ bare[after]
    return _Contrast(
        fitted,
        without,
        float(np.log(total / bare_total)),
        rise / total - bare_rise / bare_total,
        bare_rise - rise,
    )


def _result(
    own: Floats,
    start: int,
    columns: Columns,
    offset: Floats,
    beta: Floats,
    covariance: Floats,
    alpha: float,
    times: list[str] | None,
    level: float,
) -> InterruptedSeries:
    periods, freedom = len(own), len(offset) - columns.X.shape[1]
    contrast = _contrast(columns, offset, beta, start, periods)
    se = _root(contrast.slope, covariance)
    spread = _root(contrast.difference_slope, covariance)
    critical = float(student.ppf(0.5 + level / 2, freedom))
    prevented = float((contrast.without - contrast.fitted)[start:].sum())
    with np.errstate(over="ignore"):  # a bound beyond every number is refused just below
        low, ratio, high = np.exp(contrast.log_ratio + critical * se * np.array([-1.0, 0.0, 1.0]))
    if not np.isfinite([low, high, se, spread, prevented]).all() or se <= 0:
        raise no_fit()
    result = InterruptedSeries(
        times=_matrix.labels(times, periods, "tidpunkter", "periods"),
        start=start,
        observed=own,
        fitted=contrast.fitted,
        without=contrast.without,
        ratio=float(ratio),
        ratio_low=float(low),
        ratio_high=float(high),
        p=float(2 * student.sf(abs(contrast.log_ratio) / se, freedom)),
        prevented=prevented,
        prevented_low=prevented - critical * spread,
        prevented_high=prevented + critical * spread,
        alpha=alpha,
        autocorrelation_p=ljung_box(own, contrast.fitted, alpha),
        level=level,
    )
    return series_words.warned(result)


def _root(slope: Floats, covariance: Floats) -> float:
    return float(np.sqrt(np.maximum(slope @ covariance @ slope, 0.0)))


def ljung_box(observed: Floats, fitted: Floats, alpha: float, lags: int = 12) -> float:
    """p-value of no autocorrelation in the Pearson residuals (Ljung & Box 1978)."""
    residual = (observed - fitted) / np.sqrt(fitted * (1 + alpha * fitted))
    residual = residual - residual.mean()
    n, total = len(residual), float(residual @ residual)
    lags = min(lags, n // 4)
    if total <= 0 or lags < 1:
        return 1.0
    share = [float(residual[lag:] @ residual[:-lag]) / total for lag in range(1, lags + 1)]
    statistic = n * (n + 2) * sum(r**2 / (n - lag) for lag, r in enumerate(share, start=1))
    return float(chi2.sf(statistic, lags))


def _counts(counts: ArrayLike, periods: int | None = None) -> Floats:
    given = np.asarray(counts)
    table = _matrix.finite_panel(given[None] if given.ndim == 1 else given, "Antalet", "The count")
    if (table < 0).any() or (table != np.floor(table)).any() or table.max() > 1e9:
        raise Refusal("Antal ska vara hela tal från noll.", "Counts must be whole numbers from zero up.")
    if periods is not None and table.shape[1] != periods:
        raise Refusal(
            f"Jämförelsen har {table.shape[1]} tidpunkter, men serien {periods}.",
            f"The comparison has {table.shape[1]} periods, but the series {periods}.",
        )
    return table


def _offset(exposure: ArrayLike | None, shape: tuple[int, ...]) -> Floats:
    if exposure is None:
        return np.zeros(shape)
    given = np.asarray(exposure)
    table = _matrix.finite_panel(given[None] if given.ndim == 1 else given, "Exponeringen", "The exposure")
    if table.shape != shape or not (table > 0).all():
        raise Refusal(
            "Exponeringen ska vara större än noll, en för varje antal.",
            "The exposure must be above zero, one for each count.",
        )
    return np.log(table)


def _check(own: Floats, start: int, columns: Columns) -> None:
    if not own[:start].any() or not own[start:].any():
        raise Refusal(
            "Inga händelser före eller efter starten: ett kvotmått går inte att räkna ut.",
            "No events before or after the start: a ratio cannot be computed.",
        )
    if len(columns.X) < columns.X.shape[1] + 3:
        raise Refusal(
            f"{len(own)} tidpunkter räcker inte till modellens {columns.X.shape[1]} tal.",
            f"{len(own)} periods do not suffice for the model's {columns.X.shape[1]} numbers.",
        )
