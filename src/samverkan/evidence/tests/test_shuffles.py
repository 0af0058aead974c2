"""Shuffles: true permutations, evenly drawn, counted right in every width of number."""

from __future__ import annotations

import pickle
from functools import partial

import numpy as np
import pytest
from scipy import stats

from samverkan.evidence import _shuffles
from samverkan.evidence.checks import Ints


def states(n: int, seed: int = 1) -> _shuffles.States:
    return np.random.SeedSequence(seed).generate_state(n, np.uint64)


def shuffled(times: _shuffles.Times, drawn: _shuffles.States) -> _shuffles.Times:
    lanes = np.zeros((len(times), _shuffles.LANES), times.dtype)
    _shuffles._shuffle_lanes(times, drawn, lanes)
    return lanes[:, : len(drawn)]


@pytest.mark.parametrize("n", [1, 2, 31, 32, 33, 1_000])
def test_every_lane_is_a_permutation(n: int) -> None:
    times = np.arange(n, dtype=np.int16)
    lanes = shuffled(times, states(32))
    assert (np.sort(lanes, axis=0) == times[:, None]).all()


def test_all_24_orders_of_four_come_equally_often() -> None:
    """24,000 shuffles, one seed: chi-square within its 99.9 % limit."""
    times = np.arange(4, dtype=np.int16)
    orders: dict[tuple[int, ...], int] = {}
    for block in states(24_000).reshape(-1, 32):
        for lane in shuffled(times, block).T:
            orders[tuple(lane.tolist())] = orders.get(tuple(lane.tolist()), 0) + 1
    assert len(orders) == 24
    counts = np.array(list(orders.values()))
    assert ((counts - 1_000) ** 2 / 1_000).sum() < stats.chi2.ppf(0.999, 23)


def test_neighbouring_lanes_are_unrelated() -> None:
    lanes = shuffled(np.arange(5_000, dtype=np.int16), states(32)).astype(float)
    correlation = np.corrcoef(lanes.T)[np.triu_indices(32, 1)]
    assert abs(correlation).max() < 5 / np.sqrt(5_000)


def test_a_block_does_not_hang_on_the_others() -> None:
    times, drawn = np.arange(50, dtype=np.int16), states(40)
    alone = shuffled(times, drawn[7:8])[:, 0]
    assert np.array_equal(alone, shuffled(times, drawn[:32])[:, 7])


def chain(n: int) -> tuple[Ints, _shuffles.Places, _shuffles.Places]:
    """Each point paired with the next, in two bands of unequal size."""
    first = np.arange(n - 1, dtype=np.int32)
    return np.array([0, (n - 1) // 3, n - 1]), first, (first + 1).astype(np.int32)


@pytest.mark.parametrize("last", [100, 255, 256, 500])  # within a byte, its edge, beyond it
@pytest.mark.parametrize("dtype", [np.int16, np.int32, np.float64])
def test_counting_equals_numpy_in_every_width(dtype: type, last: int) -> None:
    rng = np.random.default_rng(2)
    times = rng.integers(0, 700, 200).astype(dtype)
    starts, first, second = chain(200)
    cuts = (1, 20, last)
    wide = np.array(cuts).astype(dtype)
    lanes = np.repeat(times[:, None], _shuffles.LANES, axis=1)
    every = _shuffles._counted(starts, first, second, lanes, wide)
    counts = _shuffles.observed_counts(starts, first, second, times, wide)
    assert (every == counts).all()
    apart = abs(times[first].astype(float) - times[second].astype(float))
    expected = [[int((apart[a:b] < cut).sum()) for cut in cuts] for a, b in ((0, 66), (66, 199))]
    assert counts.tolist() == expected


def test_narrow_counters_are_emptied_before_they_overflow() -> None:
    n = 100_001
    starts, first, second = chain(n)
    for cut in (1, 300):  # counted in bytes, and in two of them
        cuts = np.array([cut], np.int16)
        lanes = np.zeros((n, _shuffles.LANES), np.int16)
        counts = _shuffles._counted(starts, first, second, lanes, cuts)
        assert (counts == np.array([[33_333], [66_667]])).all()


@pytest.mark.parametrize(
    ("day", "dtype"),
    [
        ([0.0, 365.0], np.int16),
        ([-1e6, -1e6 + 32_766.0], np.int16),
        ([0.0, 32_767.0], np.int32),
        ([0.0, 3e9], np.float64),
        ([0.0, 0.5], np.float64),
    ],
)
def test_times_take_the_narrowest_type_that_holds_them(day: list[float], dtype: type) -> None:
    times, cuts = _shuffles.narrow(np.array(day), np.array([7.0, 1e9]))
    assert times.dtype == cuts.dtype == dtype
    assert float(times.astype(float)[1] - times.astype(float)[0]) == day[1] - day[0]


def test_a_fractional_cut_on_whole_days_keeps_its_meaning() -> None:
    _, cuts = _shuffles.narrow(np.array([0.0, 9.0]), np.array([0.1, 7.0, 7.5]))
    assert cuts.tolist() == [1, 7, 8]  # fewer than 7.5 days apart is fewer than 8 whole days


def test_the_work_of_a_block_survives_the_way_to_another_machine() -> None:
    starts, first, second = chain(60)
    times, cuts = np.arange(60, dtype=np.int16), np.array([5], np.int16)
    work = partial(_shuffles.shuffled_counts, starts, first, second, times, cuts)
    there = pickle.loads(pickle.dumps(work))
    assert there(states(5)).tolist() == work(states(5)).tolist()
