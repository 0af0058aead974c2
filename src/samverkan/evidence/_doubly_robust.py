"""One two-by-two comparison of changes, doubly robust in covariates, with each unit's influence on it.

Sant'Anna & Zhao (2020), J. Econometrics 219:101-122, the panel estimator with logit propensity and linear
outcome. With a constant as the only covariate it is the plain difference of mean changes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from samverkan.evidence.refusal import Refusal

Floats = NDArray[np.float64]
OVERLAP = 0.999  # a unit this surely treated has no counterpart among the untreated


def compare_changes(change: Floats, treated: Floats, weights: Floats, X: Floats) -> tuple[float, Floats]:
    """Effect on the treated, and influence (n,) whose squares sum to its variance.

    change (n,) of the outcome between two periods; treated (n,) 0 or 1; weights (n,) positive; X (n, k)
    with a constant. Raises Refusal where treated and untreated do not overlap or the covariates are
    collinear.
    """
    score = propensity(treated, weights, X)
    free = weights * (1 - treated)
    cross = _invert(X.T @ (X * free[:, None]))
    predicted = X @ (cross @ (X.T @ (free * change)))
    rest = change - predicted
    own, odds = weights * treated, free * score / (1 - score)
    gain, loss = own @ rest / own.sum(), odds @ rest / odds.sum()
    of_outcome = (X * (free * rest)[:, None]) @ cross
    information = _invert(X.T @ (X * (weights * score * (1 - score))[:, None]))
    of_score = (X * (weights * (treated - score))[:, None]) @ information
    influence_gain = (own * (rest - gain) - of_outcome @ (own @ X)) / own.sum()
    influence_loss = odds * (rest - loss) + of_score @ ((odds * (rest - loss)) @ X) - of_outcome @ (odds @ X)
    return float(gain - loss), influence_gain - influence_loss / odds.sum()


def propensity(treated: Floats, weights: Floats, X: Floats) -> Floats:
    """Logit probability of treatment (n,) by Newton's method."""
    beta = np.zeros(X.shape[1])
    for _ in range(60):
        score = 1 / (1 + np.exp(-np.clip(X @ beta, -30, 30)))
        step = _invert(X.T @ (X * (weights * score * (1 - score))[:, None])) @ (
            X.T @ (weights * (treated - score))
        )
        beta = beta + step
        if np.abs(step).max() < 1e-12 * (1 + np.abs(beta).max()):
            break
    if score[treated > 0].max() > OVERLAP and X.shape[1] > 1:
        raise Refusal(
            "Några enheter med insats saknar motsvarighet utan insats, sett till bakgrunden.",
            "Some treated units have no untreated counterpart in background.",
        )
    return score


def _invert(square: Floats) -> Floats:
    size = np.sqrt(np.maximum(np.diag(square), 1e-300))
    if np.linalg.matrix_rank(square / np.outer(size, size), tol=1e-11) < len(square):
        raise Refusal(
            "Bakgrundsuppgifterna går inte att hålla isär, eller skiljer grupperna helt åt.",
            "The covariates cannot be told apart, or separate the groups completely.",
        )
    inverse: Floats = np.linalg.inv(square / np.outer(size, size)) / np.outer(size, size)
    return inverse
