"""Checks, ridge correction and synthetic differences: known numbers, limits, and invariances."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samverkan.evidence.augmented_control import augmented_control
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_checks import in_time, leave_one_out
from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.synthetic_did import ASSUMPTIONS, synthetic_did
from samverkan.evidence.tests.panels import answered, factor_panel, smoking


def california():
    table = smoking()
    return table, table.row("California"), table.column(1989)


def test_synthetic_did_of_california():
    """Arkhangelsky et al. (2021), table 1: -15.6; their R package prints -15.604 from a search stopped early.

    Leading weights and periods as in the package's vignette: Nevada .124, New Hampshire .105, Connecticut
    .078; 1986 .366, 1987 .206, 1988 .427.
    """
    table, row, start = california()
    result = synthetic_did(table.values, [row], start)
    assert result.effect == pytest.approx(-15.604, abs=0.01)
    names = [unit for unit in table.units if unit != "California"]
    leading = {names[k]: result.unit_weights[k] for k in np.argsort(-result.unit_weights)[:3]}
    assert leading == pytest.approx({"Nevada": 0.124, "New Hampshire": 0.105, "Connecticut": 0.078}, abs=2e-3)
    np.testing.assert_allclose(result.time_weights[-3:], [0.366, 0.206, 0.427], atol=2e-3)
    assert (result.time_weights[:-3] < 1e-6).all()


def test_the_standard_error_of_synthetic_did_for_california():
    """Published 8.4, from random placebo draws; all 38 placebos give 9.4. Reported, not loosened to match."""
    table, row, start = california()
    result = synthetic_did(table.values, [row], start)
    assert len(result.placebos) == 38
    assert result.se == pytest.approx(9.37, abs=0.02)


def test_leaving_out_california_s_donors_one_by_one():
    table, row, start = california()
    result = leave_one_out(table.values, row, start, units=table.units)
    control = synthetic_control(table.values, row, start, units=table.units)
    assert set(result.units) == {name for name, _ in control.leading()}
    assert result.effect == pytest.approx(control.effect, abs=1e-9)
    without = np.delete(table.values, table.units.index("Utah"), axis=0)
    again = synthetic_control(without, row - (table.units.index("Utah") < row), start)
    assert result.effects[result.units.index("Utah")] == pytest.approx(again.effect, abs=1e-9)
    assert "Montana" in result.summary().sv


def test_placebo_in_time_equals_fits_on_the_past_alone():
    panel = factor_panel(10, 30, seed=1)
    result = in_time(panel, 0, 20, earliest=8)
    assert result.starts.tolist() == list(range(8, 20))
    fit = synthetic_control(panel[:, :20], 0, 13)
    assert result.effects[5] == pytest.approx(fit.effect, abs=1e-9)
    assert result.p[5] == pytest.approx(fit.p)
    later = panel.copy()
    later[:, 20:] = 0
    np.testing.assert_array_equal(in_time(later, 0, 20).effects, in_time(panel, 0, 20).effects)


def test_without_ridge_the_augmented_fit_is_the_plain_one():
    panel = factor_panel(10, 40, seed=2)
    result = augmented_control(panel, 0, 30, penalty=1e12)
    assert result.effect == pytest.approx(synthetic_control(panel, 0, 30).effect, abs=1e-8)
    assert result.negative == pytest.approx(0, abs=1e-9)
    assert result.before == pytest.approx(result.plain_before, rel=1e-6)


def test_with_hardly_any_ridge_and_many_donors_the_past_is_fitted_exactly():
    panel = factor_panel(40, 20, seed=3)
    panel[0] += 5
    result = augmented_control(panel, 0, 12, penalty=1e-14)
    assert result.before < 1e-4 * result.plain_before
    assert result.weights.sum() == pytest.approx(1)


def test_the_correction_removes_the_bias_of_a_unit_outside_the_others_hull():
    rng = np.random.default_rng(4)
    slopes = np.append(1.3, rng.uniform(0, 1, 29))
    time = np.arange(40) / 10
    panel = np.outer(slopes, time) + rng.normal(scale=0.05, size=(30, 40))
    plain, corrected = synthetic_control(panel, 0, 30), augmented_control(panel, 0, 30)
    assert abs(corrected.effect) < 0.3 * abs(plain.effect)
    assert corrected.negative < 0


def test_the_augmented_weights_minimise_the_ridge_problem():
    """Weights form of section 4: simplex weights plus the ridge regression's prediction of the misfit."""
    panel = factor_panel(9, 30, seed=5)
    result = augmented_control(panel, 0, 20, penalty=0.1)
    middle = panel - panel.mean(axis=0)
    middle = middle / np.abs(middle).max()
    past, target = middle[1:, :20], middle[0, :20]
    centred = past - past.mean(axis=0)
    most = np.linalg.norm(centred, 2) ** 2
    plain = synthetic_control(panel, 0, 20).weights[1:]
    misfit = target - plain @ past
    direct = plain + misfit @ np.linalg.solve(centred.T @ centred + 0.1 * most * np.eye(20), centred.T)
    np.testing.assert_allclose(result.weights[1:], direct, atol=1e-9)


def test_jackknife_intervals_cover_about_as_often_as_they_say():
    inside = []
    for seed in range(25):
        result = augmented_control(factor_panel(10, 34, seed=seed), 0, 30, level=0.9)
        inside += ((result.low <= 0) & (result.high >= 0)).tolist()
    assert np.mean(inside) > 0.8


def test_synthetic_did_ignores_levels_and_common_shocks():
    rng = np.random.default_rng(6)
    panel = factor_panel(14, 30, seed=6)
    moved = panel + 100 * rng.normal(size=(14, 1)) + 0
    first, second = synthetic_did(panel, [0, 1], 22), synthetic_did(moved, [0, 1], 22)
    assert second.effect == pytest.approx(first.effect, abs=1e-6)
    assert second.se == pytest.approx(first.se, rel=1e-5)


def test_synthetic_did_finds_a_planted_effect_of_several_units():
    panel = factor_panel(30, 40, noise=0.3, seed=7)
    panel[:3, 30:] += 2
    result = synthetic_did(panel, [0, 1, 2], 30)
    assert result.low < 2 < result.high
    assert result.p == pytest.approx(1 / 201)
    assert result.unit_weights.sum() == pytest.approx(1)
    assert len(result.unit_weights) == 27


def test_synthetic_did_permuted_and_shared_out_is_the_same():
    panel = factor_panel(40, 30, seed=8)
    with ThreadPoolExecutor(2) as pool:
        shared = synthetic_did(panel, [3], 20, executor=pool)
    again = synthetic_did(panel[::-1], [36], 20)
    assert shared.effect == pytest.approx(again.effect, abs=1e-7)
    assert shared.se == pytest.approx(again.se, abs=1e-7)


SMALL = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 7)), elements=st.floats(width=64))


@pytest.mark.parametrize(
    "make",
    [
        lambda panel, start: augmented_control(panel, 0, start),
        lambda panel, start: synthetic_did(panel, [0], start),
        lambda panel, start: leave_one_out(panel, 0, start),
        lambda panel, start: in_time(panel, 0, start),
    ],
)
@given(panel=SMALL, start=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_any_input_gives_a_finite_answer_or_a_refusal(make, panel, start):
    result = answered(make, panel, start)
    if result is not None:
        numbers = [value for value in vars(result).values() if isinstance(value, float | np.ndarray)]
        assert all(np.isfinite(value).all() for value in numbers if not isinstance(value, str))
        assert result.summary().sv


def test_what_cannot_be_done_is_refused():
    panel = factor_panel(6, 12)
    with pytest.raises(Refusal, match="No unit is treated"):
        synthetic_did(panel, [], 8)
    with pytest.raises(Refusal, match="do not suffice"):
        synthetic_did(panel, [0, 1, 2], 8)
    with pytest.raises(Refusal, match="too short"):
        in_time(panel, 0, 2)
    with pytest.raises(Refusal, match="at least 3"):
        augmented_control(panel, 0, 2)
    assert all(text.sv and text.en for text in ASSUMPTIONS)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_figures(lang):
    panel = factor_panel(6, 12)
    assert "layer" in synthetic_did(panel, [0], 8).plot(lang)
    assert "layer" in augmented_control(panel, 0, 8).plot(lang)


@given(order=st.permutations(range(9)), treated=st.sampled_from([[2], [2, 5]]))
@settings(max_examples=30, deadline=None)
def test_the_order_of_units_never_shows_in_synthetic_did(order, treated):
    """More periods before the start than units, where equally good time weights are many: still to the last bit."""
    panel = np.random.default_rng(3).normal(size=(9, 40)).cumsum(axis=1)
    moved = [order.index(row) for row in treated]
    first = synthetic_did(panel, treated, 30, draws=20)
    second = synthetic_did(panel[order], moved, 30, draws=20)
    assert (first.effect, first.se, first.p) == (second.effect, second.se, second.p)
    assert (first.time_weights == second.time_weights).all()
    kept = [order[row] for row in np.setdiff1d(range(9), moved)]
    back = np.argsort(kept)
    assert (first.unit_weights == second.unit_weights[back]).all()
    if len(treated) == 1:
        assert (first.placebos == second.placebos[back]).all()
