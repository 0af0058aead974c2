"""Exact permutation moments against every permutation there is."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.evidence import knox_moments
from samverkan.evidence.events import each_row
from samverkan.evidence.near_repeat import near_repeat

coordinate = st.integers(0, 4)
points = st.lists(st.tuples(coordinate, coordinate, coordinate), min_size=2, max_size=6)


def all_counts(table: list[tuple[int, int, int]], metres: float, days: float) -> np.ndarray:
    """The count under each of the n! assignments of times to places."""
    x, y, day = map(np.array, zip(*table, strict=True))
    near = abs(x[:, None] - x) + abs(y[:, None] - y) < metres
    upper = np.triu(near, 1)
    return np.array(
        [
            int((upper & (abs(day[list(p)][:, None] - day[list(p)]) < days)).sum())
            for p in permutations(range(len(x)))
        ]
    )


@given(table=points)
@settings(max_examples=30, deadline=None)
def test_mean_and_variance_equal_all_permutations(table: list[tuple[int, int, int]]) -> None:
    x, y, day = zip(*table, strict=True)
    result = near_repeat(each_row(x, y, day), metres=[0, 3], days=[0, 2], permutations=0)
    counts = all_counts(table, 3, 2)
    assert result.expected[0, 0] == pytest.approx(counts.mean(), abs=1e-12)
    assert result.variance[0, 0] == pytest.approx(counts.var(), abs=1e-12)


def test_seven_points_in_every_band_equal_all_5040_permutations() -> None:
    rng = np.random.default_rng(1)
    table = [tuple(int(v) for v in row) for row in rng.integers(0, 5, (7, 3))]
    x, y, day = zip(*table, strict=True)
    result = near_repeat(
        each_row(x, y, day), metres=[0, 2, 4, np.inf], days=[0, 1, 3, np.inf], permutations=0
    )
    cumulative = np.array([[all_counts(table, m, d) for d in (1, 3, 99)] for m in (2, 4, 99)])
    zeros = np.zeros_like(cumulative[:1])
    by_space = np.diff(np.concatenate([zeros, cumulative]), axis=0)
    bands = np.diff(np.concatenate([np.zeros_like(by_space[:, :1]), by_space], axis=1), axis=1)
    assert result.expected == pytest.approx(bands.mean(axis=2), abs=1e-12)
    assert result.variance == pytest.approx(bands.var(axis=2), abs=1e-12)


def test_variance_of_all_the_rest_survives_numbers_of_ten_to_the_nineteenth() -> None:
    """In a 2 x 2 table the four counts move together, so all variances are equal, at 100,000 points too."""
    rng = np.random.default_rng(2)
    n = 100_000
    events = each_row(rng.uniform(0, 2e4, n), rng.uniform(0, 2e4, n), rng.integers(0, 366, n))
    result = near_repeat(events, metres=[0, 100, np.inf], days=[0, 14, np.inf], permutations=0)
    assert result.variance == pytest.approx(np.full((2, 2), result.variance[0, 0]), rel=1e-12)


def test_time_degrees_equal_counting_every_other_event() -> None:
    times = np.array([5, 1, 1, 9, 4], np.int16)
    degrees = knox_moments.time_degrees(times, np.array([1, 5], np.int16))
    ordered = np.sort(times)
    expected = [[int((abs(ordered - t) < cut).sum()) - 1 for cut in (1, 5)] for t in ordered]
    assert degrees.tolist() == expected
