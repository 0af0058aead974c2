"""Four roads to the path of an effect: they agree where they must, and only some are right where effects
differ.
"""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samverkan.evidence.event_study import event_study
from samverkan.evidence.group_time import group_time
from samverkan.evidence.imputation import imputation
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.sun_abraham import sun_abraham
from samverkan.evidence.tests.panels import answered, staggered_panel

ALL = [event_study, sun_abraham, imputation, lambda *a, **k: group_time(*a, **k).path]
ROBUST = ALL[1:]


def one_cohort(seed=0, units=30):
    panel, starts = staggered_panel(units=units, seed=seed)
    return panel, np.where(starts == 8, -1, starts)


def test_with_one_cohort_three_methods_are_one():
    panel, starts = one_cohort()
    plain, sun, callaway = (road(panel, starts) for road in (ALL[0], ALL[1], ALL[3]))
    for other in (sun, callaway):
        np.testing.assert_array_equal(other.relative, plain.relative)
        np.testing.assert_allclose(other.estimates, plain.estimates, atol=1e-10)
        assert other.effect == pytest.approx(plain.effect, abs=1e-10)
    np.testing.assert_allclose(sun.covariance, plain.covariance, atol=1e-10)


def test_one_cohort_equals_differences_of_means():
    panel, starts = one_cohort()
    path = group_time(panel, starts).path
    change = panel - panel[:, [4]]
    gap = change[starts == 5].mean(axis=0) - change[starts < 0].mean(axis=0)
    np.testing.assert_allclose(path.estimates, np.delete(gap, 4), atol=1e-10)
    parts = [
        change[group].var(axis=0) / group.sum() for group in (starts == 5, starts < 0)
    ]  # the influence function divides by n, not n - 1
    np.testing.assert_allclose(path.errors, np.sqrt(np.delete(sum(parts), 4)), atol=1e-10)


@pytest.mark.parametrize("road", ROBUST)
def test_robust_methods_recover_effects_that_differ_between_cohorts(road):
    panel, starts = staggered_panel(noise=0, effect=lambda start, since: (start == 5) * 3.0 + since)
    panel = panel + 1e-9 * np.random.default_rng(0).normal(size=panel.shape)
    path = road(panel, starts)
    lags = ~path.before
    expected = [np.mean([(s == 5) * 3.0 + k for s in (5, 8) if s + k < 12]) for k in path.relative[lags]]
    np.testing.assert_allclose(path.estimates[lags], expected, atol=1e-6)
    np.testing.assert_allclose(path.estimates[~lags], 0, atol=1e-6)


def test_the_plain_study_is_contaminated_there():
    panel, starts = staggered_panel(noise=0, effect=lambda start, since: (start == 5) * 3.0 + since)
    path = event_study(panel, starts)
    assert np.abs(path.estimates[path.before]).max() > 0.05


def test_imputation_equals_two_explicit_stages():
    panel, starts = staggered_panel(seed=6)
    units, periods = panel.shape
    unit, period = np.repeat(np.arange(units), periods), np.tile(np.arange(periods), units)
    treated = (starts[unit] >= 0) & (period >= starts[unit])
    X = np.column_stack([*(unit == u for u in range(units)), *(period == t for t in range(1, periods))])
    X = X.astype(float)
    fit = sm.OLS(panel.ravel()[~treated], X[~treated]).fit()
    gap = panel.ravel() - X @ fit.params
    assert imputation(panel, starts).effect == pytest.approx(gap[treated].mean(), abs=1e-9)


def test_not_yet_treated_units_are_used_when_asked():
    panel, starts = staggered_panel(seed=7)
    never, later = (group_time(panel, starts, comparison=name) for name in ("never", "notyet"))
    assert never.path.effect != later.path.effect
    early = (later.start == 5) & (later.time == 6)
    used = (starts < 0) | (starts == 8)
    change = panel[:, 6] - panel[:, 4]
    assert later.effects[early][0] == pytest.approx(change[starts == 5].mean() - change[used].mean())


def test_covariates_take_out_a_trend_that_follows_background():
    rng = np.random.default_rng(9)
    panel, starts = staggered_panel(units=400, noise=0.1, seed=9)
    background = rng.normal(size=400) + (starts >= 0)
    panel = panel + np.outer(background, np.arange(12)) * 0.3
    assert abs(group_time(panel, starts).path.effect) > 0.5
    assert group_time(panel, starts, covariates=background[:, None]).path.effect == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("road", ALL)
def test_intervals_cover_about_as_often_as_they_say(road):
    hits = 0
    for seed in range(60):
        panel, starts = staggered_panel(units=60, seed=seed)
        low, high = road(panel, starts).interval()
        hits += low <= 0 <= high
    assert 50 <= hits <= 60


def test_uniform_bands_are_wider_than_pointwise_ones():
    path = event_study(*one_cohort())
    low, high = path.pointwise()
    lowest, highest = path.uniform()
    assert (lowest < low).all()
    assert (highest > high).all()


def test_binning_puts_far_leads_and_lags_together():
    path = event_study(*one_cohort(), leads=3, lags=2)
    assert path.relative.tolist() == [-3, -2, 0, 1, 2]


@pytest.mark.parametrize("road", ALL)
@given(
    panel=arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(width=64)),
    starts=st.lists(st.integers(-2, 7), min_size=1, max_size=6),
)
@settings(max_examples=100, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(road, panel, starts):
    path = answered(road, panel, starts)
    if path is not None:
        assert np.isfinite([*path.estimates, *path.errors, path.effect, path.se]).all()
        assert path.summary().en


@pytest.mark.parametrize("road", [sun_abraham, group_time, event_study])
def test_without_untreated_units_the_methods_that_need_them_refuse(road):
    panel, starts = staggered_panel()
    with pytest.raises(Refusal):
        road(panel, np.where(starts < 0, 5, starts))


def test_imputation_refuses_a_period_where_all_are_treated():
    panel, starts = staggered_panel()
    with pytest.raises(Refusal, match="In period 9"):
        imputation(panel, np.where(starts < 0, 5, starts))


def test_groups_that_background_separates_are_refused():
    panel, starts = staggered_panel()
    with pytest.raises(Refusal):
        group_time(panel, starts, covariates=(starts >= 0).astype(float)[:, None])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_figure_shows_leads_reference_and_lags(lang):
    spec = event_study(*one_cohort()).plot(lang)
    text = str(spec)
    assert "'relative': -1" in text
    assert "'relative': -5" in text
