"""Cox's partial likelihood and its score residuals, in one sweep down the times of each stratum.

Efron (1977), J. Am. Stat. Assoc. 72:557-565, for ties; Lin & Wei (1989), J. Am. Stat. Assoc.
84:1074-1078, for the residuals: everything a row contributes is a difference of two cumulative sums, so n
rows cost n steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samverkan.evidence._compile import kernel
from samverkan.evidence.checks import Floats, Ints


@dataclass(frozen=True)
class Rows:
    """Rows sorted by stratum and falling stop; `bounds` (strata + 1,) cuts the strata, `entry` orders by
    start.

    x (n, p) centred and scaled; start, stop, event (n,): at risk in (start, stop]; event is 0 or 1.
    """

    x: Floats
    start: Floats
    stop: Floats
    event: Ints
    entry: Ints
    bounds: Ints
    order: Ints
    efron: bool


def sort_rows(x: Floats, start: Floats, stop: Floats, event: Ints, strata: Ints, *, efron: bool) -> Rows:
    """The rows in the order that the sweep wants; `order` leads back."""
    order = np.lexsort((-stop, strata))
    kept = strata[order]
    entry = np.lexsort((-start[order], kept))
    bounds = np.r_[0, np.flatnonzero(np.diff(kept)) + 1, len(kept)].astype(np.int64)
    return Rows(x[order], start[order], stop[order], event[order], entry, bounds, order, efron)


def likelihood(rows: Rows, beta: Floats) -> tuple[float, Floats, Floats]:
    """Log partial likelihood, its gradient (p,) and its information (p, p)."""
    p = rows.x.shape[1]
    gradient, information = np.zeros(p), np.zeros((p, p))
    nothing = np.zeros((0, 2 + 3 * p))
    args = (rows.x, rows.start, rows.stop, rows.event, rows.entry, rows.bounds, rows.efron, beta)
    value = _sweep(*args, gradient, information, nothing, np.zeros(0), np.zeros(len(rows.bounds), np.int64))
    return value, gradient, information


def score_residuals(rows: Rows, beta: Floats) -> Floats:
    """What each row adds to the score, (n, p), in the order the rows were given; they sum to the gradient.

    With ties they are the derivative of Efron's score by the row's weight, so no order of rows matters.
    """
    n, p = rows.x.shape
    steps = np.zeros((int(rows.event.sum()), 2 + 3 * p))
    times, ends = np.zeros(len(steps)), np.zeros(len(rows.bounds), np.int64)
    args = (rows.x, rows.start, rows.stop, rows.event)
    _sweep(
        *args, rows.entry, rows.bounds, rows.efron, beta, np.zeros(p), np.zeros((p, p)), steps, times, ends
    )
    sorted_residuals = np.zeros((n, p))
    _residuals(*args, rows.bounds, beta, steps, times, ends, sorted_residuals)
    residuals = np.empty_like(sorted_residuals)
    residuals[rows.order] = sorted_residuals
    return residuals


@kernel
def _sweep(
    x: Floats,
    start: Floats,
    stop: Floats,
    event: Ints,
    entry: Ints,
    bounds: Ints,
    efron: bool,
    beta: Floats,
    gradient: Floats,
    information: Floats,
    steps: Floats,
    times: Floats,
    ends: Ints,
) -> float:
    """Down the times of each stratum, adding rows whose stop is reached, removing those not yet begun.

    steps, where given, takes at each event time: the hazard, the hazard as the dying feel it (Efron), and
    three p-vectors: hazard times mean covariate, the same for the dying, and the mean covariate itself.
    """
    p = x.shape[1]
    value = 0.0
    found = 0
    eta = x @ beta
    phi = np.exp(eta)
    risk = np.zeros((p + 1, p + 1))  # [0, 0] sum of phi, [a, 0] of phi x, [a, b] of phi x x' (lower half)
    dead = np.zeros((p + 1, p + 1))
    for stratum in range(len(bounds) - 1):
        risk[:] = 0.0
        i = gone = bounds[stratum]
        last = bounds[stratum + 1]
        while i < last:
            now = stop[i]
            dying = 0
            dead[:] = 0.0
            while i < last and stop[i] == now:
                _add(x, i, phi[i], risk)
                if event[i]:
                    dying += 1
                    value += eta[i]
                    gradient += x[i]
                    _add(x, i, phi[i], dead)
                i += 1
            while dying and gone < last and start[entry[gone]] >= now:
                _add(x, entry[gone], -phi[entry[gone]], risk)
                gone += 1
            for k in range(dying):
                part = k / dying if efron else 0.0
                value -= _one_death(risk, dead, part, gradient, information, steps[found:], 1 / dying)
            if dying and len(steps):
                times[found] = now
                found += 1
        ends[stratum + 1 :] = found
    _mirror(information)
    return value


@kernel
def _add(x: Floats, i: int, weight: float, sums: Floats) -> None:
    """Row i into the sums over a risk set, with its weight (negative takes it out)."""
    sums[0, 0] += weight
    for a in range(x.shape[1]):
        weighted = weight * x[i, a]
        sums[a + 1, 0] += weighted
        for b in range(a + 1):
            sums[a + 1, b + 1] += weighted * x[i, b]


@kernel
def _one_death(
    risk: Floats,
    dead: Floats,
    part: float,
    gradient: Floats,
    information: Floats,
    steps: Floats,
    share: float,
) -> float:
    """One of the tied deaths, with `part` of the dying already gone (Efron); the log of the sum at risk."""
    p = len(gradient)
    total = risk[0, 0] - part * dead[0, 0]
    if not total > 0:  # all weights underflowed: the step was too long, and the caller halves it
        return np.inf
    mean = (risk[1:, 0] - part * dead[1:, 0]) / total
    gradient -= mean
    for a in range(p):
        for b in range(a + 1):
            second = risk[a + 1, b + 1] - part * dead[a + 1, b + 1]
            information[a, b] += second / total - mean[a] * mean[b]
    if len(steps):
        steps[0, 0] += 1 / total
        steps[0, 1] += (1 - part) / total
        steps[0, 2 : 2 + p] += mean / total
        steps[0, 2 + p : 2 + 2 * p] += (1 - part) * mean / total
        steps[0, 2 + 2 * p :] += share * mean
    return float(np.log(total))


@kernel
def _mirror(information: Floats) -> None:
    for a in range(len(information)):
        for b in range(a):
            information[b, a] = information[a, b]


@kernel
def _residuals(
    x: Floats,
    start: Floats,
    stop: Floats,
    event: Ints,
    bounds: Ints,
    beta: Floats,
    steps: Floats,
    times: Floats,
    ends: Ints,
    residuals: Floats,
) -> None:
    """Cumulative sums of hazard and hazard times mean from late to early, then two look-ups a row."""
    p = x.shape[1]
    phi = np.exp(x @ beta)
    for stratum in range(len(bounds) - 1):
        low, high = ends[stratum], ends[stratum + 1]
        size = high - low
        rising = times[low:high][::-1].copy()
        below = np.zeros((size + 1, 1 + p))
        for k in range(size):
            step = high - 1 - k
            below[k + 1, 0] = below[k, 0] + steps[step, 0]
            for a in range(p):
                below[k + 1, 1 + a] = below[k, 1 + a] + steps[step, 2 + a]
        for i in range(bounds[stratum], bounds[stratum + 1]):
            begun = np.searchsorted(rising, start[i], side="right")
            ended = np.searchsorted(rising, stop[i], side="right") - event[i]  # its own time comes apart
            step = high - 1 - ended
            hazard = below[ended, 0] - below[begun, 0]
            if event[i]:
                hazard += steps[step, 1]
            for a in range(p):
                shifted = below[ended, 1 + a] - below[begun, 1 + a]
                if event[i]:
                    shifted += steps[step, 2 + p + a]
                    residuals[i, a] = x[i, a] - steps[step, 2 + 2 * p + a]
                residuals[i, a] -= phi[i] * (x[i, a] * hazard - shifted)
