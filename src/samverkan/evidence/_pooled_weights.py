"""Donor weights for many treated units at once, balancing each one and their average: blocks of simplex
problems.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence._simplex import improve_weights

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
SWEEPS = 100
TIE = 1e-6  # where many mixes fit a short past, the most even one is taken: the answer is then unique


@kernel
def _window(values: Floats, start: int, leads: int, level: bool) -> Floats:
    """The `leads` columns before `start`; with `level`, each row less its own mean there."""
    found = values[:, start - leads : start].copy()
    if level:
        for i in range(found.shape[0]):
            total = 0.0
            for t in range(leads):
                total += found[i, t]
            for t in range(leads):
                found[i, t] -= total / leads
    return found


@kernel
def _misfit(D: Floats, x: Floats, w: Floats, out: Floats) -> None:
    for t in range(x.shape[0]):
        out[t] = x[t]
    for i in range(w.shape[0]):
        if w[i] != 0.0:
            for t in range(x.shape[0]):
                out[t] -= w[i] * D[i, t]


@kernel
def pooled_weights(
    values: Floats, units: Ints, starts: Ints, allowed: Flags, leads: int, level: bool, share: float
) -> tuple[Floats, Floats, float]:
    """Weights (treated, n), misfits (treated, leads) and the share of the pooled term used.

    values (n, T); units and starts (treated,); allowed (treated, n). `share` from 0 (each unit for itself)
    to 1 (only the average counts); below zero: the ratio of pooled to separate misfit of the separate fits.
    """
    count, n = len(units), len(values)
    weights, misfit = np.zeros((count, n)), np.zeros((count, leads))
    windows, grams = np.empty((count, n, leads)), np.empty((count, n, n))
    none = np.zeros(n)
    for j in range(count):
        D = _window(values, starts[j], leads, level)
        windows[j], grams[j] = D, D @ D.T
        tie = TIE * np.trace(grams[j]) / n
        for i in range(n):
            grams[j, i, i] += tie
        x = D[units[j]].copy()
        improve_weights(grams[j], D @ x, x @ x, none, allowed[j], weights[j])
        _misfit(D, x, weights[j], misfit[j])
    separate = (misfit * misfit).sum() / count
    average = misfit.sum(axis=0) / count
    together = average @ average
    if share < 0.0:
        share = min(1.0, np.sqrt(together / separate)) if separate > 0.0 else 0.0
    if share <= 0.0 or together <= 0.0 or separate <= 0.0:
        return weights, misfit, max(share, 0.0)
    own, pull = (1.0 - share) / (separate * count), share / together
    factor = (pull / count) / (own + pull / count**2)
    for _ in range(SWEEPS):
        moved = 0.0
        for j in range(count):
            D = windows[j]
            rest = (misfit.sum(axis=0) - misfit[j]) / count
            x = D[units[j]] + factor * rest
            before = weights[j].copy()
            improve_weights(grams[j], D @ x, x @ x, none, allowed[j], weights[j])
            moved = max(moved, np.abs(weights[j] - before).max())
            _misfit(D, D[units[j]].copy(), weights[j], misfit[j])
        if moved < 1e-7:
            break
    return weights, misfit, share
