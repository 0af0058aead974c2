"""Search for the predictor weights V of a synthetic control whose donor weights best fit the past outcomes.

A nested problem with many local optima (Becker & Klossner 2018, Econometrics & Statistics 7:1-15: MSCMT).
Here: a fixed low-discrepancy sweep over the logs of V, then simplex searches (Nelder & Mead 1965) from the
best points. No chance in it: the same data give the same V. Donor weights that the predictors leave open
are chosen by the outcomes (a term too small to sway what the predictors decide), which makes the answer
unique.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence._simplex import simplex_weights

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

FLOOR = -6.0  # log10 of the smallest V relative to the largest: every declared predictor counts a little
TIE = 1e-10  # weight of the outcomes where predictors leave the choice open
SWEEP, REFINED, STEPS = 600, 6, 500


@kernel
def _weigh(theta: Floats) -> Floats:
    """V from its logs: largest one, none below the floor."""
    v = np.empty(theta.shape[0])
    top = theta.max()
    for i in range(theta.shape[0]):
        v[i] = 10.0 ** max(theta[i] - top, FLOOR)
    return v


@kernel
def donor_weights(
    predictors: Floats, outcome_gram: Floats, v: Floats, row: int, allowed: Flags, weights: Floats
) -> None:
    """Donor weights of unit `row` for predictor weights v, into `weights` (units,)."""
    rooted = predictors * np.sqrt(v)
    gram = rooted @ rooted.T + TIE * outcome_gram
    usable = allowed.copy()
    usable[row] = False
    simplex_weights(gram, gram[row], gram[row, row], np.zeros(len(gram)), usable, weights)


@kernel
def _loss(
    theta: Floats, predictors: Floats, outcome_gram: Floats, row: int, allowed: Flags, weights: Floats
) -> float:
    """Squared past gap (in units of outcome_gram) of the donor weights that these logs lead to."""
    donor_weights(predictors, outcome_gram, _weigh(theta), row, allowed, weights)
    total = outcome_gram[row, row]
    for j in range(weights.shape[0]):
        if weights[j] > 0.0:
            total -= 2.0 * weights[j] * outcome_gram[row, j]
            for i in range(weights.shape[0]):
                if weights[i] > 0.0:
                    total += weights[i] * weights[j] * outcome_gram[i, j]
    return float(max(total, 0.0))


@kernel
def _sweep(predictors: Floats, outcome_gram: Floats, row: int, allowed: Flags) -> tuple[Floats, Floats]:
    """The best REFINED points (REFINED, k) of an additive recurrence over the cube, equal weights first."""
    k = predictors.shape[1]
    weights, kept = np.empty(len(predictors)), np.zeros((REFINED, k))
    losses = np.full(REFINED, np.inf)
    base = 2.0
    for _ in range(60):
        base = (1.0 + base) ** (1.0 / (k + 1))  # the generalised golden ratio: Roberts 2018
    theta = np.zeros(k)
    for point in range(SWEEP):
        for i in range(k):
            theta[i] = FLOOR * ((0.5 + point / base ** (i + 1)) % 1.0) if point > 0 else 0.0
        loss = _loss(theta, predictors, outcome_gram, row, allowed, weights)
        worst = losses.argmax()
        if loss < losses[worst]:
            losses[worst] = loss
            kept[worst] = theta
    return kept, losses


@kernel
def _refine(
    theta: Floats, predictors: Floats, outcome_gram: Floats, row: int, allowed: Flags
) -> tuple[Floats, float]:
    """Nelder-Mead with the dimension-adapted moves of Gao & Han (2012)."""
    k = theta.shape[0]
    weights, points, values = np.empty(len(predictors)), np.empty((k + 1, k)), np.empty(k + 1)
    for i in range(k + 1):
        points[i] = theta
        if i < k:
            points[i, i] += 1.0 if theta[i] < FLOOR / 2 else -1.0
        values[i] = _loss(points[i], predictors, outcome_gram, row, allowed, weights)
    used = k + 1
    while used < STEPS:
        _sort(points, values)
        if values[k] - values[0] <= 1e-9 * (values[0] + 1e-12):
            break
        moved, value = _move(points, values, predictors, outcome_gram, row, allowed, weights)
        used += 2
        if value < values[k]:
            points[k], values[k] = moved, value
            continue
        for i in range(1, k + 1):
            points[i] = points[0] + (1.0 - 1.0 / k) * (points[i] - points[0])
            values[i] = _loss(points[i], predictors, outcome_gram, row, allowed, weights)
        used += k
    best = int(values.argmin())
    return points[best], values[best]


@kernel
def _sort(points: Floats, values: Floats) -> None:
    """Rows by rising value, in place; by insertion, since they are nearly sorted already."""
    for i in range(1, values.shape[0]):
        j = i
        while j > 0 and values[j] < values[j - 1]:
            values[j], values[j - 1] = values[j - 1], values[j]
            for c in range(points.shape[1]):
                points[j, c], points[j - 1, c] = points[j - 1, c], points[j, c]
            j -= 1


@kernel
def _move(
    points: Floats,
    values: Floats,
    predictors: Floats,
    outcome_gram: Floats,
    row: int,
    allowed: Flags,
    weights: Floats,
) -> tuple[Floats, float]:
    """Where the worst of the sorted points goes: through the centre of the rest, further, or nearer."""
    k = points.shape[1]
    centre = np.zeros(k)
    for i in range(k):
        centre += points[i] / k
    away = centre - points[k]
    moved = centre + away
    value = _loss(moved, predictors, outcome_gram, row, allowed, weights)
    if values[0] <= value < values[k - 1]:
        return moved, value
    inside = 0.75 - 0.5 / k
    reach = 1.0 + 2.0 / k if value < values[0] else (inside if value < values[k] else -inside)
    trial = centre + reach * away
    other = _loss(trial, predictors, outcome_gram, row, allowed, weights)
    if other < value:
        return trial, other
    return moved, value


@kernel
def search_rows(
    predictors: Floats, outcome_gram: Floats, allowed: Flags, rows: Ints
) -> tuple[Floats, Floats]:
    """For each row as the treated unit: V (rows, k), largest one; and donor weights (rows, units)."""
    k, n = predictors.shape[1], len(predictors)
    chosen, weights = np.empty((len(rows), k)), np.zeros((len(rows), n))
    for place in range(len(rows)):
        row = rows[place]
        starts, losses = _sweep(predictors, outcome_gram, row, allowed)
        best, least = starts[0], np.inf
        for start in range(REFINED):
            if losses[start] < np.inf:
                theta, loss = _refine(starts[start], predictors, outcome_gram, row, allowed)
                if loss < least:
                    best, least = theta, float(loss)
        chosen[place] = _weigh(best)
        donor_weights(predictors, outcome_gram, chosen[place], row, allowed, weights[place])
    return chosen, weights
