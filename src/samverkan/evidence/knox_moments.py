"""Exact mean and variance of Knox counts when the times are permuted over the places: no simulation needed.

A count of pairs close in space and in time is the overlap of two graphs on the same points, one relabelled
at random. Its second moment needs only how many ordered pairs of edges in each graph coincide, share one
point, or share none. Barton & David (1966), "The random intersection of two graphs", in Research Papers in
Statistics, 455-459; Mantel (1967), "The detection of disease clustering and a generalized regression
approach", Cancer Research 27:209-220.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from samverkan.evidence._compile import kernel
from samverkan.evidence._shuffles import Times
from samverkan.evidence.checks import Floats, Ints


class Moments(NamedTuple):
    """Exact permutation mean and variance, each of shape (space bands, time bands)."""

    mean: Floats
    variance: Floats


def moments(space_degrees: Ints, time_degrees: Ints) -> Moments:
    """Moments from each point's degree in each band, shapes (n, space bands) and (n, time bands), n >= 2.

    Whole numbers and fractions throughout: with a last band that is "all the rest", the variance is a
    difference of numbers some 10**19 large, where floating point would leave nothing.
    """
    n = len(space_degrees)
    everything = _edges(n * (n - 1), n * (n - 1) * (n - 1))
    space = [_edges(*sums) for sums in _sums(space_degrees)]
    time = [_edges(*sums) for sums in _sums(time_degrees)]
    pairs = [[_mean_and_variance(s, t, everything) for t in time] for s in space]
    table = np.array(pairs, dtype=np.float64).reshape(len(space), len(time), 2)
    return Moments(table[..., 0], table[..., 1])


class _Edges(NamedTuple):
    """Edges of a graph, and its ordered pairs of edges that share one point and that share none."""

    edges: int
    touching: int
    apart: int


def _sums(degrees: Ints) -> list[tuple[int, int]]:
    exact = degrees.astype(object) if len(degrees) > 2**20 else degrees  # n**3 must stay below 2**63
    squares = (exact**2).sum(axis=0)
    return [(int(a), int(b)) for a, b in zip(degrees.sum(axis=0), squares, strict=True)]


def _edges(total_degree: int, squared_degree: int) -> _Edges:
    count = total_degree // 2
    touching = squared_degree - total_degree
    return _Edges(count, touching, count * count - count - touching)


def _mean_and_variance(space: _Edges, time: _Edges, everything: _Edges) -> tuple[float, float]:
    mean = Fraction(space.edges * time.edges, everything.edges)
    second = mean
    if everything.touching:
        second += Fraction(space.touching * time.touching, everything.touching)
    if everything.apart:
        second += Fraction(space.apart * time.apart, everything.apart)
    return float(mean), float(second - mean * mean)


def time_degrees(times: Times, cuts: Times) -> Ints:
    """How many other events lie closer in time than each cut, shape (n, cuts), events sorted by time."""
    ordered = np.sort(times)
    degrees = np.empty((len(times), len(cuts)), np.int64)
    _window(ordered, cuts, degrees)
    return degrees


@kernel
def _window(times: Times, cuts: Times, degrees: Ints) -> None:
    """Two pointers a cut; the same subtraction and comparison as the counting, so both agree exactly."""
    n = len(times)
    for m in range(len(cuts)):
        low = high = 0
        for i in range(n):
            while times[i] - times[low] >= cuts[m]:
                low += 1
            while high < n and times[high] - times[i] < cuts[m]:
                high += 1
            degrees[i, m] = high - low - 1
