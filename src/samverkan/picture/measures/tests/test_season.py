"""Seasons that are there are found; those that chance made are drawn in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.measures.season import expected, rolling, season

JANUARY = 12 * 2023  # the running number of January 2023


def summer(years=3, level=100.0):
    shape = np.ones(12)
    shape[[5, 6, 7]] = 1.5
    shape /= shape.mean()
    return [round(level * shape[n % 12]) for n in range(12 * years)]


def test_a_summer_peak_is_found_whatever_month_the_series_begins():
    for skip in (0, 3, 7):
        found = season(summer(4)[skip:], JANUARY + skip)
        assert found.index[6] == pytest.approx(1.33, abs=0.03)
        assert found.low[6] > 1
        assert found.high[0] < 1
        assert found.p[6] < 0.001
        assert sum(found.index) == pytest.approx(12)


def test_an_even_year_has_no_season():
    chosen = np.random.default_rng(3)
    found = season(chosen.poisson(8, 36).tolist(), JANUARY)
    assert max(found.index) < 1.25
    assert min(found.p) > 0.001


def test_two_whole_years_are_needed():
    assert season([5] * 23, JANUARY) is None
    assert season([5] * 24, JANUARY).years == 2
    assert season([0] * 24, JANUARY) is None


def test_the_expectation_follows_level_and_season():
    counts = summer(3)
    found = expected(counts, JANUARY, season(counts, JANUARY))
    assert np.isnan(found.middle[:12]).all()
    assert found.middle[12 + 6] == pytest.approx(counts[6], rel=0.05)
    assert found.low[18] < counts[18] < found.high[18]


def test_a_new_month_falls_within_95_times_of_100():
    chosen = np.random.default_rng(4)
    hits = total = 0
    for _ in range(300):
        counts = chosen.poisson(15, 37).tolist()
        found = expected(counts, JANUARY, None)
        hits += found.low[36] <= counts[36] <= found.high[36]
        total += 1
    assert hits / total > 0.92


def test_rolling_means():
    assert np.isnan(rolling([1] * 11)).all()
    assert rolling([1] * 11 + [13])[11] == 2.0
    assert rolling(list(range(24)))[23] == pytest.approx(np.mean(range(12, 24)))


@given(st.lists(st.integers(0, 50), min_size=24, max_size=60), st.integers(0, 11))
def test_indices_average_one_and_lie_in_order(counts, start):
    found = season(counts, JANUARY + start)
    if found is not None:
        assert sum(found.index) == pytest.approx(12, abs=1e-6)
        assert all(low <= high for low, high in zip(found.low, found.high, strict=True))
