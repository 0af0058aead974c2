"""Compile every kernel once and keep the machine code on disk, so that no command waits for it later.

Run by the set-up command; anyone may run it again. It goes through each design on a small panel rather than keeping a
list of kernels, so that a new one cannot be forgotten without a test noticing.
"""

from __future__ import annotations

import time

import numpy as np


def prepare() -> float:
    """Compile; returns the seconds it took."""
    began = time.perf_counter()
    rng = np.random.default_rng(1)
    panel = rng.normal(size=(8, 40)).cumsum(axis=1) + 50
    _panels(panel)
    _series(rng.poisson(9, size=(4, 60)).astype(float))
    _places(rng)
    _persons(rng)
    return time.perf_counter() - began


def _panels(panel: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    from samverkan.evidence.predictor_control import predictor_control
    from samverkan.evidence.staggered import staggered_control
    from samverkan.evidence.synthetic_control import every_weight, synthetic_control
    from samverkan.evidence.synthetic_did import synthetic_did
    from samverkan.evidence.synthetic_intervals import conformal_interval, prediction_interval

    synthetic_control(panel, 0, 30)
    every_weight(panel, 30)
    conformal_interval(panel, 0, 30)
    prediction_interval(panel, 0, 30, draws=8)
    synthetic_did(panel, [0], 30)
    predictor_control(panel, 0, 30, panel[:, :2])
    starts = np.full(len(panel), -1)
    starts[:2] = 30, 32
    staggered_control(panel, starts, draws=9)


def _series(counts: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    from samverkan.evidence.interrupted_series import interrupted_batch, interrupted_series
    from samverkan.evidence.structural_series import structural_series

    interrupted_series(counts[0], 48, comparison=counts[1:])
    interrupted_batch(counts, 48)
    structural_series(counts[0], 48, counts[1:].T)


def _places(rng: np.random.Generator) -> None:
    from samverkan.evidence.events import each_row
    from samverkan.evidence.grid import grid_over
    from samverkan.evidence.hotspots import getis_ord
    from samverkan.evidence.near_repeat import near_repeat

    x, y, day = rng.uniform(0, 1000, (3, 60))
    for days in (
        np.floor(day),
        day,
        np.floor(day) * 100,
    ):  # narrow, exact and wide times: each its own machine code
        for metric in ("manhattan", "euclid"):
            near_repeat(
                each_row(x, y, days),
                metres=[0, 100, 200],
                days=[0, 7, 14],
                metric="manhattan" if metric == "manhattan" else "euclid",
                permutations=9,
            )
    grid = grid_over(x, y, metres=200)
    getis_ord(grid.counts(x, y), grid.neighbours())


def _persons(rng: np.random.Generator) -> None:
    from samverkan.evidence.survival import cox

    stop = rng.exponential(size=60)
    cox(stop, rng.integers(0, 2, 60), rng.normal(size=(60, 2)), cluster=np.arange(60) // 2)
