"""Pre-trend test and sensitivity bounds: against general solvers, and in the cases where the answer is
known.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog, minimize
from scipy.special import fdtrc

from samverkan.evidence._conditional_test import dual_corners
from samverkan.evidence._fixed_length import folded_quantile, lasso_path
from samverkan.evidence.event_study import event_study
from samverkan.evidence.honest_bounds import honest_bounds
from samverkan.evidence.imputation import imputation
from samverkan.evidence.pretrends import pre_trend_test
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.event_studies import medicaid, restaurants, study
from samverkan.evidence.tests.panels import staggered_panel


@pytest.mark.parametrize("seed", range(10))
def test_the_lasso_path_is_optimal_at_every_corner(seed):
    rng = np.random.default_rng(seed)
    root, linear = rng.normal(size=(9, 6)), rng.normal(size=6)
    quadratic = root.T @ root
    path = lasso_path(quadratic, linear)
    for corner in path:
        slope = quadratic @ corner + linear
        penalty = np.abs(slope).max()
        used = corner != 0
        np.testing.assert_allclose(slope[used], -penalty * np.sign(corner[used]), atol=1e-9)
    np.testing.assert_allclose(path[-1], np.linalg.solve(quadratic, -linear), atol=1e-8)


@pytest.mark.parametrize("bend", [0.003, 0.01, 0.03])
def test_no_other_linear_estimator_gives_a_shorter_smooth_interval(bend):
    """Direct search over the weights on the leads, with the bias computed from its definition."""
    given = medicaid()
    time = given.relative + 1.0  # the reference is at zero
    bends = [(time - j) * (time > j) for j in (1,)] + [(j - time) * (time < j) for j in range(-4, 1)]

    def half(head):
        last = -(time[1:5] @ head + time[5]) / time[0]  # a straight line must not matter
        weights = np.array([last, *head, 1.0, 0.0])
        sd = np.sqrt(weights @ given.covariance @ weights)
        return sd * folded_quantile(0.95, bend * np.abs(np.array(bends) @ weights).sum() / sd)

    options = {"maxiter": 800, "xatol": 1e-8, "fatol": 1e-10}
    starts = ([0, 0, 0, 1.0], [0.1, 0, 0, 0.8])
    best = min(minimize(half, start, method="Nelder-Mead", options=options).fun for start in starts)
    ours = honest_bounds(given, kind="smooth", sizes=[bend])
    assert 0.95 * best < (ours.high[0] - ours.low[0]) / 2 < 1.0001 * best  # the search stops short at kinks


@pytest.mark.parametrize("seed", range(10))
def test_the_best_corner_is_the_linear_programme(seed):
    rng = np.random.default_rng(seed)
    sd, X, y = rng.uniform(0.5, 2, size=9), rng.normal(size=(9, 2)), rng.normal(size=9)
    direct = linprog(
        np.array([1.0, 0, 0]),
        A_ub=-np.column_stack([sd, X]),
        b_ub=-y,
        bounds=[(None, None)] * 3,
    )
    if direct.status == 0:
        assert (dual_corners(sd, X) @ y).max() == pytest.approx(direct.fun, abs=1e-8)


def test_relative_bounds_hold_the_effect_when_trends_are_as_bad_as_allowed():
    """Drift of one a period from -3 to the end: with size one the true effect, zero, lies inside."""
    relative = np.array([-4, -3, -2, 0, 1, 2])
    given = study((relative + 1.0) * 0.5, np.eye(6) * 1e-6, leads=3)
    result = honest_bounds(given, sizes=[0.5, 0.99, 1.01])
    assert result.low[0] > 0
    assert result.low[2] <= 0 <= result.high[2]
    assert result.breakdown == pytest.approx(1, abs=0.02)


def test_smooth_bounds_see_through_a_straight_line():
    relative = np.array([-4, -3, -2, 0, 1, 2])
    given = study((relative + 1.0) * 0.5, np.eye(6) * 1e-4, leads=3)
    result = honest_bounds(given, kind="smooth", sizes=[0.0])
    assert result.low[0] < 0 < result.high[0]
    assert result.high[0] - result.low[0] < 0.2


@pytest.mark.parametrize("kind", ["relative", "smooth"])
def test_a_larger_departure_gives_a_wider_interval(kind):
    sizes = [0, 0.5, 1, 2] if kind == "relative" else [0, 0.01, 0.05, 0.1]
    result = honest_bounds(restaurants(), kind=kind, sizes=sizes)
    width = result.high - result.low
    assert (np.diff(width) > 0).all()


@pytest.mark.parametrize("kind", ["relative", "smooth"])
def test_rescaling_the_outcome_rescales_the_bounds(kind):
    given = medicaid()
    big = study(given.estimates * 100, given.covariance * 1e4, leads=5)
    factor = 1 if kind == "relative" else 100
    first = honest_bounds(given, kind=kind, sizes=[0, 0.01])
    second = honest_bounds(big, kind=kind, sizes=[0, 0.01 * factor])
    np.testing.assert_allclose(second.low, 100 * first.low, rtol=1e-4)


def test_relative_test_keeps_its_level_under_parallel_trends():
    rng = np.random.default_rng(1)
    root = np.linalg.cholesky(0.5 * np.eye(5) + 0.5)
    kept = 0
    for _ in range(80):
        drawn = study(root @ rng.standard_normal(5), root @ root.T, leads=3)
        result = honest_bounds(drawn, sizes=[0.0])
        kept += result.low[0] <= 0 <= result.high[0]
    assert kept >= 70


@pytest.mark.parametrize("kind", ["relative", "smooth"])
def test_the_average_effect_can_be_the_target(kind):
    result = honest_bounds(medicaid(), kind=kind, target=[0.5, 0.5])
    assert result.low[0] > 0
    assert result.summary().sv


def test_what_cannot_be_bounded_is_refused():
    panel, starts = staggered_panel()
    with pytest.raises(Refusal, match="before and one after"):
        honest_bounds(imputation(panel, starts))
    with pytest.raises(Refusal, match="Departures"):
        honest_bounds(medicaid(), sizes=[-1])
    with pytest.raises(Refusal, match="must weigh 2"):
        honest_bounds(medicaid(), target=[1, 0, 0])


def test_too_many_periods_for_the_exact_test_are_refused():
    many = study(np.zeros(40), np.eye(40), leads=10)
    with pytest.raises(Refusal, match="Too many periods"):
        honest_bounds(many, target=np.ones(30) / 30)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_bounds_have_a_figure(lang):
    assert "layer" in honest_bounds(medicaid(), sizes=[0, 1]).plot(lang)


def test_the_pre_trend_test_has_the_power_it_promises():
    rng = np.random.default_rng(0)
    given = medicaid()
    test = pre_trend_test(given)
    before = given.before
    root = np.linalg.cholesky(given.covariance[np.ix_(before, before)])
    steps = (given.relative[before] + 1.0) * test.slope_at_half
    found, leads = 0, int(before.sum())
    rest = given.freedom - leads + 1
    for _ in range(2000):
        drawn = steps + root @ rng.standard_normal(leads)
        noise = rng.standard_normal((given.freedom, leads)) @ root.T
        square = drawn @ np.linalg.solve(noise.T @ noise / given.freedom, drawn)
        found += fdtrc(leads, rest, square * rest / (given.freedom * leads)) <= 0.05
    assert found / 2000 == pytest.approx(0.5, abs=0.04)
    assert test.slope_at_four_fifths > test.slope_at_half
    assert test.bias_at_half == pytest.approx(1.5 * test.slope_at_half)


def test_the_pre_trend_test_needs_leads_and_enough_clusters():
    panel, starts = staggered_panel()
    with pytest.raises(Refusal, match="no estimates before"):
        pre_trend_test(imputation(panel, starts))
    panel, starts = staggered_panel(units=4, seed=3)
    with pytest.raises(Refusal, match="independent clusters"):
        pre_trend_test(event_study(panel, np.where(starts == 8, -1, starts)))
