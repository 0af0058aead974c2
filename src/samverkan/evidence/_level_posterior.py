"""Exact posterior of a local level with static regression, by quadrature over its two variances.

Given the variances everything is Gaussian. The prior precision of a random walk of unknown start is the
Laplacian of a path, which the discrete cosine transform diagonalises (Strang 1999, SIAM Rev. 41:135-147):
no Kalman filter is needed, a likelihood costs one pass over the transformed series, and the cross-products
depend on the ratio of the variances only.
"""

from __future__ import annotations

from math import erf, exp, log, pi, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._cholesky import grow, solve
from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]
NODES = 29  # each way; the trapezoid rule on a smooth density converges exponentially
ENOUGH = 13  # nodes within the bulk each way
DEEP = 18.0  # log posterior further than this below its top carries no weight worth a node


class Mixture(NamedTuple):
    """What the nodes of the quadrature say: weights (g,), forecast means and variances (g, h), and of their
    running sums; `past` the posterior mean and variance (2, T) of level plus regression before the start."""

    weights: Floats
    mean: Floats
    variance: Floats
    sum_mean: Floats
    sum_variance: Floats
    past: Floats


@kernel
def _prior(log_sd: float, guess: float, weight: float) -> float:
    """log density, in log(sd), of an inverse-gamma variance worth `weight` observations at sd = guess."""
    return -weight * log_sd - 0.5 * weight * guess * guess * exp(-2.0 * log_sd)


@kernel
def _cross(y: Floats, X: Floats, gaps: Floats, ratio: float, A: Floats, b: Floats) -> tuple[float, float]:
    """Cross-products weighted by 1/(1 + ratio^2/gap); returns y'Wy and the log determinant of the weights."""
    k = X.shape[1]
    A[:], b[:] = 0.0, 0.0
    square, spread = 0.0, 0.0
    for t in range(1, y.shape[0]):
        d = 1.0 + ratio * ratio / gaps[t]
        spread += log(d)
        weighted = y[t] / d
        square += weighted * y[t]
        for i in range(k):
            b[i] += X[t, i] * weighted
            share = X[t, i] / d
            for j in range(i + 1):
                A[i, j] += share * X[t, j]
    for i in range(k):
        for j in range(i):
            A[j, i] = A[i, j]
    return square, spread


@kernel
def _regression(A: Floats, b: Floats, precision: float, slab: float, L: Floats, m: Floats) -> float:
    """Posterior mean of the coefficients into m, Cholesky of their precision into L; returns its log
    determinant.
    """
    k = b.shape[0]
    row, total = np.empty(k), 0.0
    for i in range(k):
        for j in range(i):
            row[j] = A[i, j] * precision
        grow(L, i, row, A[i, i] * precision + slab)
        total += 2.0 * log(L[i, i])
        m[i] = b[i] * precision
    solve(L, k, m)
    return total


@kernel
def _log_posterior(
    y: Floats, X: Floats, gaps: Floats, priors: Floats, log_noise: Floats, log_ratio: Floats
) -> Floats:
    """Log posterior up to a constant on the grid (ratios, noises), both in logs."""
    k, n = X.shape[1], y.shape[0]
    A, b, m, L = np.empty((k, k)), np.empty(k), np.empty(k), np.zeros((k, k))
    out = np.empty((log_ratio.shape[0], log_noise.shape[0]))
    slab = 1.0 / priors[4] ** 2
    for r in range(log_ratio.shape[0]):
        square, spread = _cross(y, X, gaps, exp(log_ratio[r]), A, b)
        for s in range(log_noise.shape[0]):
            precision = exp(-2.0 * log_noise[s])
            determinant = _regression(A, b, precision, slab, L, m)
            fit = square * precision
            for i in range(k):
                fit -= b[i] * precision * m[i]
            out[r, s] = (
                -0.5 * (spread + fit + determinant)
                - (n - 1) * log_noise[s]
                + _prior(log_noise[s], priors[2], priors[3])
                + _prior(log_noise[s] + log_ratio[r], priors[0], priors[1])
            )
    return out


@kernel
def _range(marginal: Floats, nodes: Floats) -> tuple[float, float, int]:
    """First and last node within DEEP of the top, two steps wider, and how many nodes that was."""
    top, step, count = marginal.max(), nodes[1] - nodes[0], 0
    low, high = nodes[-1], nodes[0]
    for i in range(nodes.shape[0]):
        if marginal[i] > top - DEEP:
            low, high = min(low, nodes[i]), max(high, nodes[i])
            count += 1
    return low - 2.0 * step, high + 2.0 * step, count


@kernel
def _nodes(y: Floats, X: Floats, gaps: Floats, priors: Floats) -> tuple[Floats, Floats, Floats]:
    """Grid where the posterior lives: log noise, log ratio, and weights summing to one; narrowed until it
    fits.
    """
    log_noise, log_ratio = np.linspace(-7.0, 2.5, NODES), np.linspace(-9.0, 4.0, NODES)
    by_ratio, by_noise = np.empty(NODES), np.empty(NODES)
    for _ in range(12):
        found = _log_posterior(y, X, gaps, priors, log_noise, log_ratio)
        for i in range(NODES):
            by_ratio[i], by_noise[i] = found[i].max(), found[:, i].max()
        low, high, count = _range(by_noise, log_noise)
        lower, higher, number = _range(by_ratio, log_ratio)
        if min(count, number) >= ENOUGH:
            break
        log_noise, log_ratio = np.linspace(low, high, NODES), np.linspace(lower, higher, NODES)
    weights = np.exp(found - found.max())
    return log_noise, log_ratio, weights / weights.sum()


@kernel
def posterior(y: Floats, X: Floats, basis: Floats, gaps: Floats, after: Floats, priors: Floats) -> Mixture:
    """The whole posterior of one series.

    y (T,) and X (T, k) cosine-transformed; basis (T, T) the transform's rows; gaps (T,) Laplacian
    eigenvalues; after (h, k) the regressors after the start; priors: level sd and its weight, noise sd and
    its weight, slab sd.
    """
    n, k, h = y.shape[0], X.shape[1], after.shape[0]
    log_noise, log_ratio, grid = _nodes(y, X, gaps, priors)
    keep = (grid > 1e-9 * grid.max()).sum()
    weights = np.empty(keep)
    mean, variance = np.empty((keep, h)), np.empty((keep, h))
    sum_mean, sum_variance = np.empty((keep, h)), np.empty((keep, h))
    first, second = np.zeros(n), np.zeros(n)
    A, b, m, L = np.empty((k, k)), np.empty(k), np.empty(k), np.zeros((k, k))
    share, c = np.empty(n), np.empty(k)
    plain = basis.T @ X
    node = 0
    for r in range(log_ratio.shape[0]):
        ratio = exp(log_ratio[r])
        _cross(y, X, gaps, ratio, A, b)
        share[0] = 1.0
        for t in range(1, n):
            share[t] = ratio * ratio / (gaps[t] + ratio * ratio)
        shrunk_y, shrunk_X = basis.T @ (share * y), plain - basis.T @ (X * share.reshape(-1, 1))
        own = (basis * basis).T @ share
        for s in range(log_noise.shape[0]):
            if not grid[r, s] > 1e-9 * grid.max():
                continue
            noise = exp(log_noise[s])
            _regression(A, b, 1.0 / noise**2, 1.0 / priors[4] ** 2, L, m)
            weights[node] = grid[r, s]
            level_variance, drift = own[n - 1] * noise**2, (noise * ratio) ** 2
            _forecast(
                after,
                plain[n - 1] - shrunk_X[n - 1],
                shrunk_y[n - 1],
                level_variance,
                drift,
                noise**2,
                L,
                m,
                mean[node],
                variance[node],
                sum_mean[node],
                sum_variance[node],
            )
            for t in range(n):
                centre = shrunk_y[t]
                for i in range(k):
                    c[i] = shrunk_X[t, i]
                    centre += c[i] * m[i]
                spread = own[t] * noise**2 + noise**2 + _quadratic(L, c)
                first[t] += grid[r, s] * centre
                second[t] += grid[r, s] * (spread + centre * centre)
            node += 1
    past = np.empty((2, n))
    past[0], past[1] = first, second - first * first
    return Mixture(weights / weights.sum(), mean, variance, sum_mean, sum_variance, past)


@kernel
def _quadratic(L: Floats, c: Floats) -> float:
    """c' inverse(LL') c; c is overwritten."""
    total = 0.0
    for i in range(c.shape[0]):
        for j in range(i):
            c[i] -= L[i, j] * c[j]
        c[i] /= L[i, i]
        total += c[i] * c[i]
    return total


@kernel
def _forecast(
    after: Floats,
    carried: Floats,
    level: float,
    level_variance: float,
    drift: float,
    noise: float,
    L: Floats,
    m: Floats,
    mean: Floats,
    variance: Floats,
    sum_mean: Floats,
    sum_variance: Floats,
) -> None:
    """Forecasts of each period and of the running sum, given one pair of variances.

    `carried` is how the regressors weigh in the estimate of the last level: the forecast at x is level + (x -
    carried)'m.
    """
    k = m.shape[0]
    c, total, summed = np.empty(k), np.zeros(k), 0.0
    for step in range(after.shape[0]):
        centre = level
        for i in range(k):
            c[i] = after[step, i] - carried[i]
            total[i] += c[i]
            centre += c[i] * m[i]
        mean[step] = centre
        variance[step] = level_variance + (step + 1) * drift + noise + _quadratic(L, c)
        summed += centre
        sum_mean[step] = summed
        walk = (step + 1) * (step + 2) * (2 * step + 3) / 6.0
        sum_variance[step] = (
            (step + 1) ** 2 * level_variance + walk * drift + (step + 1) * noise + _quadratic(L, total.copy())
        )


@kernel
def mixture_below(x: float, weights: Floats, mean: Floats, variance: Floats) -> tuple[float, float]:
    """Probability below x, and density at x, of a mixture of normals."""
    below, density = 0.0, 0.0
    for g in range(weights.shape[0]):
        sd = sqrt(variance[g])
        z = (x - mean[g]) / sd
        below += weights[g] * 0.5 * (1.0 + erf(z / sqrt(2.0)))
        density += weights[g] * exp(-0.5 * z * z) / (sd * sqrt(2.0 * pi))
    return below, density


@kernel
def mixture_quantile(p: float, weights: Floats, mean: Floats, variance: Floats) -> float:
    """The p quantile, by Newton kept inside a bracket."""
    low, high = np.inf, -np.inf
    for g in range(weights.shape[0]):
        low = min(low, mean[g] - 40.0 * sqrt(variance[g]))
        high = max(high, mean[g] + 40.0 * sqrt(variance[g]))
    x = (weights * mean).sum()
    for _ in range(200):
        below, density = mixture_below(x, weights, mean, variance)
        if below < p:
            low = x
        else:
            high = x
        nearer = x + (p - below) / density if density > 0.0 else low
        if not low < nearer < high:
            nearer = 0.5 * (low + high)
        if abs(nearer - x) <= 1e-12 * (1.0 + abs(x)):
            return float(nearer)
        x = nearer
    return float(x)
