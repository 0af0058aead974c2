"""Counting close-in-time pairs under many shuffles of the times at once, one shuffle a lane.

A row of lanes is two cache lines, and one subtraction and one comparison serve them all, so that a table of
ten by ten bands costs one pass over the pairs for every 64 shuffles.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence.checks import Ints

LANES = 64
BYTE = 255

Times = NDArray[Any]  # int16, int32 or float64, whichever is the narrowest that holds every difference
Counters = NDArray[Any]  # uint8 or int16
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
    return _counted(starts, first, second, lanes, cuts)[: len(states)]


def observed_counts(starts: Ints, first: Places, second: Places, times: Times, cuts: Times) -> Ints:
    """The same counts for the times as they are, shape (bands, cuts)."""
    counts = np.zeros((len(starts) - 1, len(cuts)), np.int64)
    _count_once(starts, first, second, times, cuts, counts)
    return counts


@kernel
def _count_once(starts: Ints, first: Places, second: Places, times: Times, cuts: Times, counts: Ints) -> None:
    """One shuffle alone: the first cut that a pair lies below, then sums."""
    for band in range(len(starts) - 1):
        for p in range(starts[band], starts[band + 1]):
            one, other = times[first[p]], times[second[p]]
            apart = max(one, other) - min(one, other)
            for m in range(len(cuts)):
                if apart < cuts[m]:
                    counts[band, m] += 1
                    break
        for m in range(1, len(cuts)):
            counts[band, m] += counts[band, m - 1]


def _counted(starts: Ints, first: Places, second: Places, lanes: Times, cuts: Times) -> Ints:
    """Counters in the narrowest type: where no cut is above a byte, differences are cut off there and fit one.

    Twice as many lanes then share a register, and the answers are the same.
    """
    small = cuts.dtype == np.int16 and cuts[-1] <= BYTE
    kind, counter = (np.uint8, np.uint8) if small else (lanes.dtype, np.int16)
    apart, counts = np.empty((4, LANES), kind), np.zeros((len(cuts), LANES), counter)
    found = _count(starts, first, second, lanes, cuts.astype(kind), apart, counts, np.iinfo(counter).max - 4)
    return np.ascontiguousarray(np.moveaxis(found, -1, 0))


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
def _count(
    starts: Ints,
    first: Places,
    second: Places,
    lanes: Times,
    cuts: Times,
    apart: Times,
    counts: Counters,
    most: int,
) -> Ints:
    bands = len(starts) - 1
    total = np.zeros((bands, len(cuts), LANES), np.int64)
    for band in range(bands):
        pending = 0
        for p in range(starts[band], starts[band + 1], 4):
            together = min(starts[band + 1] - p, 4)
            for k in range(together):
                if apart.itemsize == 1:
                    _bytes_apart(lanes, first[p + k], second[p + k], apart, k)
                else:
                    _apart(lanes, first[p + k], second[p + k], apart, k)
            for k in range(together, 4):
                _far(apart, k, cuts)
            if apart.itemsize == 1:
                _add_bytes(apart, cuts, counts)
            else:
                _add(apart, cuts, counts)
            pending += 4
            if pending > most:
                _empty(counts, total[band])
                pending = 0
        _empty(counts, total[band])
    return total


# The helpers below take whole arrays and indices, never row views: a view costs an atomic count of
# references, which is dearer than the arithmetic on a row. Those for bytes name their types at every step,
# or the compiler takes registers of whole words and half the gain is lost.


@kernel
def _apart(lanes: Times, i: int, j: int, apart: Times, k: int) -> None:
    for lane in range(LANES):
        apart[k, lane] = max(lanes[i, lane], lanes[j, lane]) - min(lanes[i, lane], lanes[j, lane])


@kernel
def _bytes_apart(lanes: Times, i: int, j: int, apart: Times, k: int) -> None:
    """Cut off where a byte ends: below no cut either way."""
    for lane in range(LANES):
        difference = np.int16(lanes[i, lane] - lanes[j, lane])
        difference = np.int16(max(difference, np.int16(-difference)))
        apart[k, lane] = np.uint8(min(difference, np.int16(BYTE)))


@kernel
def _far(apart: Times, k: int, cuts: Times) -> None:
    """No pair here: a difference that is below no cut."""
    for lane in range(LANES):
        apart[k, lane] = cuts[len(cuts) - 1]


@kernel
def _add(apart: Times, cuts: Times, counts: Counters) -> None:
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
def _add_bytes(apart: Times, cuts: Times, counts: Counters) -> None:
    for m in range(len(cuts)):
        cut = cuts[m]
        for lane in range(LANES):
            count = counts[m, lane]
            count = np.uint8(count + (apart[0, lane] < cut))
            count = np.uint8(count + (apart[1, lane] < cut))
            count = np.uint8(count + (apart[2, lane] < cut))
            counts[m, lane] = np.uint8(count + (apart[3, lane] < cut))


@kernel
def _empty(counts: Counters, total: Ints) -> None:
    for m in range(counts.shape[0]):
        for lane in range(LANES):
            total[m, lane] += counts[m, lane]
    counts[:] = 0
