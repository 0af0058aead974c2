"""Wild cluster bootstrap of a difference-in-differences: a p-value that holds with few clusters.

Cameron, Gelbach & Miller (2008), Rev. Econ. Stat. 90:414-427, null imposed, Rademacher signs; in the fast
form of Roodman, MacKinnon, Nielsen & Webb (2019), Stata J. 19:4-60: all draws are one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, exposure
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
ASSUMPTION = Text(
    "Klustren är oberoende av varandra, och avvikelserna lika sannolika åt båda håll.",
    "Clusters are independent of one another, and deviations as likely in either direction.",
)
ALL_SIGNS = 12  # up to this many clusters every sign pattern is used, and the p-value has no chance in it


@dataclass(frozen=True)
class WildBootstrap:
    """Share of sign-flipped worlds whose t is at least as far from zero; `exact` when all patterns were
    used.
    """

    t: float
    p: float
    draws: int
    clusters: int
    exact: bool
    seed: int

    def summary(self) -> Text:
        """The p-value in a sentence."""
        return say(
            "Wild bootstrap över {clusters} kluster, {draws} dragningar: p = {p:.3f}.",
            "Wild bootstrap over {clusters} clusters, {draws} draws: p = {p:.3f}.",
            clusters=self.clusters,
            draws=self.draws,
            p=self.p,
        )

    def plot(self) -> None:
        """A p-value has no figure."""


def wild_bootstrap(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    null: float = 0.0,
    draws: int = 9999,
    seed: int = 20230401,
) -> WildBootstrap:
    """Test of effect = `null` for the model of `difference`; arguments as there.

    With G clusters at most 2^G sign patterns exist; with up to 12 clusters all are used.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    effects = _twoway.projection(_twoway.cell_weights(weights, panel.shape))
    treated = exposure(first, panel.shape[1]).astype(np.float64)
    unit = _matrix.scaled(panel).unit
    outcome = panel / unit - (null / unit) * treated
    fit = _twoway.regress(outcome, treated[None], effects, groups)
    if fit.covariance[0, 0] <= 1e-28:
        raise Refusal(
            "Modellen passar exakt; det finns ingen variation att dra slutsatser av.",
            "The model fits exactly; there is no variation to infer from.",
        )
    scores, own = _score_tables(outcome, fit, effects, groups)
    signs, exact = _signs(int(groups.max()) + 1, draws, seed)
    statistics = _t_squared(signs, scores, own)
    observed = float(_t_squared(np.ones((1, signs.shape[1])), scores, own)[0])
    beyond = statistics >= observed * (1 - 1e-9)
    p = float(beyond.mean()) if exact else float((1 + beyond.sum()) / (1 + len(signs)))
    t = float(fit.beta[0] / np.sqrt(fit.covariance[0, 0]))
    return WildBootstrap(t, p, len(signs), signs.shape[1], exact, seed)


def _signs(clusters: int, draws: int, seed: int) -> tuple[Floats, bool]:
    if clusters <= ALL_SIGNS:
        bits = (np.arange(2**clusters)[:, None] >> np.arange(clusters)) & 1
        return (2.0 * bits - 1.0).astype(np.float64), True
    coins = np.random.default_rng(seed).integers(0, 2, size=(draws, clusters))
    return (2.0 * coins - 1.0).astype(np.float64), False


def _score_tables(
    outcome: Floats, fit: _twoway.Fit, effects: _twoway.Projection, groups: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Table (clusters, clusters): score of cluster g when only cluster h's restricted residual is kept; and
    each
    cluster's own share of the regressor's square, (clusters,)."""
    count = int(groups.max()) + 1
    x = fit.regressors[0]
    restricted = effects.residual(outcome)
    member = np.arange(count)[:, None] == groups
    kept = effects.residual(member[:, :, None] * restricted)
    table = _twoway.by_cluster(np.einsum("nt,hnt->nh", x * effects.weights, kept), groups)
    own = _twoway.by_cluster((x * x * effects.weights).sum(axis=1)[:, None], groups)[:, 0]
    return table, own


def _t_squared(signs: Floats, scores: Floats, own: Floats) -> Floats:
    """Squared t per row of signs, up to a constant that all rows share."""
    by_group = signs @ scores.T
    beta = by_group.sum(axis=1) / own.sum()
    spread = ((by_group - beta[:, None] * own) ** 2).sum(axis=1)
    squared: Floats = beta**2 / np.maximum(spread, 1e-300)
    return squared
