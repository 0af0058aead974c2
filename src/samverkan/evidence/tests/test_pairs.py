"""Close pairs: each once, in its band, whatever the layout of the points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.distance import pdist, squareform

from samverkan.evidence import _pairs
from samverkan.evidence._bands import bands
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

coordinate = st.floats(-300, 300)
points = st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=40)


def found(
    x: NDArray[np.float64], y: NDArray[np.float64], cuts: list[float], *, manhattan: bool
) -> list[set[tuple[int, int]]]:
    """Pairs of original row numbers, one set a band; every pair must be there once."""
    pairs = _pairs.close_pairs(x, y, np.array(cuts), manhattan=manhattan)
    sets = []
    for a, b in zip(pairs.starts, pairs.starts[1:], strict=False):
        rows = [
            tuple(sorted((int(pairs.order[i]), int(pairs.order[j]))))
            for i, j in zip(pairs.first[a:b], pairs.second[a:b], strict=True)
        ]
        assert len(set(rows)) == len(rows)
        sets.append(set(rows))
    return sets  # type: ignore[return-value]


@pytest.mark.parametrize("manhattan", [True, False])
@given(table=points, reach=st.floats(0.5, 400))
def test_the_same_pairs_as_comparing_all_with_all(
    manhattan: bool, table: list[tuple[float, float]], reach: float
) -> None:
    x, y = np.array(table).T.copy()
    cuts = [reach / 3, reach]
    far = squareform(pdist(np.array(table), "cityblock" if manhattan else "euclidean"))
    i, j = np.triu_indices(len(table), 1)
    slack = 1e-9 * (1 + reach)
    low = [0.0, cuts[0]]
    for band, rows in enumerate(found(x, y, cuts, manhattan=manhattan)):
        sure = (far[i, j] >= low[band] + slack * bool(band)) & (far[i, j] < cuts[band] - slack)
        maybe = (far[i, j] >= low[band] - slack) & (far[i, j] < cuts[band] + slack)
        assert {(int(a), int(b)) for a, b in zip(i[sure], j[sure], strict=True)} <= rows
        assert rows <= {(int(a), int(b)) for a, b in zip(i[maybe], j[maybe], strict=True)}


def test_a_reach_far_below_the_extent_does_not_build_a_grid_of_the_world() -> None:
    x = np.array([0.0, 0.05, 9e7, 9e7 + 0.05])
    assert found(x, np.zeros(4), [0.1], manhattan=True) == [{(0, 1), (2, 3)}]


def test_points_on_one_spot_are_all_pairs_of_one_another() -> None:
    assert len(found(np.zeros(6), np.zeros(6), [1.0], manhattan=False)[0]) == 15


def test_degrees_count_each_pair_at_both_ends() -> None:
    pairs = _pairs.close_pairs(np.array([0.0, 1.0, 5.0]), np.zeros(3), np.array([2.0, 10.0]), manhattan=True)
    degrees = np.empty((3, 2), np.int64)
    degrees[pairs.order] = pairs.degrees()
    assert degrees.tolist() == [[1, 1], [1, 1], [0, 2]]


@pytest.mark.parametrize(
    ("edges", "finite"), [([0, 1, 2], [1, 2]), ([1, 2], [1, 2]), ([0, 5, np.inf], [5]), ([3, np.inf], [3])]
)
def test_counting_is_done_at_finite_cuts_above_zero(edges: list[float], finite: list[float]) -> None:
    assert bands(edges, Text("Band", "Bands")).finite.tolist() == finite


def test_folding_gives_each_band_its_own_pairs() -> None:
    cumulative, total = np.array([3, 10]), np.array(50)
    assert bands([0, 1, 2], Text("", "")).fold(cumulative, total).tolist() == [3, 7]
    assert bands([1, 2], Text("", "")).fold(cumulative, total).tolist() == [7]
    assert bands([0, 1, 2, np.inf], Text("", "")).fold(cumulative, total).tolist() == [3, 7, 40]
    assert bands([1, 2, np.inf], Text("", "")).fold(cumulative, total).tolist() == [7, 40]


@pytest.mark.parametrize("edges", [[], [1], [2, 1], [0, 0, 1], [-1, 1], [0, np.nan, 2], [0, np.inf]])
def test_edges_that_do_not_rise_are_refused(edges: list[float]) -> None:
    with pytest.raises(Refusal):
        bands(edges, Text("Band", "Bands"))
