"""The perturbation table: unbiased, bounded, of the stated variance, and the most even such table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from samverkan.evidence.perturbation import PerturbationTable, perturbation_table
from samverkan.evidence.refusal import Refusal

TABLES = [(1, 0.5, 0), (2, 1.05, 0), (3, 2.0, 0), (3, 2.0, 2), (5, 3.0, 2), (5, 5.0, 1)]


@pytest.fixture(params=TABLES, ids=str)
def table(request: pytest.FixtureRequest) -> PerturbationTable:
    change, variance, blocked = request.param
    return perturbation_table(largest_change=change, variance=variance, blocked=blocked)


def changes(table: PerturbationTable) -> np.ndarray:
    return np.arange(-table.largest_change, table.largest_change + 1)


def test_every_row_is_a_distribution_with_mean_zero_and_the_stated_variance(table: PerturbationTable) -> None:
    assert (table.chances >= 0).all()
    assert table.chances.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert table.chances[1:] @ changes(table) == pytest.approx(0, abs=1e-8)
    assert table.chances[1:] @ changes(table) ** 2 == pytest.approx(table.variance, abs=1e-5)


def test_zero_stays_nothing_goes_below_zero_and_blocked_values_never_occur(table: PerturbationTable) -> None:
    for count, row in enumerate(table.chances):
        after = count + changes(table)[row > 1e-15]
        assert after.min() >= 0
        assert not ((after >= 1) & (after <= table.blocked)).any()
    assert table.chances[0, table.largest_change] == 1


def test_counts_past_the_last_row_have_a_symmetric_change() -> None:
    row = perturbation_table(largest_change=3, variance=2.0).chances[-1]
    assert row == pytest.approx(row[::-1], abs=1e-9)


def test_no_other_distribution_is_more_even() -> None:
    """Entropy against a general optimiser on the same constraints."""
    made = perturbation_table(largest_change=3, variance=1.5)
    for count in (1, 2, 4):
        row = made.chances[count]
        j = changes(made)[row > 0].astype(float)
        constraints = [
            {"type": "eq", "fun": lambda p: p.sum() - 1},
            {"type": "eq", "fun": lambda p, j=j: p @ j},
            {"type": "eq", "fun": lambda p, j=j: p @ j**2 - 1.5},
        ]
        free = optimize.minimize(
            lambda p: p @ np.log(p),
            np.full(len(j), 1 / len(j)),
            bounds=[(1e-9, 1)] * len(j),
            constraints=constraints,
        )
        ours = row[row > 0]
        assert ours @ np.log(ours) <= free.fun + 1e-6


def test_drawn_changes_have_the_tables_frequencies(table: PerturbationTable) -> None:
    """An even grid of keys hits each change in proportion to its chance."""
    keys = (np.arange(20_000) + 0.5) / 20_000
    for count in range(len(table.chances) + 2):
        drawn = table.change(np.full(20_000, count), keys)
        shares = np.bincount(drawn + table.largest_change, minlength=2 * table.largest_change + 1) / 20_000
        assert shares == pytest.approx(table.chances[min(count, len(table.chances) - 1)], abs=1e-4)


def test_the_very_last_key_still_gives_an_allowed_change(table: PerturbationTable) -> None:
    top = np.nextafter(1.0, 0.0)
    for count in range(12):
        change = int(table.change(np.array([count]), np.array([top]))[0])
        assert table.chances[min(count, len(table.chances) - 1), change + table.largest_change] > 0


def test_a_variance_out_of_reach_is_refused_with_the_range_that_works() -> None:
    with pytest.raises(Refusal, match="only a variance between"):
        perturbation_table(largest_change=2, variance=4.0)
    with pytest.raises(Refusal, match="only a variance between 2"):
        perturbation_table(largest_change=3, variance=1.0, blocked=2)


@given(
    change=st.integers(-2, 25),
    variance=st.floats(allow_nan=False, allow_infinity=False),
    blocked=st.integers(-2, 25),
)
@settings(max_examples=60)
def test_any_settings_give_a_sound_table_or_a_refusal(change: int, variance: float, blocked: int) -> None:
    try:
        made = perturbation_table(largest_change=change, variance=variance, blocked=blocked)
    except Refusal:
        return
    assert np.isfinite(made.chances).all()
    assert made.chances[1:] @ changes(made) == pytest.approx(0, abs=1e-6)
