"""Fixed-length intervals under a bound M on how much a trend may bend from one period to the next.

Rambachan & Roth (2023), section 3.2; Donoho (1994). The interval is centred on a linear estimator; its weights on
the leads trade variance against worst-case bias. In the running sums of the weights that trade is a lasso, so a
few coordinate sweeps solve it exactly.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import norm

Floats = NDArray[np.float64]
SWEEPS = 2000


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
    base = sum(tails) - total + abs(total)  # bias that no weights on the leads can take away, per unit of bend
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

    def candidate(penalty: float) -> tuple[float, float, Floats]:
        u = lasso(quadratic, linear, penalty)
        weights = np.concatenate([free @ u + last, target])
        sd = float(np.sqrt(max(weights @ covariance @ weights, 0.0)))
        bias = bend * (base + float(np.abs(u).sum()))
        half = sd * folded_quantile(level, bias / sd) if sd > 0 else bias
        return half, bias, weights

    best = candidate(0.0) if bend == 0 else _best(candidate, float(np.abs(linear).max(initial=0.0)))
    centre = float(best[2] @ estimates)
    return centre - best[0], centre + best[0]


def _best(candidate, most: float):  # type: ignore[no-untyped-def]
    raise NotImplementedError


def lasso(quadratic: Floats, linear: Floats, penalty: float) -> Floats:
    """argmin of u'Qu/2 + linear'u + penalty |u|_1 by coordinate descent."""
    u = np.zeros(len(linear))
    slope = linear.copy()
    for _ in range(SWEEPS):
        moved = 0.0
        for j in range(len(u)):
            curve = quadratic[j, j]
            if curve <= 0:
                continue
            aim = u[j] - slope[j] / curve
            new = np.sign(aim) * max(abs(aim) - penalty / curve, 0.0)
            if new != u[j]:
                slope += quadratic[:, j] * (new - u[j])
                moved = max(moved, abs(new - u[j]))
                u[j] = new
        if moved <= 1e-13 * (1 + np.abs(u).max(initial=0.0)):
            break
    return u
