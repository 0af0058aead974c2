"""A grid counts every event once, in the cell it lies in, alike before and after."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.evidence.accuracy import forward_accuracy
from samverkan.evidence.grid import grid_over
from samverkan.evidence.hotspots import getis_ord
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.shared import shared_file

metre = st.floats(-5_000, 5_000)
anything = st.floats(allow_nan=False, allow_infinity=False)


@given(points=st.lists(st.tuples(metre, metre), min_size=1, max_size=40), side=st.floats(20, 900))
def test_every_event_is_counted_once_and_near_its_cell(
    points: list[tuple[float, float]], side: float
) -> None:
    x, y = np.array(points).T
    grid = grid_over(x, y, metres=side)
    assert grid.counts(x, y).sum() == len(points)
    middle_x, middle_y = grid.middles()
    for px, py in points:
        cell = int(np.argmax(grid.counts([px], [py])))
        assert abs(middle_x[cell] - px) <= side / 2 * (1 + 1e-6)
        assert abs(middle_y[cell] - py) <= side / 2 * (1 + 1e-6)


def test_cells_start_at_whole_multiples_so_that_two_districts_share_edges() -> None:
    grid = grid_over([130, 420], [-20, 50], metres=100)
    assert (grid.west, grid.south, grid.columns, grid.rows) == (100, -100, 4, 2)
    assert grid.counts([199.9, 200], [-1, 0]).tolist() == [1, 0, 0, 0, 0, 1, 0, 0]


def test_neighbours_are_the_nine_round_a_cell() -> None:
    grid = grid_over([0, 499], [0, 399], metres=100)
    assert grid.neighbours().sizes().reshape(4, 5).tolist() == [
        [4, 6, 6, 6, 4],
        [6, 9, 9, 9, 6],
        [6, 9, 9, 9, 6],
        [4, 6, 6, 6, 4],
    ]


def test_an_event_outside_is_refused_not_dropped() -> None:
    with pytest.raises(Refusal, match="1 events lie outside"):
        grid_over([0, 100], [0, 100], metres=50).counts([500, 10], [0, 10])


@pytest.mark.parametrize(
    ("x", "y", "side"),
    [([], [], 10), ([0], [0], 0), ([0, 1e6], [0, 1e6], 1), ([0, 1e300], [0, 0], 10), ([0], [], 1)],
)
def test_grids_that_cannot_be_are_refused(x: list[float], y: list[float], side: float) -> None:
    with pytest.raises(Refusal):
        grid_over(x, y, metres=side)


@given(points=st.lists(st.tuples(anything, anything), max_size=8), side=anything)
def test_any_finite_input_gives_a_grid_or_a_refusal(points: list[tuple[float, float]], side: float) -> None:
    x, y = [p[0] for p in points], [p[1] for p in points]
    try:
        grid = grid_over(x, y, metres=side)
    except Refusal:
        return
    assert grid.counts(x, y).sum() == len(points)


def test_chicago_burglary_hot_spots_of_the_spring_hold_in_the_autumn() -> None:
    """Not a published number: that the whole chain works on real points, forward only."""
    rows = pl.read_csv(shared_file("evidence_chicago_near_repeat", "chicago_be_rda.csv")).drop_nulls()
    rows = rows.with_columns(pl.col("date").str.to_date())
    grid = grid_over(rows["X"], rows["Y"], metres=500)
    spring, autumn = (
        rows.filter(pl.col("date").is_between(pl.date(2016, a, 1), pl.date(2016, b, 30)))
        for a, b in ((1, 6), (9, 11))
    )
    found = getis_ord(grid.counts(spring["X"], spring["Y"]), grid.neighbours())
    accuracy = forward_accuracy(found.hot, grid.counts(autumn["X"], autumn["Y"]))
    assert found.exact
    assert accuracy.low > 2
    assert accuracy.pei < 1
