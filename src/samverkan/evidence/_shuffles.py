"""Counting close-in-time pairs under many shuffles of the times at once, one shuffle a lane.

A row of lanes is one cache line, and one subtraction and one comparison serve them all, so that a table of
ten by ten bands costs one pass over the pairs for every 32 shuffles.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence.checks import Ints

LANES = 32
FLUSH = 32_000  # below the largest int16: the narrow counters are emptied before they can overflow

Times = NDArray[Any]  # int16, int32 or float64, whichever is the narrowest that holds every difference
States = NDArray[np.uint64]
Places = NDArray[np.int32]


def narrow(day: NDArray[np.float64], cuts: NDArray[np.float64]) -> tuple[Times, Times]:
    """Times and cuts in the narrowest type in which `difference < cut` gives the same answers."""
    span = float(np.ptp(day))
    if (day == np.floor(day)).all():
        for dtype in (np.int16, np.int32):
            limit = np.iinfo(dtype).max
            if span < limit:
                return (day - day.min()).astype(dtype), np.minimum(np.ceil(cuts), limit).astype(dtype)
    return day, cuts


def shuffled_counts(
    starts: Ints, first: Places, second: Places, times: Times, cuts: Times, states: States
) -> Ints:
    """Pairs of each distance band below each time cut, one row a shuffle: shape (shuffles, bands, cuts).

    states: one random state a shuffle, shape (shuffles,), at most LANES of them. A plain function of
    plain arrays, so that any executor can run it.
    """
    lanes = np.zeros((len(times), LANES), times.dtype)
    _shuffle_lanes(times, states, lanes)
    return _count(starts, first, second, lanes, cuts)[: len(states)]


def observed_counts(starts: Ints, first: Places, second: Places, times: Times, cuts: Times) -> Ints:
    """The same counts for the times as they are, shape (bands, cuts)."""
    lanes = np.zeros((len(times), LANES), times.dtype)
    lanes[:, 0] = times
    return np.asarray(_count(starts, first, second, lanes, cuts)[0], dtype=np.int64)


@kernel
def _below(state: States, bound: int) -> int:
    """An unbiased whole number below bound (at most 2**32), by splitmix64 and Lemire's method (2019)."""
    while True:
        state[0] += np.uint64(0x9E3779B97F4A7C15)
        z = state[0]
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
        product = (z >> np.uint64(32)) * np.uint64(bound)
        low = product & np.uint64(0xFFFFFFFF)
        if low >= np.uint64(bound) or low >= np.uint64(4294967296) % np.uint64(bound):
            return int(product >> np.uint64(32))


@kernel
def _shuffle_lanes(times: Times, states: States, lanes: Times) -> None:
    """Fisher-Yates in each lane; written out in tiles, since single lanes are a cache line apart."""
    n = len(times)
    one = np.empty((len(states), n), times.dtype)
    state = np.empty(1, np.uint64)
    for lane in range(len(states)):
        row = one[lane]
        row[:] = times
        state[0] = states[lane]
        for i in range(n - 1, 0, -1):
            j = _below(state, i + 1)
            kept = row[i]
            row[i] = row[j]
            row[j] = kept
    for start in range(0, n, 32):
        stop = min(start + 32, n)
        for lane in range(len(states)):
            for i in range(start, stop):
                lanes[i, lane] = one[lane, i]


@kernel
def _count(starts: Ints, first: Places, second: Places, lanes: Times, cuts: Times) -> Ints:
    bands = len(starts) - 1
    total = np.zeros((LANES, bands, len(cuts)), np.int64)
    counts = np.zeros((len(cuts), LANES), np.int16)
    apart = np.empty((4, LANES), lanes.dtype)
    for band in range(bands):
        pending = 0
        for p in range(starts[band], starts[band + 1], 4):
            together = min(starts[band + 1] - p, 4)
            for k in range(together):
                _differences(lanes, first[p + k], second[p + k], apart, k)
            for k in range(together, 4):
                _far(apart, k, cuts)
            _add_four(apart, cuts, counts)
            pending += 4
            if pending > FLUSH:
                _empty(counts, total, band)
                pending = 0
        _empty(counts, total, band)
    return total


# The helpers below take whole arrays and indices, never row views: a view costs an atomic count of
# references, which is dearer than the arithmetic on a row.


@kernel
def _differences(lanes: Times, i: int, j: int, apart: Times, k: int) -> None:
    for lane in range(LANES):
        apart[k, lane] = max(lanes[i, lane], lanes[j, lane]) - min(lanes[i, lane], lanes[j, lane])


@kernel
def _far(apart: Times, k: int, cuts: Times) -> None:
    """No pair here: a difference that is below no cut."""
    for lane in range(LANES):
        apart[k, lane] = cuts[len(cuts) - 1]


@kernel
def _add_four(apart: Times, cuts: Times, counts: NDArray[np.int16]) -> None:
    """Four pairs at once, so that each counter is read and written a quarter as often."""
    for m in range(len(cuts)):
        cut = cuts[m]
        for lane in range(LANES):
            count = counts[m, lane]
            count = np.int16(count + (apart[0, lane] < cut))
            count = np.int16(count + (apart[1, lane] < cut))
            count = np.int16(count + (apart[2, lane] < cut))
            counts[m, lane] = np.int16(count + (apart[3, lane] < cut))


@kernel
def _empty(counts: NDArray[np.int16], total: Ints, band: int) -> None:
    for m in range(counts.shape[0]):
        for lane in range(LANES):
            total[lane, band, m] += counts[m, lane]
    counts[:] = 0
