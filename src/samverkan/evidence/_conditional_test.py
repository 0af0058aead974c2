"""Tests of moment inequalities with nuisance parameters, conditional on which inequalities bind.

Andrews, Roth & Pakes (2023), "Inference for linear conditional moment inequalities", Rev. Econ. Stud.
90:2763-91, with the least-favourable hybrid. Instead of a linear programme per tested value, the corners of
the dual are listed once; every statistic, truncation point and simulated critical value is then a matrix
product.
"""

from __future__ import annotations

from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from samverkan.evidence.refusal import Refusal

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
MOST_CORNERS = 400_000
CHUNK = 20_000
FIRST_STAGE = 0.1  # share of the test's size spent on the least-favourable step
DRAWS = 2000


def dual_corners(sd: Floats, X: Floats) -> Floats:
    """All basic solutions g >= 0 of g'sd = 1, g'X = 0, one a row: (corners, inequalities)."""
    rows, size = len(sd), X.shape[1] + 1
    if comb(rows, size) > MOST_CORNERS:
        raise Refusal(
            "För många tidpunkter för den här prövningen: slå ihop till längre perioder, eller "
            "pröva bara den "
            "första tiden efter start.",
            "Too many periods for this check: merge them into longer ones, or check only the "
            "first after the start.",
        )
    system = np.column_stack([sd, X])
    right = np.zeros(size)
    right[0] = 1.0
    subsets = combinations(range(rows), size)
    found = []
    while chunk := list(islice(subsets, CHUNK)):
        index = np.array(chunk)
        squares = system[index].transpose(0, 2, 1)
        regular = np.abs(np.linalg.det(squares / np.abs(squares).max(axis=(1, 2), keepdims=True))) > 1e-12
        index, squares = index[regular], squares[regular]
        solved = np.linalg.solve(squares, np.broadcast_to(right[:, None], (len(squares), size, 1)))[..., 0]
        keep = (solved >= -1e-10).all(axis=1)
        corners = np.zeros((int(keep.sum()), rows))
        np.put_along_axis(corners, index[keep], np.maximum(solved[keep], 0.0), axis=1)
        found.append(corners)
    corners = np.concatenate(found)
    return corners[np.unique(np.round(corners, 9), axis=0, return_index=True)[1]]


def accepted(
    corners: Floats, base: Floats, per_value: Floats, covariance: Floats, size: float, values: Floats
) -> Flags:
    """Which of the tested `values` (v,) are not rejected.

    Inequalities hold when base - value * per_value, less its noise of `covariance`, is at most X times a
    nuisance vector; corners (c, inequalities) from `dual_corners` for that X.
    """
    found = corners @ base[:, None] - np.outer(corners @ per_value, values)
    spread = corners @ covariance
    variance = np.einsum("ci,ci->c", spread, corners)
    limit = _least_favourable(corners, covariance, size * FIRST_STAGE)
    rest = (size - size * FIRST_STAGE) / (1 - size * FIRST_STAGE)
    binding = found.argmax(axis=0)
    keep = np.zeros(len(values), dtype=np.bool_)
    for corner in np.unique(binding):
        at = binding == corner
        if variance[corner] <= 1e-20 * variance.max(initial=0.0) or variance[corner] <= 0:
            keep[at] = found[corner, at] <= 0
            continue
        share = spread @ corners[corner] / variance[corner]
        low, high = _truncation(found[:, at], found[corner, at], share)
        keep[at] = _keep(
            found[corner, at], low, np.minimum(high, limit), float(variance[corner]) ** 0.5, rest
        )
        keep[at] &= found[corner, at] <= limit
    return keep


def _least_favourable(corners: Floats, covariance: Floats, size: float) -> float:
    """The critical value when every inequality binds, by simulation with a fixed seed."""
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    noise = np.random.default_rng(0).standard_normal((DRAWS, len(covariance))) @ root.T
    highest = np.full(DRAWS, -np.inf)
    for first in range(0, len(corners), CHUNK):
        highest = np.maximum(highest, (noise @ corners[first : first + CHUNK].T).max(axis=1))
    return float(np.quantile(highest, 1 - size))


def _truncation(found: Floats, top: Floats, share: Floats) -> tuple[Floats, Floats]:
    """Between which values the top corner's statistic could lie and still be on top, all else fixed."""
    gap = 1 - share[:, None]
    edge = np.where(np.abs(gap) > 1e-9, (found - share[:, None] * top) / np.where(gap == 0, 1.0, gap), np.nan)
    low = np.where(gap > 1e-9, edge, -np.inf).max(axis=0)
    high = np.where(gap < -1e-9, edge, np.inf).min(axis=0)
    return low, high


def _keep(top: Floats, low: Floats, high: Floats, sd: float, size: float) -> Flags:
    """Not rejected when the statistic is at most zero or below the truncated normal's upper quantile."""
    a, x, b = low / sd, top / sd, high / sd
    over, whole = _log_between(x, b), _log_between(a, b)
    kept: Flags = (top <= 0) | (over - whole >= np.log(size)) | (x < a) | (x > b)
    return kept


def _log_between(a: Floats, b: Floats) -> Floats:
    """log of the standard normal probability of (a, b), right far out in either tail."""
    flip = a > 0
    left, right = np.where(flip, -b, a), np.where(flip, -a, b)
    upper, lower = log_ndtr(right), log_ndtr(left)
    inside = np.minimum(lower - upper, -1e-300)
    with np.errstate(divide="ignore"):
        difference: Floats = upper + np.log(-np.expm1(inside))
    return difference
