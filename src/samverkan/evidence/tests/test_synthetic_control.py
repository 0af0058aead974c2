"""Synthetic control: what must and must not change an answer, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samverkan.evidence.plots.synthetic import two_paths
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import ASSUMPTIONS, synthetic_control
from samverkan.evidence.tests.figures import drawn, times
from samverkan.evidence.tests.panels import answered, factor_panel

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_permuting_units_permutes_the_weights_and_nothing_else(seed, random):
    panel = factor_panel(12, 30, seed=seed)
    order = list(range(12))
    random.shuffle(order)
    first = synthetic_control(panel, 0, 20)
    second = synthetic_control(panel[order], order.index(0), 20)
    np.testing.assert_allclose(second.weights, first.weights[order], atol=1e-9)
    assert second.effect == pytest.approx(first.effect, abs=1e-8)
    assert second.p == first.p


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_the_order_within_the_past_and_the_names_of_times_do_not_matter(seed):
    panel = factor_panel(10, 30, seed=seed)
    order = np.append(np.random.default_rng(seed).permutation(20), np.arange(20, 30))
    first = synthetic_control(panel, 3, 20)
    second = synthetic_control(panel[:, order], 3, 20, times=[f"t{number}" for number in order])
    np.testing.assert_allclose(second.weights, first.weights, atol=1e-9)
    assert second.effect == pytest.approx(first.effect, abs=1e-8)


@given(SEEDS, st.floats(1e-6, 1e6), st.floats(-1e3, 1e3))
@settings(max_examples=25, deadline=None)
def test_rescaling_the_outcome_rescales_the_effect_only(seed, factor, shift):
    panel = factor_panel(10, 30, seed=seed)
    first = synthetic_control(panel, 0, 20)
    second = synthetic_control(factor * panel + factor * shift, 0, 20)
    np.testing.assert_allclose(second.weights, first.weights, atol=1e-7)
    assert second.effect == pytest.approx(factor * first.effect, rel=1e-6, abs=1e-7 * factor)
    assert second.p == first.p


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_an_irrelevant_donor_changes_nothing_but_the_number_of_placebos(seed):
    panel = factor_panel(10, 30, seed=seed)
    first = synthetic_control(panel, 0, 20)
    far = first.synthetic - 100 * first.gap  # on the far side: any weight on it would worsen the fit
    second = synthetic_control(np.vstack([panel, far]), 0, 20)
    assert second.weights[-1] == 0
    np.testing.assert_allclose(second.weights[:-1], first.weights, atol=1e-9)
    assert second.effect == pytest.approx(first.effect, abs=1e-8)
    assert len(second.ratios) == len(first.ratios) + 1


@given(
    arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 8)), elements=st.floats(width=64)),
    st.integers(-1, 7),
    st.integers(-1, 9),
)
@settings(max_examples=300, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(panel, treated, start):
    result = answered(synthetic_control, panel, treated, start)
    if result is None:
        return
    numbers = [result.effect, result.p, result.before, *result.weights, *result.ratios, *result.gaps.ravel()]
    assert np.isfinite(numbers).all()
    assert 1 / len(result.units) <= result.p <= 1
    assert result.summary().sv


def test_a_planted_effect_is_found_and_ranks_first():
    panel = factor_panel(30, 60, noise=0.2, seed=4)
    panel[5, 45:] -= 4
    result = synthetic_control(panel, 5, 45, expected="lower")
    assert result.effect == pytest.approx(-4, abs=0.3)
    assert result.p == pytest.approx(1 / 30)


def test_the_expected_direction_counts_only_that_direction():
    panel = factor_panel(30, 60, noise=0.2, seed=4)
    panel[5, 45:] -= 4
    assert synthetic_control(panel, 5, 45, expected="higher").p > 0.5


def test_only_chosen_donors_are_used_and_serve_as_placebos():
    panel = factor_panel(12, 30)
    result = synthetic_control(panel, 2, 20, donors=[0, 5, 7, 9], units=list("abcdefghijkl"))
    assert result.units == ("a", "c", "f", "h", "j")
    alone = synthetic_control(panel[[0, 2, 5, 7, 9]], 1, 20)
    np.testing.assert_array_equal(result.weights, alone.weights)


def test_an_executor_changes_nothing():
    panel = factor_panel(150, 40)
    with ThreadPoolExecutor(2) as pool:
        shared = synthetic_control(panel, 0, 30, executor=pool)
    np.testing.assert_array_equal(shared.gaps, synthetic_control(panel, 0, 30).gaps)


def test_weights_that_the_past_does_not_pin_down_are_flagged():
    panel = factor_panel(40, 8, noise=5, seed=1)
    panel[0] = panel[1:].mean(axis=0)
    result = synthetic_control(panel, 0, 4)
    assert not result.unique
    assert any("entydiga" in warning.sv for warning in result.warnings)
    assert synthetic_control(factor_panel(10, 60), 0, 50).unique


def test_the_penalty_moves_weight_towards_near_donors():
    panel = factor_panel(12, 30, seed=8)
    free = synthetic_control(panel, 0, 20)
    bound = synthetic_control(panel, 0, 20, penalty=1e6)
    assert bound.weights.max() == pytest.approx(1)
    assert bound.before >= free.before


@pytest.mark.parametrize(
    ("panel", "treated", "start", "words"),
    [
        ([[1, 2, 3], [2, float("nan"), 3], [2, 3, 3]], 0, 2, "enhet 2, tidpunkt 2"),
        ([[1, "två", 3], [2, 2, 3], [2, 3, 3]], 0, 2, "inte är ett tal"),
        ([[1, 2, 3], [2, 2, 3], [2, 3, 3]], 0, 1, "Före insatsen"),
        ([[1, 2, 3], [2, 2, 3], [2, 3, 3]], 0, 3, "Ingen tidpunkt"),
        ([[1, 2, 3], [2, 2, 3]], 0, 2, "Bara 1 enheter"),
        ([[1, 2, 3], [2, 2, 3], [2, 3, 3]], 3, 2, "Enhet 3"),
        ([[5, 5, 5]] * 4, 0, 2, "samma värden"),
        ([1, 2, 3], 0, 2, "en rad per enhet"),
    ],
)
def test_refusals_say_what_and_where(panel, treated, start, words):
    with pytest.raises(Refusal, match=r".") as caught:
        synthetic_control(panel, treated, start)
    assert words in caught.value.sv


def test_names_of_the_wrong_number_are_refused():
    with pytest.raises(Refusal):
        synthetic_control(factor_panel(5, 9), 0, 5, units=["a", "b"])


def test_the_figure_shows_the_whole_past_and_the_start():
    result = synthetic_control(factor_panel(6, 12), 0, 8)
    spec = result.plot()
    assert times(spec) == set(result.times)
    assert {"label": f"start {result.times[8]}", "time": result.times[8]} in list(drawn(spec))
    assert {row["unit"] for row in drawn(spec) if "unit" in row} == set(result.units)


def test_with_many_units_the_fan_is_drawn_as_bands():
    result = synthetic_control(factor_panel(70, 12), 0, 8)
    rows = list(drawn(result.plot()))
    assert {row["unit"] for row in rows if "unit" in row} == {result.units[0]}
    lowest = min(row["low"] for row in rows if "low" in row)
    assert lowest == pytest.approx(np.delete(result.gaps, 0, axis=0).min())
    assert times(result.plot("en")) == set(result.times)


def test_both_paths_are_drawn_over_all_time():
    result = synthetic_control(factor_panel(6, 12), 0, 8)
    rows = [row for row in drawn(two_paths(result, "en")) if "line" in row]
    assert len(rows) == 2 * 12
    assert {row["line"] for row in rows} == {"The treated one", "Synthetic comparison"}


def test_assumptions_are_stated_in_both_languages():
    assert all(text.sv and text.en for text in ASSUMPTIONS)
