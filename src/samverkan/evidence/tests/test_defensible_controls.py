"""All defensible comparisons: complete enumeration, honest ranges, Seattle's published controls inside
theirs.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import linregress

from samverkan.evidence.defensible_controls import CHECKS, defensible_controls
from samverkan.evidence.feasible_range import feasible_range
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.panels import answered, factor_panel, matched_panel
from samverkan.evidence.tests.shared import shared_file

PEOPLE = [
    "TotalPop",
    "BLACK",
    "HISPANIC",
    "Males_1521",
    "HOUSEHOLDS",
    "FAMILYHOUS",
    "FEMALE_HOU",
    "RENTER_HOU",
    "VACANT_HOU",
]
CRIMES = ["i_felony", "i_misdemea", "i_drugs", "any_crime"]


@cache
def seattle():
    """Blocks by quarters per column, and which blocks were treated."""
    frame = pl.read_csv(shared_file("evidence_seattledmi", "seattledmi.csv.gz")).sort(["ID", "time"])
    shape = (frame["ID"].n_unique(), 16)
    columns = {name: frame[name].to_numpy().astype(float).reshape(shape) for name in [*PEOPLE, *CRIMES]}
    return columns, frame["Intervention"].to_numpy().reshape(shape).max(axis=1) > 0


@cache
def seattle_range(crime):
    """All weights that match 39 blocks, nine census totals, and four crimes in each of twelve quarters."""
    columns, treated = seattle()
    balance = [np.ones(len(treated)), *(columns[name][:, 0] for name in PEOPLE)]
    balance += [columns[name][:, quarter] for name in CRIMES for quarter in range(12)]
    table, after = np.array(balance), columns[crime][:, 12:].sum(axis=1)
    return feasible_range(
        table[:, ~treated], table[:, treated].sum(axis=1), after[~treated], after[treated].sum()
    )


@pytest.mark.parametrize(
    ("crime", "observed", "published"),
    [("i_felony", 46, 68.22), ("i_misdemea", 45, 71.80), ("i_drugs", 20, 23.76), ("any_crime", 788, 986.44)],
)
def test_seattle_controls_lie_inside_the_range_that_the_constraints_leave_open(crime, observed, published):
    """Robbins & Davenport (2021), quarters 13-16: treated totals exact, the published controls within the
    range.
    """
    result = seattle_range(crime)
    assert result.treated == observed
    assert result.constraints == 58
    assert result.holds(published)


def test_the_range_of_seattle_does_not_settle_the_direction():
    """Published -20 % any crime; the same constraints allow anything from -47 % to +14 %."""
    result = seattle_range("any_crime")
    assert result.percents == pytest.approx((-47.2, 14.3), abs=0.1)
    assert "riktningen" in result.summary().sv
    assert not result.holds(1600)


def test_the_ends_of_the_range_are_attained_by_balanced_weights():
    columns, treated = seattle()
    result = seattle_range("i_drugs")
    after = columns["i_drugs"][~treated][:, 12:].sum(axis=1)
    for weights, end in ((result.low_weights, result.low), (result.high_weights, result.high)):
        assert weights.min() >= 0
        assert after @ weights == pytest.approx(end)
        assert weights.sum() == pytest.approx(39)
        people = columns["TotalPop"][:, 0]
        assert people[~treated] @ weights == pytest.approx(people[treated].sum())


def test_a_small_range_by_hand():
    """Two donors of one kind, one of the other: half the weight is free to move between the two alike."""
    balance = [[1, 1, 1], [0, 0, 1]]
    result = feasible_range(balance, [2, 1], [3, 7, 10], 12.0)
    assert (result.low, result.high) == pytest.approx((13, 17))
    assert result.effects == pytest.approx((-5, -1))
    capped = feasible_range(balance, [2, 1], [3, 7, 10], 12.0, largest=1.0)
    assert capped.high == pytest.approx(17)
    loose = feasible_range(balance, [2, 1], [3, 7, 10], 12.0, tolerance=0.1)
    assert loose.low < 13
    assert loose.high > 17


@pytest.mark.parametrize(
    ("balance", "target", "options", "words"),
    [
        ([[1, 1]], [-1], {}, "missed by 1e+02 per cent"),
        ([[0, 1]], [1], {}, "without limit"),
        ([[1, 1]], [1, 2], {}, "2 values"),
        ([[1, 1]], [1], {"tolerance": -1}, "Tolerance"),
        ([[1, 1]], [1], {"largest": 0.4}, "missed by 20 per cent"),
    ],
)
def test_ranges_that_do_not_exist_are_refused(balance, target, options, words):
    with pytest.raises(Refusal) as caught:
        feasible_range(balance, target, [1, -1] if "limit" not in words else [-1, 1], 1.0, **options)
    assert words in caught.value.en


@given(
    arrays(np.float64, st.tuples(st.integers(1, 3), st.integers(1, 4)), elements=st.floats(-1e3, 1e3)),
    arrays(np.float64, 3, elements=st.floats(-1e3, 1e3)),
    arrays(np.float64, 4, elements=st.floats(-1e3, 1e3)),
)
@example(np.array([[42.0, 42.0], [1e-5, 42.0]]), np.array([17.0, 0, 0]), np.array([0, 11.0, 0, 0]))
@settings(max_examples=100, deadline=None)
def test_any_balance_gives_a_range_or_a_refusal(balance, target, outcome):
    result = answered(feasible_range, balance, target[: len(balance)], outcome[: balance.shape[1]], 1.0)
    if result is not None:
        assert np.isfinite([result.low, result.high]).all()
        assert result.low <= result.high
        assert min(result.low_weights.min(), result.high_weights.min()) >= 0


def slow(panel, treated, start, most):
    """Every set, one regression each."""
    found = []
    others = [row for row in range(len(panel)) if row != treated]
    for size in range(1, most + 1):
        for members in combinations(others, size):
            gap = panel[treated] - panel[list(members)].mean(axis=0)
            past = gap[:start] - gap[:start].mean()
            fit = linregress(np.arange(start), past)
            effect = gap[start:].mean() - gap[:start].mean()
            found.append((members, effect, np.sqrt(np.mean(past**2)), fit.pvalue))
    return found


def test_every_set_is_tried_and_judged_as_by_hand():
    panel = factor_panel(8, 24, seed=1)
    result = defensible_controls(panel, 2, 16, most=3)
    sets = slow(panel, 2, 16, 3)
    assert result.tried == result.possible == len(sets) == 7 + 21 + 35
    level = [row for row in sets if row[3] > 0.1]
    best = min(level, key=lambda row: row[2])
    passing = sorted(row[1] for row in level if row[2] <= 1.5 * best[2])
    np.testing.assert_allclose(result.effects, passing, atol=1e-9)
    assert result.best == tuple(str(row + 1) for row in best[0])
    assert result.best_effect == pytest.approx(best[1])


def test_too_many_sets_are_sampled_and_it_is_said():
    panel = factor_panel(40, 24, seed=2)
    result = defensible_controls(panel, 0, 16, most=5, budget=3000)
    assert result.possible == 39 + 741 + 9139 + 82251 + 575757
    assert abs(result.tried - 3000) < 10
    again = defensible_controls(panel, 0, 16, most=5, budget=3000)
    np.testing.assert_array_equal(result.effects, again.effects)
    assert "urval" in result.summary().sv


def test_the_spread_holds_the_best_and_a_planted_effect():
    panel = matched_panel(3)
    panel[0, 40:] -= 5
    result = defensible_controls(panel, 0, 40)
    low, high = result.spread
    assert low <= result.best_effect <= high
    assert low < -5 < high
    assert result.agreeing > 0.9


@given(st.integers(0, 1000), st.permutations(range(7)), st.floats(0.01, 100))
@settings(max_examples=10, deadline=None)
def test_order_scale_and_levels_do_not_matter(seed, order, factor):
    panel = factor_panel(7, 20, seed=seed)
    order = list(order)
    first = answered(defensible_controls, panel, 0, 14)
    second = answered(
        defensible_controls, factor * panel[order] + 3 * np.arange(7)[:, None], order.index(0), 14
    )
    assert (first is None) == (second is None)
    if first is not None:
        np.testing.assert_allclose(second.effects, factor * first.effects, rtol=1e-6, atol=1e-9 * factor)


def test_a_donor_that_fails_the_checks_alone_and_in_company_changes_nothing():
    panel = factor_panel(7, 30, seed=5)
    wild = panel[0] + 1000 * np.arange(30)
    first = defensible_controls(panel, 0, 20, most=2)
    second = defensible_controls(np.vstack([panel, wild]), 0, 20, most=2)
    np.testing.assert_allclose(second.effects, first.effects, atol=1e-6)


@given(
    arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 8)), elements=st.floats(width=64)),
    st.integers(0, 5),
    st.integers(0, 8),
)
@settings(max_examples=150, deadline=None)
def test_any_panel_gives_a_finite_answer_or_a_refusal(panel, treated, start):
    result = answered(defensible_controls, panel, treated, start)
    if result is not None:
        assert np.isfinite([*result.effects, result.best_effect]).all()
        assert len(result.effects) >= 1


def test_limits_without_meaning_and_groups_that_all_drift_are_refused():
    panel = factor_panel(6, 20)
    with pytest.raises(Refusal, match="no sense"):
        defensible_controls(panel, 0, 14, looseness=0.5)
    panel[0] += 50 * np.arange(20)
    with pytest.raises(Refusal, match="No comparison group"):
        defensible_controls(panel, 0, 14)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_figure_marks_the_best(lang):
    assert "best" in str(defensible_controls(factor_panel(7, 20), 0, 14).plot(lang))
    assert all(text.sv and text.en for text in CHECKS)
