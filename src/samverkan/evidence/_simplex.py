"""Least squares on the simplex by an active set, from a shared Gram matrix.

min over w of  |x - D'w|^2 + c'w   subject to  w >= 0, sum(w) = 1,

with D the donors (one row each) and x the target. Only inner products are needed: the Gram matrix of the
donors, their products with the target and the target's own square. So one Gram matrix serves every placebo,
in which each unit in turn is the target and is barred from being its own donor. With c = 0 this is Wolfe's
min-norm point of the donors seen from the target (P. Wolfe, Finding the nearest point in a polytope, Math.
Programming 11, 1976).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._cholesky import grow, shrink, solve
from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

DEPENDENT = 1e-12  # a pivot below this share of its diagonal is rounding, not a new direction
OPTIMAL = 1e-14  # a gain below this share of the mean squared distance to the donors is rounding


@kernel
def _slope(G: Floats, q: Floats, qq: float, c: Floats, S: Ints, w: Floats, n: int, g: Floats) -> float:
    """Half gradient at the point w on support S, into g; returns its mean over the support (the
    multiplier).
    """
    constant = qq
    for k in range(n):
        constant -= w[k] * q[S[k]]
    for j in range(g.shape[0]):
        g[j] = 0.5 * c[j] - q[j] + constant
    for k in range(n):
        row, share = G[S[k]], w[k]
        for j in range(g.shape[0]):
            g[j] += share * row[j]
    level = 0.0
    for k in range(n):
        level += w[k] * g[S[k]]
    return level


@kernel
def _stationary(L: Floats, S: Ints, c: Floats, n: int, z: Floats, v: Floats) -> None:
    """The least point of the affine hull of the support, as weights z summing to one (v is scratch)."""
    for k in range(n):
        z[k] = 1.0
        v[k] = 0.5 * c[S[k]]
    solve(L, n, z)
    solve(L, n, v)
    mass, pull = 0.0, 1.0
    for k in range(n):
        mass += z[k]
        pull += v[k]
    for k in range(n):
        z[k] = z[k] * pull / mass - v[k]


@kernel
def _drop(L: Floats, S: Ints, w: Floats, n: int, gone: int) -> int:
    shrink(L, n, gone)
    for k in range(gone, n - 1):
        S[k] = S[k + 1]
        w[k] = w[k + 1]
    return n - 1


@kernel
def _settle(L: Floats, S: Ints, w: Floats, c: Floats, n: int, z: Floats, v: Floats) -> int:
    """Walk to the stationary point of the support, dropping donors whose weight reaches zero on the way."""
    while n > 0:
        _stationary(L, S, c, n, z, v)
        step, blocking = 1.0, -1
        for k in range(n):
            if z[k] <= 0.0:
                reach = w[k] / (w[k] - z[k]) if w[k] > z[k] else 0.0
                if blocking < 0 or reach < step:
                    step, blocking = reach, k
        for k in range(n):
            w[k] += step * (z[k] - w[k])
        if blocking < 0:
            return n
        n = _drop(L, S, w, n, blocking)
    return n


@kernel
def _swap(L: Floats, w: Floats, n: int, z: Floats) -> int:
    """The newcomer (row n of L) lies in the affine hull of the support: move along that line until one
    leaves.

    Returns the place of the leaver, or -1 when none of the others gives way. L[n, :n] holds the half-solved
    row.
    """
    for i in range(n - 1, -1, -1):
        total = L[n, i]
        for k in range(i + 1, n):
            total -= L[k, i] * z[k]
        z[i] = total / L[i, i]
    step, leaver = np.inf, -1
    for k in range(n):
        if z[k] > 0.0 and w[k] < step * z[k]:
            step, leaver = w[k] / z[k], k
    if leaver >= 0:
        for k in range(n):
            w[k] = max(w[k] - step * z[k], 0.0)
        w[n] = step
    return leaver


@kernel
def _distance(G: Floats, q: Floats, qq: float, j: int, k: int) -> float:
    """Inner product of donors j and k, both seen from the target."""
    return float(G[j, k] - q[j] - q[k] + qq)


@kernel
def _nearest(G: Floats, q: Floats, qq: float, c: Floats, allowed: Flags) -> tuple[int, float]:
    """The single best donor, and the mean squared distance of all donors: the yardstick of rounding."""
    scale, count, first, least = 0.0, 0, -1, np.inf
    for j in range(q.shape[0]):
        if allowed[j]:
            distance = max(_distance(G, q, qq, j, j), 0.0)
            scale += distance
            count += 1
            if distance + c[j] < least:
                first, least = j, distance + c[j]
    return first, scale / max(count, 1)


@kernel
def _steepest(g: Floats, usable: Flags, S: Ints, n: int, level: float) -> int:
    """The usable donor outside the support with the least gradient below `level`, or -1."""
    entering = -1
    for j in range(g.shape[0]):
        if usable[j] and g[j] < level:
            entering, level = j, g[j]
    for k in range(n):
        if S[k] == entering:
            return -1
    return entering


@kernel
def _enter(
    G: Floats, q: Floats, qq: float, scale: float, j: int, L: Floats, S: Ints, w: Floats, n: int, z: Floats
) -> int:
    """Take donor j into the support; returns the new size, or -n when rounding leaves no room for it."""
    diagonal = max(_distance(G, q, qq, j, j), 0.0) + scale
    for _ in range(2):
        for k in range(n):
            z[k] = _distance(G, q, qq, S[k], j) + scale
        if grow(L, n, z, diagonal) > DEPENDENT * diagonal:
            S[n] = j
            return n + 1
        w[n] = 0.0
        leaver = _swap(L, w, n, z)
        if leaver < 0:
            break
        moved = w[n]
        n = _drop(L, S, w, n, leaver)
        w[n] = moved
    w[n] = 0.0
    return -n


@kernel
def _reset(usable: Flags, allowed: Flags) -> None:
    for j in range(usable.shape[0]):
        usable[j] = allowed[j]


@kernel
def _wider(L: Floats, n: int) -> Floats:
    if n + 2 <= L.shape[0]:
        return L
    wide = np.zeros((2 * L.shape[0], 2 * L.shape[0]))
    for i in range(n):
        for j in range(i + 1):
            wide[i, j] = L[i, j]
    return wide


@kernel
def _resume(
    G: Floats, q: Floats, qq: float, scale: float, weights: Floats, L: Floats, S: Ints, w: Floats, z: Floats
) -> int:
    """Take up the support of given weights; 0 when there is none, or it does not hold together or fit in L."""
    n = 0
    for j in range(weights.shape[0]):
        if weights[j] > 0.0:
            if n + 1 >= L.shape[0]:
                return 0
            for k in range(n):
                z[k] = _distance(G, q, qq, S[k], j) + scale
            diagonal = max(_distance(G, q, qq, j, j), 0.0) + scale
            if grow(L, n, z, diagonal) <= DEPENDENT * diagonal:
                return 0
            S[n], w[n] = j, weights[j]
            n += 1
    return n


@kernel
def improve_weights(
    G: Floats, q: Floats, qq: float, c: Floats, allowed: Flags, weights: Floats
) -> tuple[int, float]:
    """As `simplex_weights`, but starting from `weights` (on the simplex, or all zero): few steps if near."""
    first, scale = _nearest(G, q, qq, c, allowed)
    if first < 0 or scale <= 0.0:
        for j in range(weights.shape[0]):
            weights[j] = 0.0
        weights[max(first, 0)] = 1.0
        return 0, 0.0
    count = q.shape[0] + 1
    S, w, z, v = np.empty(count, np.int64), np.zeros(count), np.zeros(count), np.zeros(count)
    L, g, usable = np.zeros((48, 48)), np.empty(q.shape[0]), allowed.copy()
    n = _resume(G, q, qq, scale, weights, L, S, w, z)
    if n > 0:
        n = _settle(L, S, w, c, n, z, v)
    else:
        S[0], w[0], n = first, 1.0, 1
        L[0, 0] = np.sqrt(max(_distance(G, q, qq, first, first), 0.0) + scale)
    best, steps = np.inf, -1
    for step in range(30 * count + 200):
        level = _slope(G, q, qq, c, S, w, n, g)
        value = level
        for k in range(n):
            value += 0.5 * c[S[k]] * w[k]
        if value < best - OPTIMAL * scale:
            best = value
            _reset(usable, allowed)
        j = _steepest(g, usable, S, n, level - OPTIMAL * scale)
        if j < 0:
            steps = step
            break
        usable[j] = False  # unless it helps, one look is enough: rounding could make it come and go for ever
        L = _wider(L, n)
        size = _enter(G, q, qq, scale, j, L, S, w, n, z)
        n = _settle(L, S, w, c, abs(size), z, v)
    for j in range(weights.shape[0]):
        weights[j] = 0.0
    for k in range(n):
        weights[S[k]] = w[k]
    return steps, _gap(g, allowed, level, scale)


@kernel
def _gap(g: Floats, allowed: Flags, level: float, scale: float) -> float:
    worst = level
    for j in range(g.shape[0]):
        if allowed[j]:
            worst = min(worst, g[j])
    return 2.0 * (level - worst) / scale


@kernel
def simplex_weights(
    G: Floats, q: Floats, qq: float, c: Floats, allowed: Flags, weights: Floats
) -> tuple[int, float]:
    """Fill `weights` (n,) with the minimiser; returns (steps, gap).

    G (n, n) donor Gram matrix, q (n,) donor-target products, qq the target's square, c (n,) linear term,
    allowed (n,) which donors may be used (at least one). `gap` bounds f(w) - min f from above, relative to
    the mean squared distance between the target and its donors. Steps are -1 if the limit was met (never
    seen).
    """
    for j in range(weights.shape[0]):
        weights[j] = 0.0
    return improve_weights(G, q, qq, c, allowed, weights)


@kernel
def simplex_rows(G: Floats, allowed: Flags, rows: Ints, penalty: float) -> tuple[Floats, Floats]:
    """Weights (rows, n) and gaps (rows,) with each row of the shared Gram in turn as target, barred from
    itself.

    `penalty` adds penalty * sum_j w_j |x - d_j|^2 (Abadie & L'Hour, J. Am. Stat. Assoc. 116, 2021).
    """
    n = G.shape[0]
    weights, gaps = np.zeros((rows.shape[0], n)), np.zeros(rows.shape[0])
    c, usable = np.zeros(n), allowed.copy()
    for i in range(rows.shape[0]):
        target = rows[i]
        usable[target] = False
        if penalty > 0.0:
            for j in range(n):
                c[j] = penalty * max(_distance(G, G[target], G[target, target], j, j), 0.0)
        gaps[i] = simplex_weights(G, G[target], G[target, target], c, usable, weights[i])[1]
        usable[target] = allowed[target]
    return weights, gaps
