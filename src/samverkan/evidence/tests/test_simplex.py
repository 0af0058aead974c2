"""The simplex kernel: optimal by its own certificate, equal to another solver, whole under degeneracy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import nnls

from samverkan.evidence._simplex import improve_weights, simplex_rows, simplex_weights

HARD = arrays(
    np.float64,
    st.tuples(st.integers(2, 9), st.integers(1, 6)),
    elements=st.floats(-1e3, 1e3, allow_subnormal=False).map(lambda number: round(number, 2)),
)


def solve(donors, target, penalty=None, allowed=None):
    n = len(donors)
    weights = np.zeros(n)
    c = np.zeros(n) if penalty is None else penalty
    usable = np.ones(n, bool) if allowed is None else allowed
    steps, gap = simplex_weights(donors @ donors.T, donors @ target, target @ target, c, usable, weights)
    return weights, steps, gap


def by_nnls(donors, target):
    """The same problem with the sum held by a heavy extra row: Lawson & Hanson's solver."""
    heavy = 1e6 * max(1.0, np.abs(donors).max())
    stacked = np.vstack([donors.T, np.full(len(donors), heavy)])
    weights, _ = nnls(stacked, np.append(target, heavy), maxiter=10_000)
    return weights


@pytest.mark.parametrize("seed", range(20))
def test_equals_scipy_nnls_where_the_answer_is_unique(seed):
    rng = np.random.default_rng(seed)
    donors, target = rng.normal(size=(12, 30)), rng.normal(size=30)
    weights, _, _ = solve(donors, target)
    np.testing.assert_allclose(weights, by_nnls(donors, target), atol=1e-6)


@given(HARD)
@settings(max_examples=300, deadline=None)
def test_always_a_point_of_the_simplex_with_a_small_duality_gap(table):
    donors, target = table[1:], table[0]
    weights, steps, gap = solve(donors, target)
    assert steps >= 0
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1, abs=1e-9)
    assert gap < 1e-8


@given(HARD, st.floats(0, 1e4))
@settings(max_examples=200, deadline=None)
def test_the_linear_term_keeps_the_certificate(table, price):
    donors, target = table[1:], table[0]
    penalty = price * np.abs(donors).sum(axis=1)
    weights, steps, _ = solve(donors, target, penalty)
    assert steps >= 0
    slope = 2 * donors @ (weights @ donors - target) + penalty
    size = 1e-7 * (1 + np.abs(slope).max())
    assert (slope >= weights @ slope - size).all()


def test_target_among_the_donors_is_found_exactly():
    donors = np.random.default_rng(3).normal(size=(6, 9))
    weights, _, gap = solve(donors, donors[4])
    np.testing.assert_allclose(weights, np.eye(6)[4], atol=1e-12)
    assert gap <= 1e-12


def test_barred_donors_get_no_weight():
    rng = np.random.default_rng(1)
    donors, target = rng.normal(size=(8, 20)), rng.normal(size=20)
    allowed = np.array([True, False] * 4)
    weights, _, _ = solve(donors, target, allowed=allowed)
    assert (weights[~allowed] == 0).all()
    np.testing.assert_allclose(weights[allowed], solve(donors[allowed], target)[0], atol=1e-12)


def test_twin_donors_do_not_cycle():
    donors = np.repeat(np.random.default_rng(5).normal(size=(3, 10)), 4, axis=0)
    weights, steps, gap = solve(donors, donors[:6].mean(axis=0) + 0.1)
    assert 0 <= steps < 30
    assert gap < 1e-10
    assert weights.sum() == pytest.approx(1)


def test_more_donors_than_periods_fits_exactly():
    rng = np.random.default_rng(7)
    donors = rng.normal(size=(200, 5))
    weights, _, gap = solve(donors, np.zeros(5))
    assert np.abs(weights @ donors).max() < 1e-7
    assert gap < 1e-12


def test_the_batch_equals_one_at_a_time():
    table = np.random.default_rng(2).normal(size=(15, 40))
    gram = table @ table.T
    together, _ = simplex_rows(gram, np.ones(15, bool), np.arange(15), 0.0)
    for row in range(15):
        others = np.delete(np.arange(15), row)
        alone, _, _ = solve(table[others], table[row])
        np.testing.assert_allclose(together[row, others], alone, atol=1e-10)
        assert together[row, row] == 0


def test_a_heavy_penalty_picks_the_nearest_donor():
    table = np.random.default_rng(4).normal(size=(10, 12))
    weights, _ = simplex_rows(table @ table.T, np.ones(10, bool), np.array([0]), 1e6)
    nearest = 1 + np.argmin(((table[1:] - table[0]) ** 2).sum(axis=1))
    assert weights[0, nearest] == pytest.approx(1)


@given(HARD, st.integers(0, 8))
@settings(max_examples=150, deadline=None)
def test_a_warm_start_ends_where_a_cold_one_does(table, which):
    donors, target = table[1:], table[0]
    cold, _, _ = solve(donors, target)
    warm = np.zeros(len(donors))
    warm[which % len(donors)] = 0.75
    warm[0] += 0.25
    everyone, none = np.ones(len(donors), bool), np.zeros(len(donors))
    steps, gap = improve_weights(donors @ donors.T, donors @ target, target @ target, none, everyone, warm)
    assert steps >= 0
    assert gap < 1e-8
    size = 1e-4 * (1 + np.abs(table).max())
    np.testing.assert_allclose(warm @ donors, cold @ donors, atol=size)
