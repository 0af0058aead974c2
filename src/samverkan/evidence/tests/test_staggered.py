"""Many treated units: balance, comparison rules, and the limits in which simpler methods must come out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from samverkan.evidence._pooled_weights import pooled_weights
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.staggered import ASSUMPTIONS, staggered_control
from samverkan.evidence.synthetic_control import one_unit
from samverkan.evidence.tests.panels import answered, castle, staggered_panel


def plain(panel, starts, **options):
    return staggered_control(panel, starts, **{"draws": 19, **options})


def test_each_for_itself_without_levels_is_the_synthetic_control_of_each():
    panel, starts = staggered_panel(units=12, periods=24, seed=1, cohorts=(16, 20))
    result = plain(panel, starts, share=0, own_level=False, lags=2)
    for place, row in enumerate(result.treated):
        begin = starts[row]
        allowed = np.flatnonzero((starts < 0) | (starts >= begin + 2))
        middle = (panel - panel.mean(axis=0))[:, begin - 16 : begin]
        expected = one_unit(middle[allowed], middle[row])
        np.testing.assert_allclose(result.weights[place, allowed], expected, atol=1e-4)
        assert result.weights[place].sum() == pytest.approx(1)


def test_units_treated_within_follow_up_never_serve_as_comparison():
    panel, starts = staggered_panel(units=20, seed=2)
    result = plain(panel, starts, lags=4)
    for place, row in enumerate(result.treated):
        near = (starts >= 0) & (starts < starts[row] + 4)
        assert (result.weights[place, near] == 0).all()
    late = plain(panel, starts, lags=2)
    early = late.treated[starts[late.treated] == 5]
    served = late.weights[np.isin(late.treated, early)][:, starts == 8]
    assert served.sum() > 0


@pytest.mark.parametrize("share", [0.3, 0.8])
def test_partial_pooling_solves_its_problem(share):
    """The whole problem at once by a general solver, on two treated units."""
    rng = np.random.default_rng(3)
    values, units, begin = rng.normal(size=(8, 9)), np.array([0, 1]), np.array([4, 6])
    allowed = np.ones((2, 8), bool)
    allowed[:, :2] = False
    weights = pooled_weights(values, units, begin, allowed, 4, False, share)[0]
    alone = pooled_weights(values, units, begin, allowed, 4, False, 0.0)[1]
    scale = (alone**2).sum() / 2, (alone.mean(axis=0) ** 2).sum()

    def objective(w):
        rest = np.array(
            [values[j, b - 4 : b] - w.reshape(2, 6)[j] @ values[2:, b - 4 : b] for j, b in enumerate(begin)]
        )
        return (1 - share) * (rest**2).sum() / 2 / scale[0] + share * (rest.mean(axis=0) ** 2).sum() / scale[
            1
        ]

    sums = [{"type": "eq", "fun": lambda w, j=j: w[6 * j : 6 * j + 6].sum() - 1} for j in (0, 1)]
    best = minimize(
        objective, np.full(12, 1 / 6), bounds=[(0, 1)] * 12, constraints=sums, options={"ftol": 1e-13}
    )
    assert objective(weights[:, 2:].ravel()) == pytest.approx(best.fun, abs=1e-4)


def test_pooling_trades_each_units_fit_for_that_of_the_average():
    panel, starts = staggered_panel(units=20, seed=4)
    results = [plain(panel, starts, share=share) for share in (0, 0.5, 1)]
    assert results[0].separate_misfit <= results[1].separate_misfit <= results[2].separate_misfit
    assert results[0].pooled_misfit >= results[1].pooled_misfit >= results[2].pooled_misfit
    assert 0 < plain(panel, starts).share < 1


def test_a_planted_effect_is_found_at_its_time():
    panel, starts = staggered_panel(units=40, periods=16, seed=5, effect=lambda start, since: 1.0 + since)
    result = plain(panel, starts, lags=3, draws=99)
    lags = result.relative >= 0
    np.testing.assert_allclose(result.path[lags], [1, 2, 3], atol=0.25)
    np.testing.assert_allclose(result.path[~lags], 0, atol=0.1)
    assert result.low < 2 < result.high
    assert result.p == pytest.approx(0.01)


def test_without_an_effect_the_p_value_is_spread_out():
    values = [plain(*staggered_panel(units=16, seed=seed), lags=3).p for seed in range(40)]
    assert 0.35 < np.mean(values) < 0.7
    assert np.mean(np.array(values) <= 0.1) < 0.3


@given(st.integers(0, 500), st.randoms(use_true_random=False), st.floats(0.01, 100))
@settings(max_examples=8, deadline=None)
def test_order_scale_and_level_do_not_matter(seed, random, factor):
    panel, starts = staggered_panel(units=16, seed=seed)
    order = list(range(16))
    random.shuffle(order)
    first = plain(panel, starts, lags=3, share=0.4, draws=1)
    second = plain(
        factor * (panel[order] + np.arange(16)[:, None]), starts[order], lags=3, share=0.4, draws=1
    )
    assert second.effect == pytest.approx(factor * first.effect, rel=1e-2, abs=1e-3 * factor)
    assert second.se == pytest.approx(factor * first.se, rel=2e-2)


def test_castle_doctrine_as_staggered_synthetic_controls():
    """No published number; about the size of the robust difference estimates, and p far from zero."""
    outcome, starts, _ = castle()
    result = staggered_control(outcome, starts, leads=5, lags=3, draws=99)
    assert 0 < result.effect < 0.1
    assert result.low < 0 < result.high
    assert result.p > 0.1


def test_an_executor_changes_nothing():
    panel, starts = staggered_panel(units=16, seed=6)
    with ThreadPoolExecutor(2) as pool:
        shared = plain(panel, starts, executor=pool, draws=40)
    assert shared.p == plain(panel, starts, draws=40).p


@given(
    arrays(np.float64, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=st.floats(width=64)),
    st.lists(st.integers(-2, 7), min_size=1, max_size=7),
)
@settings(max_examples=80, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(panel, starts):
    result = answered(plain, panel, starts, draws=3)
    if result is not None:
        assert np.isfinite([result.effect, result.se, result.p, *result.path, *result.weights.ravel()]).all()
        assert result.summary().en


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"leads": 9}, "At least two periods"),
        ({"lags": 0}, "At least two periods"),
        ({"share": 1.5}, "between 0 and 1"),
    ],
)
def test_refusals_say_why(options, words):
    with pytest.raises(Refusal, match=words):
        plain(*staggered_panel(units=12), **options)


def test_too_few_to_compare_with_or_a_single_treated_unit_is_refused():
    panel, starts = staggered_panel(units=12)
    with pytest.raises(Refusal, match="fewer than two"):
        plain(panel, np.where(starts < 0, 5, starts))
    with pytest.raises(Refusal, match="single treated"):
        plain(panel, np.where(np.arange(12) == 0, 5, -1))
    assert all(text.sv and text.en for text in ASSUMPTIONS)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_figure_shows_the_leads(lang):
    assert "'-5'" in str(plain(*staggered_panel(units=12), lags=3).plot(lang))
