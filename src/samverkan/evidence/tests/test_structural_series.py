"""Structural series: the quadrature against dense algebra, a Kalman filter and a Gibbs sampler."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm

from samverkan.evidence import structural_series as module
from samverkan.evidence._level_posterior import mixture_below, mixture_quantile
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.structural_series import (
    ASSUMPTIONS,
    Priors,
    structural_batch,
    structural_series,
)
from samverkan.evidence.tests import dense_series
from samverkan.evidence.tests.figures import times
from samverkan.evidence.tests.panels import answered

# noise, level and coefficients: the peer's log density, first and last forecast and the last one's standard deviation
PEER = {
    (0.6, 0.01, 0.3, -0.5): (-29.18401172, 0.24688356, -0.14481334, 0.61150140),
    (0.9, 0.02, 0.0, 0.2): (-66.20612139, -0.05224390, 0.06799647, 0.91906860),
    (0.45, 0.006, 0.7, -0.1): (-55.09407885, 0.37009986, 0.09742238, 0.45820117),
}
SEEDS = st.integers(0, 10_000)


def simulated(seed=0, periods=60, controls=3, start=48, effect=0.0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(periods, controls))
    drift = rng.normal(size=periods).cumsum() * 0.1
    y = 20 + drift + X @ np.linspace(1, -1, controls) + rng.normal(size=periods)
    y[start:] += effect
    return y, X


def tight(level_sd, noise_sd):
    """Priors so sharp that both variances are known: then everything has a closed form."""
    return Priors(level_sd, 1e7, noise_sd, 1e7, 0.7)


@pytest.mark.parametrize("level_sd", [0.05, 0.4])
def test_with_known_variances_it_equals_dense_gaussian_algebra(level_sd):
    y, X = simulated()
    past = slice(0, 48)
    z = (y - y[past].mean()) / y[past].std()
    W = (X - X[past].mean(axis=0)) / X[past].std(axis=0)
    walk = level_sd**2 * np.minimum.outer(np.arange(60), np.arange(60))
    prior = walk + 1e4 + 0.7**2 * W @ W.T + 0.5**2 * np.eye(60)
    gain = prior[48:, past] @ np.linalg.inv(prior[past, past])
    mean, covariance = gain @ z[past], prior[48:, 48:] - gain @ prior[past, 48:]
    mixture = module._posterior(z, 48, X, tight(level_sd, 0.5))
    np.testing.assert_allclose(mixture.weights @ mixture.mean, mean, atol=1e-4)
    np.testing.assert_allclose(mixture.weights @ mixture.variance, np.diag(covariance), rtol=1e-4)
    summed = np.tril(np.ones((12, 12)))
    running = np.diag(summed @ covariance @ summed.T)
    np.testing.assert_allclose(mixture.weights @ mixture.sum_variance, running, rtol=1e-4)


def test_with_known_variances_it_equals_the_kalman_filter_of_statsmodels():
    y, _ = simulated(1)
    z = (y - y[:48].mean()) / y[:48].std()
    model = sm.tsa.UnobservedComponents(z[:48], "local level")
    forecast = model.smooth([0.25, 0.09]).get_forecast(12)
    mixture = module._posterior(z, 48, np.empty((60, 0)), tight(0.3, 0.5))
    np.testing.assert_allclose(mixture.weights @ mixture.mean, forecast.predicted_mean, atol=2e-3)
    np.testing.assert_allclose(mixture.weights @ mixture.variance, forecast.var_pred_mean, rtol=2e-3)
    smoothed = model.smooth([0.25, 0.09]).smoothed_state[0]
    np.testing.assert_allclose(mixture.past[0], smoothed, atol=2e-3)


def test_it_equals_plain_quadrature_with_dense_matrices():
    """What a peer's chains only come near is held exactly here, by code that shares nothing with ours."""
    y, X = simulated(2, periods=40, controls=2, start=30, effect=-2.0)
    wanted = dense_series.answer(y, X, 30)
    found = structural_series(y, 30, X)
    got = (found.mean_effect, found.mean_low, found.mean_high)
    np.testing.assert_allclose(got, wanted, atol=1e-5)


def test_the_dense_density_is_the_one_that_the_peers_own_code_gave():
    """tfcausalimpact 0.0.19 with our prior, in double precision: log joint density and forecast at three points.

    Its chains are then of the same model, and what is left between the answers is chance (evidence-peers.md).
    """
    y, X = simulated(2, periods=40, controls=2, start=30, effect=-2.0)
    z, W, _, _ = dense_series.standardised(y, X, 30)
    for (noise, level, *beta), (density, first, last, sd) in PEER.items():
        log, mean, spread = dense_series.at_point(z, W, 30, noise, level, np.array(beta))
        assert log == pytest.approx(density, abs=2e-5)
        assert (mean[0], mean[-1], spread[-1]) == pytest.approx((first, last, sd), abs=1e-6)


def gibbs(z, W, start, priors, draws=4000, seed=0):
    """Carter & Kohn style sampler with dense matrices: forecast means of each period after the start."""
    rng = np.random.default_rng(seed)
    n, k = start, W.shape[1]
    difference = np.diff(np.eye(n), axis=0)
    level_var, noise_var = priors.level_sd**2, priors.noise_sd**2
    beta, sums = np.zeros(k), []
    for draw in range(draws + 500):
        precision = difference.T @ difference / level_var + np.eye(n) / noise_var
        root = np.linalg.cholesky(precision)
        centre = np.linalg.solve(precision, (z[:n] - W[:n] @ beta) / noise_var)
        mu = centre + np.linalg.solve(root.T, rng.standard_normal(n))
        precision = W[:n].T @ W[:n] / noise_var + np.eye(k) / priors.coefficient_sd**2
        root = np.linalg.cholesky(precision)
        beta = np.linalg.solve(precision, W[:n].T @ (z[:n] - mu) / noise_var)
        beta = beta + np.linalg.solve(root.T, rng.standard_normal(k))
        rest, steps = z[:n] - mu - W[:n] @ beta, np.diff(mu)
        shape, scale = priors.noise_weight + n, priors.noise_weight * priors.noise_sd**2 + rest @ rest
        noise_var = scale / 2 / rng.gamma(shape / 2)
        shape = priors.level_weight + n - 1
        scale = priors.level_weight * priors.level_sd**2 + steps @ steps
        level_var = scale / 2 / rng.gamma(shape / 2)
        if draw >= 500:
            h = len(z) - n
            path = mu[-1] + np.sqrt(level_var) * rng.standard_normal(h).cumsum()
            sums.append(path + W[n:] @ beta + np.sqrt(noise_var) * rng.standard_normal(h))
    return np.array(sums)


@pytest.mark.parametrize("priors", [Priors(), Priors(0.2, 6, 0.5, 6, 0.5)])
def test_the_posterior_equals_a_gibbs_sampler_within_its_error(priors):
    y, X = simulated(2, periods=36, controls=2, start=30)
    z = (y - y[:30].mean()) / y[:30].std()
    W = (X - X[:30].mean(axis=0)) / X[:30].std(axis=0)
    sample = gibbs(z, W, 30, priors)
    result = structural_series(z, 30, X, priors=priors)
    np.testing.assert_allclose(result.expected[30:], sample.mean(axis=0), atol=0.06)
    np.testing.assert_allclose(result.low[30:], np.quantile(sample, 0.025, axis=0), atol=0.12)
    np.testing.assert_allclose(result.high[30:], np.quantile(sample, 0.975, axis=0), atol=0.12)
    total = sample.sum(axis=1)
    drawn = z[30:].sum() - np.quantile(total, [0.5, 0.975, 0.025])
    ours = [result.cumulative[-1], result.cumulative_low[-1], result.cumulative_high[-1]]
    np.testing.assert_allclose(ours, drawn, atol=0.3)


def test_mixture_quantiles():
    weights, mean, variance = np.array([0.3, 0.7]), np.array([-1.0, 2.0]), np.array([0.5, 4.0])
    for p in (0.001, 0.3, 0.975):
        x = mixture_quantile(p, weights, mean, variance)
        assert weights @ norm.cdf(x, mean, np.sqrt(variance)) == pytest.approx(p, abs=1e-12)
        assert mixture_below(x, weights, mean, variance)[0] == pytest.approx(p, abs=1e-12)


@given(SEEDS, st.floats(1e-3, 1e3), st.floats(-100, 100))
@settings(max_examples=10, deadline=None)
def test_rescaling_outcome_and_controls_rescales_the_effect_only(seed, factor, shift):
    y, X = simulated(seed)
    first = structural_series(y, 48, X)
    second = structural_series(factor * y + shift, 48, 7 * X[:, ::-1] - 3)
    assert second.mean_effect == pytest.approx(factor * first.mean_effect, rel=1e-5, abs=1e-6 * factor)
    assert second.tail == pytest.approx(first.tail, abs=1e-6)


def test_a_constant_control_changes_nothing():
    y, X = simulated(3)
    first = structural_series(y, 48, X)
    second = structural_series(y, 48, np.column_stack([X, np.full(60, 4.0)]))
    assert second.mean_effect == pytest.approx(first.mean_effect, abs=1e-12)


@given(arrays(np.float64, st.integers(1, 14), elements=st.floats(width=64)), st.integers(-1, 15))
@settings(max_examples=150, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(outcome, start):
    result = answered(structural_series, outcome, start)
    if result is not None:
        assert np.isfinite([*result.expected, *result.low, *result.cumulative_high, result.mean_low]).all()
        assert (result.low <= result.high).all()
        assert 0 <= result.tail <= 0.5
        assert result.summary().en


def test_a_planted_effect_is_found_and_its_running_sum_adds_up():
    y, X = simulated(4, effect=-3.0)
    result = structural_series(y, 48, X)
    assert result.mean_low < -3 < result.mean_high
    assert result.tail < 0.01
    assert result.cumulative[-1] == pytest.approx(result.effect.sum())
    assert result.mean_effect == pytest.approx(result.effect.mean())
    assert result.mean_low == pytest.approx(result.cumulative_low[-1] / 12)


def test_a_season_is_learnt():
    time = np.arange(72)
    y = 10 + 3 * np.sin(2 * np.pi * time / 12) + np.random.default_rng(5).normal(scale=0.3, size=72)
    plain, seasonal = structural_series(y, 60), structural_series(y, 60, season=12)
    assert (seasonal.high - seasonal.low)[60:].mean() < 0.5 * (plain.high - plain.low)[60:].mean()
    assert np.abs(seasonal.effect).max() < 1.5


def test_intervals_cover_about_as_often_as_they_say():
    rng = np.random.default_rng(6)
    y = np.array([simulated(int(seed), effect=0)[0] for seed in rng.integers(0, 10**6, 150)])
    batch = structural_batch(y, 48, priors=Priors(0.1, 4, 0.7, 4))
    covered = np.mean((batch.mean_low <= 0) & (batch.mean_high >= 0))
    assert covered > 0.9


def test_the_batch_equals_one_at_a_time_whatever_runs_it():
    rng = np.random.default_rng(7)
    _, X = simulated(7)
    y = rng.normal(size=(40, 60))
    with ThreadPoolExecutor(2) as pool:
        batch = structural_batch(y, 48, X, executor=pool)
    alone = structural_series(y[33], 48, X)
    assert batch.mean_effect[33] == pytest.approx(alone.mean_effect, abs=1e-12)
    assert batch.mean_low[33] == pytest.approx(alone.mean_low, abs=1e-12)
    assert batch.tail[33] == pytest.approx(alone.tail, abs=1e-12)
    np.testing.assert_array_equal(batch.mean_effect, structural_batch(y, 48, X).mean_effect)


@pytest.mark.parametrize(
    ("outcome", "start", "controls", "words"),
    [
        ([1, 2, 3, 4, 5], 3, None, "before the start"),
        ([2, 2, 2, 2, 5], 4, None, "never varied"),
        ([1, 2, 3, 4, 5], 4, [1, 2], "comparison has 2"),
        ([1, 2, float("inf"), 4, 5], 4, None, "beyond reason"),
    ],
)
def test_refusals_say_why(outcome, start, controls, words):
    with pytest.raises(Refusal, match=words):
        structural_series(outcome, start, controls)


def test_priors_must_be_positive():
    with pytest.raises(Refusal, match="priors"):
        structural_series(simulated()[0], 48, priors=Priors(level_sd=0))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_figure_shows_the_whole_past(lang):
    result = structural_series(*simulated()[:1], 48)
    assert times(result.plot(lang)) == set(result.times)
    assert all(text.sv and text.en for text in ASSUMPTIONS)
