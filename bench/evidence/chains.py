"""How far a chain's answer can be trusted: split R-hat, effective draws, Monte Carlo error of mean and quantile.

Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), Bayesian Anal. 16:667-718; Geyer's initial monotone sequence.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEP = 0.01  # of the probability, each way, for the density at a quantile


def split_rhat(draws: Floats) -> float:
    """draws (chains, n): near one where the halves of all chains cover the same ground."""
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, -half:]])
    within, between = parts.var(axis=1, ddof=1).mean(), half * parts.mean(axis=1).var(ddof=1)
    return float(np.sqrt((half - 1) / half + between / within / half))


def effective(draws: Floats) -> float:
    """How many independent draws (chains, n) are worth."""
    chains, n = draws.shape
    own = draws - draws.mean(axis=1, keepdims=True)
    lags = np.array([(own[:, : n - k] * own[:, k:]).sum(axis=1).mean() / n for k in range(n - 1)])
    within = lags[0] * n / (n - 1)
    spread = within * (n - 1) / n + (draws.mean(axis=1).var(ddof=1) if chains > 1 else 0.0)
    rho = 1 - (within - lags * n / (n - 1)) / spread
    pairs = rho[: len(rho) // 2 * 2].reshape(-1, 2).sum(axis=1)
    first_bad = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    kept = np.minimum.accumulate(pairs[:first_bad])
    return float(chains * n / max(2 * kept.sum() - 1, 1 / np.log10(chains * n)))


def mean_error(draws: Floats) -> tuple[float, float]:
    """The mean of draws (chains, n), and its Monte Carlo error."""
    return float(draws.mean()), float(draws.std(ddof=1) / np.sqrt(effective(draws)))


def quantile_error(simulated: Floats, p: float) -> tuple[float, float]:
    """The p quantile of simulated (chains, n, paths), and its error: that of the share below, by density."""
    found = float(np.quantile(simulated, p))
    share = (simulated <= found).mean(axis=2)
    error = share.std(ddof=1) / np.sqrt(effective(share))
    low, high = np.quantile(simulated, [p - STEP, p + STEP])
    return found, float(error * (high - low) / (2 * STEP))
