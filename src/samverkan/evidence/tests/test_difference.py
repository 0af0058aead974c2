"""Two-way fixed effects: equal to statsmodels with dummies, invariant where it should be, else refused."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samverkan.evidence.difference import ASSUMPTIONS, difference
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.panels import answered, staggered_panel

SEEDS = st.integers(0, 10_000)


def by_dummies(panel, starts, weights, clusters):
    """statsmodels WLS on explicit dummies; its clustered errors count every dummy, so that is put right."""
    units, periods = panel.shape
    unit, period = np.repeat(np.arange(units), periods), np.tile(np.arange(periods), units)
    treated = (starts[unit] >= 0) & (period >= starts[unit])
    columns = [treated, *(unit == u for u in range(units)), *(period == t for t in range(1, periods))]
    X = np.column_stack(columns).astype(float)
    groups = clusters[unit]
    fit = sm.WLS(panel.ravel(), X, weights=weights.ravel()).fit(
        cov_type="cluster", cov_kwds={"groups": groups}
    )
    cells = units * periods
    ours, theirs = (cells - 1) / (cells - 1 - periods), (cells - 1) / (cells - X.shape[1])
    return fit.params[0], fit.bse[0] * np.sqrt(ours / theirs)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("weighted", [False, True])
def test_equals_statsmodels(seed, weighted):
    panel, starts = staggered_panel(seed=seed)
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0.5, 3, size=panel.shape) if weighted else np.ones(panel.shape)
    clusters = np.arange(len(panel)) // 2
    result = difference(panel, starts, weights=weights, clusters=clusters)
    effect, se = by_dummies(panel, starts, weights, clusters)
    assert result.effect == pytest.approx(effect, abs=1e-8)
    assert result.se == pytest.approx(se, rel=1e-6)


@given(SEEDS, st.floats(1e-4, 1e4), st.floats(-100, 100), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_units_level_and_scale_do_not_matter(seed, factor, shift, random):
    panel, starts = staggered_panel(seed=seed)
    order = list(range(len(panel)))
    random.shuffle(order)
    first = difference(panel, starts)
    second = difference(factor * (panel[order] + shift), starts[order])
    assert second.effect == pytest.approx(factor * first.effect, rel=1e-6, abs=1e-9 * factor)
    assert second.se == pytest.approx(factor * first.se, rel=1e-6)
    assert second.p == pytest.approx(first.p, abs=1e-6)


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_unit_levels_and_common_shocks_cancel(seed):
    panel, starts = staggered_panel(seed=seed)
    rng = np.random.default_rng(seed)
    moved = panel + rng.normal(size=(len(panel), 1)) + rng.normal(size=panel.shape[1])
    assert difference(moved, starts).effect == pytest.approx(difference(panel, starts).effect, abs=1e-9)


@given(
    arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(width=64)),
    st.lists(st.integers(-2, 7), min_size=1, max_size=6),
)
@settings(max_examples=300, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(panel, starts):
    result = answered(difference, panel, starts)
    if result is not None:
        assert np.isfinite([result.effect, result.se, result.p, result.low, result.high]).all()
        assert 0 <= result.p <= 1
        assert result.summary().sv


def test_an_effect_that_grows_is_weighted_wrongly_and_the_share_says_so():
    panel, starts = staggered_panel(noise=0, effect=lambda start, since: since.astype(float))
    starts = np.where(starts < 0, 10, starts)
    result = difference(panel, starts)
    assert result.negative_share > 0.01
    assert any("negativ" in warning.sv for warning in result.warnings)


def test_few_clusters_warn():
    panel, starts = staggered_panel(units=12)
    assert any("kluster" in warning.sv for warning in difference(panel, starts).warnings)


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ([0, -1, -1, -1], "första tidpunkten"),
        ([-1, -1, -1, -1], "Ingen enhet"),
        ([3, -1, -1], "4 enheter"),
        (["x", -1, -1, -1], "inte tal"),
        ([3, 3, 3, 3], "inte att skilja"),
    ],
)
def test_refusals_say_why(starts, words):
    with pytest.raises(Refusal) as caught:
        difference(staggered_panel(units=4)[0], starts)
    assert words in caught.value.sv


def test_weights_must_be_positive():
    panel, starts = staggered_panel()
    with pytest.raises(Refusal, match="above zero"):
        difference(panel, starts, weights=np.zeros(len(panel)))


def test_assumptions_are_stated_in_both_languages():
    assert all(text.sv and text.en for text in ASSUMPTIONS)
