"""Poisson and negative binomial regressions for many series at once, sharing one design matrix.

Iteratively reweighted least squares for the coefficients (Nelder & Wedderburn 1972); the dispersion by
maximum likelihood in between (Lawless 1987, Can. J. Stat. 15:209-225), as glm.nb and statsmodels have it.
Errors are Newey-West: right under autocorrelation up to the lag given, and under any variance.
"""

from __future__ import annotations

from math import exp, log

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence._cholesky import grow, solve
from samverkan.evidence._compile import kernel

Floats = NDArray[np.float64]
STEPS = 200
FLAT = 1e-11  # a pivot below this share of its diagonal: the column adds nothing that the others do not have
FAR = 30.0  # log counts beyond this are a fit running off to infinity


@kernel
def digamma(x: float) -> float:
    """Logarithmic derivative of the gamma function, x > 0 (Abramowitz & Stegun 6.3.5, 6.3.18)."""
    total = 0.0
    while x < 10.0:
        total -= 1.0 / x
        x += 1.0
    square = 1.0 / (x * x)
    tail = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))))
    return total + log(x) - 0.5 / x - tail


@kernel
def trigamma(x: float) -> float:
    """Derivative of digamma, x > 0 (Abramowitz & Stegun 6.4.6, 6.4.12)."""
    total = 0.0
    while x < 10.0:
        total += 1.0 / (x * x)
        x += 1.0
    square = 1.0 / (x * x)
    tail = square * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square * (1 / 30 - square * 5 / 66))))
    return total + 1.0 / x + 0.5 * square + tail / x


@kernel
def dispersion(y: Floats, mu: Floats, start: float) -> float:
    """Maximum-likelihood alpha in var = mu + alpha mu^2 given the means; 0 when the data are not
    overdispersed.
    """
    excess = 0.0
    for t in range(y.shape[0]):
        excess += (y[t] - mu[t]) ** 2 - y[t]
    if excess <= 0.0:
        return 0.0
    size = 1.0 / start if start > 0.0 else 10.0
    for _ in range(100):
        score, curve = 0.0, 0.0
        for t in range(y.shape[0]):
            whole = mu[t] + size
            score += (
                digamma(size + y[t]) - digamma(size) + log(size) + 1.0 - log(whole) - (y[t] + size) / whole
            )
            curve += (
                trigamma(size + y[t]) - trigamma(size) + 1.0 / size - 2.0 / whole + (y[t] + size) / whole**2
            )
        bend = size * (curve * size + score)  # second derivative in log(size)
        slope = size * score
        step = -slope / bend if bend < 0.0 else (1.0 if slope > 0.0 else -1.0)
        size *= exp(min(max(step, -2.0), 2.0))
        if size > 1e9:
            return 0.0
        if abs(step) < 1e-12:
            break
    return 1.0 / size


@kernel
def _factor(A: Floats, L: Floats) -> bool:
    """Cholesky of A into L; False where a column adds nothing."""
    rank = 0
    for j in range(A.shape[0]):
        if A[j, j] > 0.0 and rank == j and grow(L, j, A[j], A[j, j]) > FLAT * A[j, j]:
            rank += 1
    return bool(rank == A.shape[0])


@kernel
def _normal(X: Floats, weight: Floats, A: Floats) -> None:
    """A <- X' diag(weight) X."""
    k = X.shape[1]
    A[:] = 0.0
    for t in range(X.shape[0]):
        for i in range(k):
            share = weight[t] * X[t, i]
            for j in range(i + 1):
                A[i, j] += share * X[t, j]
    for i in range(k):
        for j in range(i):
            A[j, i] = A[i, j]


@kernel
def _means(X: Floats, offset: Floats, beta: Floats, mu: Floats) -> float:
    """mu <- exp(offset + X beta); returns the largest linear predictor in absolute value."""
    most = 0.0
    for t in range(X.shape[0]):
        eta = offset[t]
        for j in range(X.shape[1]):
            eta += X[t, j] * beta[j]
        most = max(most, abs(eta - offset[t]))
        mu[t] = exp(min(max(eta, -700.0), 700.0))
    return most


@kernel
def _newton(
    X: Floats, y: Floats, offset: Floats, alpha: float, beta: Floats, mu: Floats, A: Floats, L: Floats
) -> float:
    """One scoring step on beta (in place, mu too); returns its largest part, or -1 when the fit has broken
    down.
    """
    k = X.shape[1]
    weight, step = np.empty(y.shape[0]), np.zeros(k)
    for t in range(y.shape[0]):
        weight[t] = mu[t] / (1.0 + alpha * mu[t])
        pull = (y[t] - mu[t]) / (1.0 + alpha * mu[t])
        for j in range(k):
            step[j] += X[t, j] * pull
    _normal(X, weight, A)
    if not _factor(A, L):
        return -1.0
    solve(L, k, step)
    size = np.abs(step).max()
    step *= min(1.0, 3.0 / size) if size > 0.0 else 1.0
    beta += step
    if _means(X, offset, beta, mu) > FAR * 20:
        return -1.0
    return float(size)


@kernel
def fit_one(X: Floats, y: Floats, offset: Floats, overdispersed: bool, beta: Floats, mu: Floats) -> float:
    """Fit one series into beta (k,) and mu (T,); returns alpha, or -1 where no finite fit exists."""
    k = X.shape[1]
    A, L = np.empty((k, k)), np.zeros((k, k))
    beta[:] = 0.0
    base = 0.0
    for t in range(y.shape[0]):
        base += exp(offset[t])
    beta[0] = log(max(y.sum(), 0.1) / base)
    _means(X, offset, beta, mu)
    alpha = 0.0
    for _ in range(STEPS):
        size = _newton(X, y, offset, alpha, beta, mu, A, L)
        if size < 0.0:
            return -1.0
        before = alpha
        if overdispersed and size < 0.1:
            alpha = dispersion(y, mu, alpha)
        if size < 1e-10 and abs(alpha - before) <= 1e-10 * (1.0 + alpha):
            return alpha
    return -1.0


@kernel
def fit_series(X: Floats, y: Floats, offset: Floats, overdispersed: bool) -> tuple[Floats, Floats, Floats]:
    """Fit every row of y (n, T): beta (n, k), alpha (n,) with -1 for no fit, and the means mu (n, T)."""
    n = y.shape[0]
    beta, alpha, mu = np.zeros((n, X.shape[1])), np.zeros(n), np.ones(y.shape)
    for i in range(n):
        alpha[i] = fit_one(X, y[i], offset[i], overdispersed, beta[i], mu[i])
    return beta, alpha, mu
