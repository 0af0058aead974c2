"""Interrupted series: equal to statsmodels, honest about autocorrelation, whole on any counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import digamma as scipy_digamma
from scipy.special import polygamma
from statsmodels.stats.diagnostic import acorr_ljungbox

from samverkan.evidence import _count_regression, _series_design, _series_errors
from samverkan.evidence.interrupted_series import (
    ASSUMPTIONS,
    interrupted_batch,
    interrupted_series,
    ljung_box,
)
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.panels import answered

SEEDS = st.integers(0, 10_000)


def monthly(seed=0, periods=120, series=1, mean=20.0, alpha=0.2, effect=1.0, start=96):
    """Seasonal overdispersed counts whose level is multiplied by `effect` from the start on."""
    rng = np.random.default_rng(seed)
    level = mean * np.exp(0.2 * np.sin(2 * np.pi * np.arange(periods) / 12))
    level = level * np.where(np.arange(periods) >= start, effect, 1.0)
    noise = rng.gamma(1 / alpha, alpha, size=(series, periods)) if alpha else 1.0
    return rng.poisson(level * noise, size=(series, periods))


@pytest.mark.parametrize("x", [0.05, 0.7, 3.0, 11.0, 400.0])
def test_the_gamma_functions(x):
    assert _count_regression.digamma(x) == pytest.approx(scipy_digamma(x), rel=1e-12, abs=1e-12)
    assert _count_regression.trigamma(x) == pytest.approx(float(polygamma(1, x)), rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_negative_binomial_equals_statsmodels(seed):
    y, exposure = monthly(seed)[0], np.random.default_rng(seed).uniform(5, 9, 120)
    X = _series_design.single(120, 96, 12, 2, "level_and_slope").X
    beta, alpha, _ = _count_regression.fit_series(X, y[None].astype(float), np.log(exposure)[None], True)
    model = sm.NegativeBinomial(y, X, offset=np.log(exposure))
    theirs = model.fit(start_params=[*beta[0] + 0.01, alpha[0] + 0.05], method="newton", disp=0, tol=1e-12)
    np.testing.assert_allclose(beta[0], theirs.params[:-1], atol=1e-6)
    assert alpha[0] == pytest.approx(theirs.params[-1], abs=1e-6)


@pytest.mark.parametrize("family", ["poisson", "negative_binomial"])
def test_newey_west_equals_statsmodels(family):
    y = monthly(3)[0].astype(float)
    X = _series_design.single(120, 96, 12, 2, "level").X
    beta, alpha, mu = _count_regression.fit_series(X, y[None], np.zeros((1, 120)), family != "poisson")
    link = sm.families.Poisson() if family == "poisson" else sm.families.NegativeBinomial(alpha=alpha[0])
    theirs = sm.GLM(y, X, family=link).fit(cov_type="HAC", cov_kwds={"maxlags": 4}, tol=1e-14, maxiter=300)
    np.testing.assert_allclose(beta[0], theirs.params, atol=1e-7)
    ours = _series_errors.newey_west(X, y, mu[0], alpha[0], 120, 4)
    np.testing.assert_allclose(ours, theirs.cov_params(), rtol=1e-5, atol=1e-12)


def test_no_overdispersion_means_poisson():
    y = np.tile([9, 10, 11, 10], 30)
    result = interrupted_series(y, 96, season=1)
    assert result.alpha == 0
    assert result.ratio == pytest.approx(interrupted_series(y, 96, season=1, family="poisson").ratio)


def test_the_autoregressive_sum_equals_the_dense_matrix():
    rows = np.random.default_rng(0).normal(size=(2, 15, 3))
    R = 0.6 ** np.abs(np.subtract.outer(np.arange(15), np.arange(15)))
    dense = sum(rows[s].T @ R @ rows[s] for s in range(2))
    np.testing.assert_allclose(_series_errors._correlated(rows, 0.6), dense, atol=1e-10)


def test_the_shrinkage_of_residual_correlation_equals_dense_traces():
    columns = _series_design.compared(24, 16, 12, 1, "level", 1)
    seen, kept = _series_errors._shrinkage(columns.X, 24)
    Q = np.linalg.qr(columns.X)[0]
    maker = np.eye(48) - Q @ Q.T
    lag = np.abs(np.subtract.outer(np.arange(24), np.arange(24)))
    beside, rho = np.kron(np.eye(2), (lag == 1) / 2), _series_errors.GRID[40]
    spread = maker @ np.kron(np.eye(2), rho**lag) @ maker
    assert seen[40] == pytest.approx((beside * spread).sum() / np.trace(spread))
    assert kept[40] == pytest.approx(np.trace(spread) / 48)


def test_ljung_box_equals_statsmodels():
    y, level = monthly(1)[0].astype(float), np.full(120, 20.0)
    residual = (y - level) / np.sqrt(level * 5)
    theirs = acorr_ljungbox(residual - residual.mean(), lags=[12])["lb_pvalue"].iloc[0]
    assert ljung_box(y, level, 0.2) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("change", ["level", "level_and_slope"])
def test_a_planted_effect_is_found(change):
    result = interrupted_series(monthly(4, mean=200, effect=0.7, alpha=0.02)[0], 96, change=change)
    assert result.ratio_low < 0.7 < result.ratio_high
    assert result.p < 0.001
    assert result.prevented == pytest.approx(0.3 * 200 * 24, rel=0.2)


def test_a_common_shock_is_taken_out_by_the_comparison():
    counts = monthly(5, series=4, mean=100, alpha=0.01, effect=0.6)
    alone = interrupted_series(counts[0], 96)
    together = interrupted_series(counts[0], 96, comparison=counts[1:])
    assert alone.p < 0.01
    assert together.ratio_low < 1 < together.ratio_high


@given(SEEDS, st.floats(0.01, 100))
@settings(max_examples=15, deadline=None)
def test_the_unit_of_exposure_does_not_matter(seed, factor):
    y, exposure = monthly(seed)[0], np.random.default_rng(seed).uniform(5, 9, 120)
    first = interrupted_series(y, 96, exposure=exposure)
    second = interrupted_series(y, 96, exposure=factor * exposure)
    assert second.ratio == pytest.approx(first.ratio, rel=1e-7)
    assert second.p == pytest.approx(first.p, abs=1e-7)


@given(SEEDS, st.permutations(range(3)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_comparison_series_does_not_matter(seed, order):
    counts = monthly(seed, series=4)
    first = interrupted_series(counts[0], 96, comparison=counts[1:])
    second = interrupted_series(counts[0], 96, comparison=counts[1:][list(order)])
    assert second.ratio == pytest.approx(first.ratio, rel=1e-7)
    assert second.ratio_high == pytest.approx(first.ratio_high, rel=1e-6)


@given(
    arrays(np.int64, st.integers(1, 30), elements=st.integers(0, 40)), st.integers(-1, 31), st.integers(1, 13)
)
@example(np.array([0, 0, 2, 0, 0, 18, 0, 0, 0, 1, 0, 0, 0, 0]), 3, 10)  # a bound beyond every number
@settings(max_examples=300, deadline=None)
def test_any_counts_give_a_finite_answer_or_a_refusal(counts, start, season):
    result = answered(interrupted_series, counts, start, season=season)
    if result is not None:
        numbers = [
            result.ratio,
            result.ratio_low,
            result.ratio_high,
            result.p,
            result.prevented,
            result.alpha,
        ]
        assert np.isfinite([*numbers, *result.fitted, *result.without, result.prevented_low]).all()
        assert result.ratio_low <= result.ratio <= result.ratio_high
        assert result.summary().sv


def test_the_batch_equals_one_at_a_time_whatever_runs_it():
    counts = monthly(6, series=150)
    with ThreadPoolExecutor(2) as pool:
        batch = interrupted_batch(counts, 96, executor=pool)
    again = interrupted_batch(counts, 96)
    np.testing.assert_array_equal(batch.log_ratio, again.log_ratio)
    for row in (0, 77, 149):
        alone = interrupted_series(counts[row], 96)
        assert np.exp(batch.log_ratio[row]) == pytest.approx(alone.ratio, rel=1e-10)
        assert batch.alpha[row] == pytest.approx(alone.alpha, abs=1e-10)


def test_the_batch_says_which_series_have_no_fit():
    counts = monthly(7, series=3)
    counts[1] = 0
    assert interrupted_batch(counts, 96).fits.tolist() == [True, False, True]


@pytest.mark.parametrize("periods", [48, 120])
def test_without_an_effect_the_test_rejects_about_as_often_as_it_says(periods):
    batch = interrupted_batch(monthly(8, periods, 1000, start=periods * 3 // 4), periods * 3 // 4)
    rejected = np.mean(np.abs(batch.log_ratio / batch.se) > 2.0)
    assert 0.025 < rejected < 0.075


@pytest.mark.parametrize(
    ("counts", "start", "words"),
    [
        ([1, 2, 3, -1, 2, 3, 4, 5], 4, "hela tal"),
        ([1, 2, 3, 1.5, 2, 3, 4, 5], 4, "hela tal"),
        ([0, 0, 0, 0, 2, 3, 4, 5], 4, "Inga händelser"),
        ([1, 2, 3, 4, 2, 3, 4, 5], 1, "Före insatsen"),
        ([1, 2, 3, 4, 2, 3], 4, "räcker inte"),
    ],
)
def test_refusals_say_why(counts, start, words):
    with pytest.raises(Refusal) as caught:
        interrupted_series(counts, start)
    assert words in caught.value.sv


def test_a_comparison_of_other_length_and_a_bad_exposure_are_refused():
    counts = monthly(9)[0]
    with pytest.raises(Refusal, match="comparison has 3"):
        interrupted_series(counts, 96, comparison=[[1, 2, 3]])
    with pytest.raises(Refusal, match="exposure must be above zero"):
        interrupted_series(counts, 96, exposure=np.zeros(120))


def test_few_events_and_short_series_warn():
    result = interrupted_series([1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 0, 1, 1, 0], 9, season=1)
    words = " ".join(text.sv for text in result.warnings)
    assert "tidpunkter" in words
    assert "händelser" in words


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_figure_shows_all_observed_counts(lang):
    result = interrupted_series(monthly(10)[0], 96)
    assert str(result.plot(lang)).count("'time'") >= 120
    assert all(text.sv and text.en for text in ASSUMPTIONS)
