"""The structural series over again, slow and plain: dense covariance matrices on a fine grid of the two variances.

No cosine transform, no Kalman filter and no chain, so that nothing is shared with what it judges.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import invgamma, norm

Floats = NDArray[np.float64]
FIRST_LEVEL = 20.0  # standard deviation of the first level: as good as flat on a standardised series
LOG_NOISE, LOG_LEVEL = (-1.6, 0.6), (-5.8, -1.2)


class Answer(NamedTuple):
    """Mean effect, and the ends of its 95 per cent interval."""

    effect: float
    low: float
    high: float


def standardised(outcome: Floats, controls: Floats, start: int) -> tuple[Floats, Floats, float, float]:
    """Outcome and controls by the mean and standard deviation of their past, and the outcome's own two."""
    centre, unit = float(outcome[:start].mean()), float(outcome[:start].std())
    past = controls[:start]
    return (outcome - centre) / unit, (controls - past.mean(axis=0)) / past.std(axis=0), centre, unit


def covariance(periods: int, noise: float, level: float) -> Floats:
    """Of level and noise together, over all periods."""
    walk = np.minimum.outer(np.arange(periods), np.arange(periods)).astype(np.float64)
    return FIRST_LEVEL**2 + level**2 * walk + noise**2 * np.eye(periods)


def forecast(z: Floats, V: Floats, start: int) -> tuple[float, Floats, Floats]:
    """Log likelihood of the past, mean (h,) and covariance (h, h) of what comes."""
    root = np.linalg.cholesky(V[:start, :start])
    u, gain = np.linalg.solve(root, z[:start]), np.linalg.solve(root, V[:start, start:])
    likelihood = -0.5 * u @ u - np.log(np.diag(root)).sum() - 0.5 * start * np.log(2 * np.pi)
    return float(likelihood), gain.T @ u, V[start:, start:] - gain.T @ gain


def log_prior(sd: float, guess: float, weight: float = 32.0) -> float:
    """Of a standard deviation whose variance is inverse gamma, worth `weight` observations at `guess`."""
    return float(invgamma(weight / 2, scale=weight / 2 * guess**2).logpdf(sd**2) + np.log(2 * sd))


def at_point(
    z: Floats, W: Floats, start: int, noise: float, level: float, beta: Floats
) -> tuple[float, Floats, Floats]:
    """Log joint density with all constants, mean and standard deviation of each forecast, given all parameters."""
    likelihood, mean, spread = forecast(z - W @ beta, covariance(len(z), noise, level), start)
    prior = log_prior(noise, 0.5) + log_prior(level, 0.01) + norm.logpdf(beta).sum()
    return float(likelihood + prior), mean + W[start:] @ beta, np.sqrt(np.diag(spread))


def answer(outcome: Floats, controls: Floats, start: int, nodes: int = 31) -> Answer:
    """By the trapezoid rule over the logs of both standard deviations; the coefficients are integrated out exactly."""
    z, W, centre, unit = standardised(outcome, controls, start)
    walk, fixed = np.minimum.outer(*2 * (np.arange(len(z)),)), FIRST_LEVEL**2 + W @ W.T
    noises, levels = (_nodes(*each, nodes) for each in ((LOG_NOISE, 0.5), (LOG_LEVEL, 0.01)))
    logs, means, sds = [], [], []
    for noise, noise_prior in noises:
        for level, level_prior in levels:
            V = fixed + level**2 * walk + noise**2 * np.eye(len(z))
            likelihood, mean, spread = forecast(z, V, start)
            logs.append(likelihood + noise_prior + level_prior)
            means.append(mean.mean())
            sds.append(np.sqrt(spread.mean()))
    return _mixed(np.array(logs), np.array(means), np.array(sds), outcome[start:].mean(), centre, unit)


def _nodes(ends: tuple[float, float], guess: float, nodes: int) -> list[tuple[float, float]]:
    """Standard deviations evenly apart in their logs, each with its log prior in the log."""
    return [
        (float(np.exp(log)), log_prior(float(np.exp(log)), guess) + log) for log in np.linspace(*ends, nodes)
    ]


def _mixed(logs: Floats, means: Floats, sds: Floats, after: float, centre: float, unit: float) -> Answer:
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    grid = weights.reshape(int(np.sqrt(len(weights))), -1)
    assert max(grid[0].max(), grid[-1].max(), grid[:, 0].max(), grid[:, -1].max()) < 1e-12, (
        "the grid is too narrow"
    )
    ends = [
        brentq(lambda x, p=p: weights @ norm.cdf((x - means) / sds) - p, -20, 20, xtol=1e-12)
        for p in (0.975, 0.025)
    ]
    effect, low, high = (after - (value * unit + centre) for value in (weights @ means, *ends))
    return Answer(float(effect), float(low), float(high))
