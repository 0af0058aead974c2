"""The two inner loops of synthetic-control intervals: extreme forecasts under noise, and inverted
placebo-in-time tests. Both solve long chains of nearly equal simplex problems, each from the support of the
one before.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._compile import kernel
from samverkan.evidence._simplex import improve_weights

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NOTHING = 1e-20  # squared noise that is no noise: values are scaled to one
ROUNDING = 1e-9
CLOSE = 1e-4  # bounds are found to this share of the distance between the forecasts that bracket them


@kernel
def _squared(G: Floats, q: Floats, qq: float, w: Floats) -> float:
    """|D'w - x|^2 from products only."""
    total = qq
    for j in range(w.shape[0]):
        if w[j] > 0.0:
            total -= 2.0 * w[j] * q[j]
            for i in range(w.shape[0]):
                if w[i] > 0.0:
                    total += w[i] * w[j] * G[i, j]
    return float(total)


@kernel
def _dot(a: Floats, b: Floats) -> float:
    total = 0.0
    for i in range(a.shape[0]):
        total += a[i] * b[i]
    return total


@kernel
def _edge(
    G: Floats, q: Floats, qq: float, radius: float, forecast: Floats, sign: float, guess: float, w: Floats
) -> tuple[float, float]:
    """Largest sign * forecast'w over the simplex with |D'w - x|^2 <= radius; w starts and ends on the way.

    Returns the value and the price of the constraint. The price is bracketed, then narrowed by false
    position; the last two solutions are mixed so that the constraint holds exactly.
    """
    n = w.shape[0]
    c, everyone = np.empty(n), np.ones(n, np.bool_)
    inside, outside = w.copy(), w.copy()
    low, high, below, above = 0.0, np.inf, _squared(G, q, qq, w) - radius, np.inf
    price, top = guess, (sign * forecast).max()
    for _ in range(60):
        for j in range(n):
            c[j] = -2.0 * sign * price * forecast[j]
        improve_weights(G, q, qq, c, everyone, w)
        excess = _squared(G, q, qq, w) - radius
        if excess <= 0.0:
            low, below = price, excess
            inside[:] = w
        else:
            high, above = price, excess
            outside[:] = w
        if high == np.inf:
            value = sign * _dot(forecast, w)
            if value >= top - 1e-9 * (1.0 + abs(top)) or price > 1e7 * guess:
                return value, guess  # the constraint does not bind
            price *= 8.0
            continue
        reach = sign * (_dot(forecast, outside) - _dot(forecast, inside))
        if reach <= CLOSE * (1e-12 + abs(_dot(forecast, inside))) or high - low <= 1e-3 * high:
            break
        share = min(max(-below / max(above - below, NOTHING), 0.1), 0.9)
        price = low + share * (high - low)
    share = _share(G, q, qq, radius, inside, outside)
    w[:] = inside
    first, last = _dot(forecast, inside), _dot(forecast, outside)
    return sign * (first + share * (last - first)), high


@kernel
def _share(G: Floats, q: Floats, qq: float, radius: float, inside: Floats, outside: Floats) -> float:
    """How far from inside to outside the squared distance reaches the radius."""
    first, last = _squared(G, q, qq, inside), _squared(G, q, qq, outside)
    middle = _squared(G, q, qq, 0.5 * (inside + outside))
    bend = 2.0 * (first + last) - 4.0 * middle
    slope, rest = last - first - bend, first - radius
    if rest >= 0.0 or last <= radius:
        return 0.0 if rest >= 0.0 else 1.0
    root = slope + np.sqrt(max(slope * slope - 4.0 * bend * rest, 0.0))
    return float(min(max(-2.0 * rest / root, 0.0), 1.0)) if root > 0.0 else 0.0


@kernel
def extreme_forecasts(
    past: Floats, gram: Floats, forecasts: Floats, weights: Floats, noise: Floats
) -> Floats:
    """Least and greatest forecast error, (draws, periods, 2), that each row of noise (draws, T0) allows.

    past (n, T0) donors before, gram their products, forecasts (periods, n) donors after, weights (n,) as
    fitted.
    """
    draws, periods, n = noise.shape[0], forecasts.shape[0], past.shape[0]
    found = np.zeros((draws, periods, 2))
    fitted = weights @ past
    everyone, none, centre = np.ones(n, np.bool_), np.zeros(n), np.zeros(n)
    for draw in range(draws):
        target = fitted + noise[draw]
        q, qq = past @ target, target @ target
        radius = (noise[draw] @ noise[draw]) * (1.0 + ROUNDING) + NOTHING
        centre[:] = weights
        improve_weights(gram, q, qq, none, everyone, centre)
        for side in range(2):
            sign = 2.0 * side - 1.0
            w, price = centre.copy(), 0.0
            for period in range(periods):
                spread = forecasts[period].max() - forecasts[period].min()
                if spread <= 1e-12:
                    continue
                if price <= 0.0:
                    price = radius / spread
                value, price = _edge(gram, q, qq, radius, forecasts[period], sign, price / 4.0, w)
                found[draw, period, side] = sign * value - _dot(forecasts[period], weights)
    return found


@kernel
def null_p(table: Floats, gram: Floats, target: Floats, block: int, shift: float, w: Floats) -> float:
    """p-value of a constant effect `shift` in the last `block` periods, all cyclic shifts (Chernozhukov et
    al.).

    table (n, T) donors in all T periods, target (T,) the treated unit; w is the start and becomes the
    solution.
    """
    n, periods = table.shape
    x = target.copy()
    for t in range(periods - block, periods):
        x[t] -= shift
    q = table @ x
    improve_weights(gram, q, _dot(x, x), np.zeros(n), np.ones(n, np.bool_), w)
    size = np.abs(x - w @ table)
    observed = 0.0
    for t in range(periods - block, periods):
        observed += size[t]
    count = 0
    for first in range(periods):
        total = 0.0
        for t in range(block):
            total += size[(first + t) % periods]
        if total >= observed * (1.0 - 1e-9):
            count += 1
    return float(count / periods)


@kernel
def inverted(
    table: Floats, target: Floats, block: int, centre: float, step: float, size: float
) -> tuple[float, float]:
    """Ends of the values with p above `size`, searched outward from `centre`, which must be accepted
    itself.
    """
    gram, ends = table @ table.T, np.zeros(2)
    for side in range(2):
        sign, w = 2.0 * side - 1.0, np.zeros(table.shape[0])
        near, reach = 0.0, step
        for _ in range(200):
            if null_p(table, gram, target, block, centre + sign * reach, w) <= size:
                break
            near = reach
            reach *= 1.5
        for _ in range(30):
            middle = 0.5 * (near + reach)
            if null_p(table, gram, target, block, centre + sign * middle, w) > size:
                near = middle
            else:
                reach = middle
            if reach - near <= 1e-5 * step:
                break
        ends[side] = centre + sign * reach
    return ends[0], ends[1]
