"""Fixed-length intervals under a bound M on how much a trend may bend from one period to the next.

Rambachan & Roth (2023), section 3.2; Donoho (1994). The interval is centred on a linear estimator; its
weights on the leads trade variance against worst-case bias. In the running sums of the weights that trade
is a lasso, whose path of solutions is piecewise linear: every efficient interval lies on it, and the
shortest is picked.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar

from samverkan.evidence._distributions import norm

Floats = NDArray[np.float64]


def folded_quantile(level: float, centre: float) -> float:
    """The `level` quantile of |N(centre, 1)|."""
    if centre > 30:
        return centre + float(norm.ppf(level))

    def short(c: float) -> float:
        return float(norm.cdf(c - centre) - norm.cdf(-c - centre)) - level

    return float(brentq(short, 0.0, centre + 10.0, xtol=1e-13))


def fixed_length(
    estimates: Floats, covariance: Floats, leads: int, target: Floats, bend: float, level: float
) -> tuple[float, float]:
    """Shortest interval for target'(effects) when second differences of the bias are at most `bend`.

    estimates (leads + lags,) ordered in time without the reference; target (lags,) weights on the lags.
    """
    lags = len(target)
    total = float(np.arange(1, lags + 1) @ target)
    tails = [abs(float(np.arange(1, s + 1) @ target[lags - s :])) for s in range(1, lags + 1)]
    base = (
        sum(tails) - total + abs(total)
    )  # bias that no weights on the leads can take away, per unit of bend
    to_weights = np.zeros((leads, leads))  # running sums u -> weights on the leads (second differences)
    for row in range(leads):
        for back, factor in ((0, 1.0), (1, -2.0), (2, 1.0)):
            if row >= back:
                to_weights[row, row - back] = factor
    last = to_weights[:, -1] * total
    free = to_weights[:, :-1]
    pre, cross = covariance[:leads, :leads], covariance[:leads, leads:] @ target
    quadratic = free.T @ pre @ free
    linear = free.T @ (pre @ last + cross)

    def half_length(u: Floats) -> float:
        weights = np.concatenate([free @ u + last, target])
        sd = float(np.sqrt(max(weights @ covariance @ weights, 1e-300)))
        return sd * folded_quantile(level, bend * (base + float(np.abs(u).sum())) / sd)

    path = lasso_path(quadratic, linear)
    u = path[-1] if bend == 0 else _shortest(path, half_length)
    centre, reach = float(np.concatenate([free @ u + last, target]) @ estimates), half_length(u)
    return centre - reach, centre + reach


def _shortest(path: list[Floats], length: Callable[[Floats], float]) -> Floats:
    """The point on the polygon `path` of least length."""
    best = min(path, key=length)
    for left, right in pairwise(path):
        found = minimize_scalar(
            lambda share, a=left, b=right: length(a + share * (b - a)), bounds=(0, 1), method="bounded"
        )
        point = left + float(found.x) * (right - left)
        if length(point) < length(best):
            best = point
    return best


def lasso_path(quadratic: Floats, linear: Floats) -> list[Floats]:
    """Corners of argmin u'Qu/2 + linear'u + k |u|_1 as k falls from where u = 0 to zero (Osborne et al.
    2000).
    """
    u = np.zeros(len(linear))
    if not len(linear):
        return [u]
    slope = linear.copy()
    penalty = float(np.abs(slope).max())
    active = [int(np.abs(slope).argmax())]
    corners, just_left = [u.copy()], -1
    for _ in range(50 * len(linear)):
        sign = -np.sign(slope[active])
        along = np.linalg.lstsq(quadratic[np.ix_(active, active)], sign, rcond=None)[0]
        drift = quadratic[:, active] @ along  # what the slope loses per unit of fallen penalty
        step, event = penalty, -1
        for j in range(len(u)):
            if j in active:
                reach = -u[j] / along[active.index(j)] if along[active.index(j)] * u[j] < 0 else np.inf
            else:
                sides = (1.0, -1.0) if j != just_left else (-float(np.sign(slope[j])),)
                reach = _meets(float(slope[j]), float(drift[j]), penalty, sides)
            if reach < step:
                step, event = reach, j
        u[active] += step * along
        slope = slope + step * drift
        penalty -= step
        if event in active:
            active.remove(event)
            u[event], just_left = 0.0, event
        elif event >= 0:
            active.append(event)
            just_left = -1
        corners.append(u.copy())
        if event < 0 or not active:
            break
    return corners


def _meets(slope: float, drift: float, penalty: float, sides: tuple[float, ...]) -> float:
    """How far the penalty can fall before |slope| equals it, on the given sides of zero."""
    reaches = [(penalty - side * slope) / (1 + side * drift) for side in sides if 1 + side * drift > 1e-14]
    return max(0.0, min(reaches, default=np.inf))
