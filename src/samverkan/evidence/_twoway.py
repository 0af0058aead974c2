"""Unit and period effects taken out exactly, with weights, and the cluster-robust regression on what is left.

The larger set of effects is eliminated by hand and the smaller solved for, so no iteration and no tolerance:
one (periods x periods) system serves any number of columns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence.refusal import Refusal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Projection(NamedTuple):
    """Takes weighted unit and period means out of any (..., units, periods) array."""

    weights: Floats
    of_period: Floats  # generalised inverse of the periods' reduced normal equations

    def residual(self, columns: Floats) -> Floats:
        """`columns` minus their weighted least-squares unit and period effects."""
        unit_effects, period_effects = self.effects(columns)
        return columns - unit_effects[..., :, None] - period_effects[..., None, :]

    def effects(self, columns: Floats) -> tuple[Floats, Floats]:
        """The fitted unit effects (..., units) and period effects (..., periods)."""
        weighted = columns * self.weights
        return self.solve(weighted.sum(axis=-1), weighted.sum(axis=-2))

    def solve(self, of_units: Floats, of_periods: Floats) -> tuple[Floats, Floats]:
        """Effects whose normal equations have these right-hand sides, (..., units) and (..., periods)."""
        mass = self.weights.sum(axis=1)
        period = (of_periods - (of_units / mass) @ self.weights) @ self.of_period
        return (of_units - period @ self.weights.T) / mass, period


def projection(weights: Floats) -> Projection:
    """For weights (units, periods), zero where a cell is left out; every unit must keep some weight."""
    mass = weights.sum(axis=1)
    reduced = np.diag(weights.sum(axis=0)) - weights.T @ (weights / mass[:, None])
    return Projection(weights, np.linalg.pinv(reduced, rcond=1e-12, hermitian=True))


class Fit(NamedTuple):
    """Coefficients (k,), their cluster-robust covariance (k, k), and the pieces that bootstraps reuse."""

    beta: Floats
    covariance: Floats
    residual: Floats  # (units, periods)
    regressors: Floats  # (k, units, periods), effects taken out
    bread: Floats  # (k, k), inverse of the weighted cross-product
    factor: float  # small-sample factor of the covariance


def regress(outcome: Floats, columns: Floats, effects: Projection, clusters: Ints) -> Fit:
    """Weighted least squares of outcome (units, periods) on columns (k, units, periods) and both effects.

    The small-sample factor is G/(G-1) (n-1)/(n-k), unit effects not counted in k when they are nested in the
    clusters: the convention of fixest and Stata's reghdfe.
    """
    left, right = effects.residual(outcome), effects.residual(columns)
    cross = np.einsum("knt,nt,lnt->kl", right, effects.weights, right)
    size = np.einsum("knt,nt,knt->k", columns, effects.weights, columns)
    if np.linalg.matrix_rank(cross / np.sqrt(np.outer(size, size) + 1e-300), tol=1e-10) < len(cross):
        raise Refusal(
            "Insatsen går inte att skilja från enheternas och tidpunkternas egna nivåer i de "
            "här uppgifterna.",
            "The programme cannot be told apart from the levels of units and periods in these data.",
        )
    bread = np.linalg.inv(cross)
    beta = bread @ np.einsum("knt,nt,nt->k", right, effects.weights, left)
    residual = left - np.tensordot(beta, right, axes=1)
    scores = by_cluster(np.einsum("knt,nt->nk", right, effects.weights * residual), clusters)
    factor = small_sample(effects.weights, len(columns), len(scores))
    covariance = factor * bread @ (scores.T @ scores) @ bread
    return Fit(beta, covariance, residual, right, bread, factor)


def small_sample(weights: Floats, columns: int, groups: int) -> float:
    """G/(G-1) (n-1)/(n-k) with k the columns, the period effects and the constant."""
    cells, k = int((weights > 0).sum()), columns + weights.shape[1]
    return float(groups / (groups - 1) * (cells - 1) / max(cells - k, 1))


def freedom(clusters: Ints, treated: NDArray[np.bool_]) -> int:
    """Degrees of freedom of a comparison of treated with untreated clusters: Satterthwaite's, as if all varied alike.

    With few clusters on one side the uncertainty is theirs, however many stand on the other (Bell & McCaffrey 2002).
    """
    count = int(clusters.max()) + 1
    own = len(np.unique(clusters[treated]))
    sides = [side for side in (own, count - own) if side > 1]
    if len(sides) < 2:
        return max(min(sides, default=count) - 1, 1)
    spread = sum(1 / side for side in sides) ** 2
    return max(1, int(spread / sum(1 / (side**2 * (side - 1)) for side in sides)))


def by_cluster(rows: Floats, clusters: Ints) -> Floats:
    """Sum (units, k) rows within clusters numbered 0, 1, 2 ...; gives (clusters, k)."""
    sums = np.zeros((int(clusters.max()) + 1, rows.shape[1]))
    np.add.at(sums, clusters, rows)
    return sums


def cluster_numbers(clusters: ArrayLike | None, units: int, least: int = 3) -> Ints:
    """Labels per unit as 0, 1, 2 ...; default each unit its own; refuses fewer than `least` clusters."""
    if clusters is None:
        return np.arange(units)
    labels = np.asarray(clusters)
    if labels.shape != (units,):
        raise Refusal(
            f"Kluster ska anges en gång för var och en av {units} enheter.",
            f"Clusters must be given once for each of {units} units.",
        )
    numbers: Ints = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    if numbers.max() + 1 < least:
        raise Refusal(
            f"Bara {numbers.max() + 1} kluster; osäkerheten kräver minst {least}.",
            f"Only {numbers.max() + 1} clusters; the uncertainty needs at least {least}.",
        )
    return numbers


def cell_weights(weights: ArrayLike | None, shape: tuple[int, int]) -> Floats:
    """Weights per unit (units,) or cell (units, periods) as a full matrix with mean one; none means equal."""
    if weights is None:
        return np.ones(shape)
    given = np.asarray(weights, dtype=np.float64)
    if given.shape == (shape[0],):
        given = np.repeat(given[:, None], shape[1], axis=1)
    full = _matrix.finite_panel(given, "Vikterna", "The weights")
    if full.shape != shape or not (full > 0).all():
        raise Refusal(
            "Vikterna ska vara större än noll, en för varje enhet eller cell.",
            "The weights must be above zero, one for each unit or cell.",
        )
    relative: Floats = full / full.mean()
    return relative
