"""The columns of an interrupted time series: level, trend, season, and the change at the start."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Change = Literal["level", "level_and_slope"]


class Columns(NamedTuple):
    """X (rows, k) with the programme, `without` the same rows had it never started, and the changed
    columns.
    """

    X: Floats
    without: Floats
    changed: tuple[int, ...]


def single(periods: int, start: int, season: int, harmonics: int, change: Change) -> Columns:
    """One series. Trend in units of the whole period, season as sine and cosine pairs of `season` periods."""
    base = baseline(periods, season, harmonics)
    after = change_columns(periods, start, change)
    width = base.shape[1]
    return Columns(
        np.column_stack([base, after]),
        np.column_stack([base, np.zeros_like(after)]),
        tuple(range(width, width + after.shape[1])),
    )


def compared(periods: int, start: int, season: int, harmonics: int, change: Change, others: int) -> Columns:
    """The treated series first, then `others` comparison series stacked below it.

    Every series has its own level and trend; season and the change that all share at the start are common;
    the treated series' own change on top of that is what is asked for (Linden 2015, Stata J. 15:480-500).
    """
    shared = baseline(periods, season, harmonics)
    after = change_columns(periods, start, change)
    series = 1 + others
    level = np.repeat(np.eye(series), periods, axis=0)
    trend = level * np.tile(shared[:, 1:2], (series, 1))
    common = np.tile(np.column_stack([shared[:, 2:], after]), (series, 1))
    own = np.vstack([after, np.zeros((others * periods, after.shape[1]))])
    rest = np.column_stack([np.ones(series * periods), level[:, 1:], trend, common])
    width = rest.shape[1]
    return Columns(
        np.column_stack([rest, own]),
        np.column_stack([rest, np.zeros_like(own)]),
        tuple(range(width, width + own.shape[1])),
    )


def baseline(periods: int, season: int, harmonics: int) -> Floats:
    """Constant, trend and season (periods, k)."""
    time = np.arange(periods)
    waves = [
        wave(2 * np.pi * number * time / season)
        for number in range(1, min(harmonics, season // 2) + 1 if season > 1 else 1)
        for wave in (np.sin, np.cos)
        if not (wave is np.sin and 2 * number == season)  # that sine is zero in every period
    ]
    return np.column_stack([np.ones(periods), time / periods - 0.5, *waves])


def change_columns(periods: int, start: int, change: Change) -> Floats:
    """The step at the start, and with it, if asked, a new slope counted from there."""
    time = np.arange(periods)
    step = (time >= start).astype(np.float64)
    return np.column_stack([step] if change == "level" else [step, step * (time - start) / periods])
