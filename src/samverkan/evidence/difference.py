"""Difference-in-differences with unit and period effects (two-way fixed effects), clustered errors.

Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, ch. 10; Liang & Zeger (1986) for the
clustered errors. With staggered starts the coefficient is a weighted mean of effects in which some weights
may be negative: de Chaisemartin & D'Haultfoeuille (2020), Am. Econ. Rev. 110:2964-96; the share is
reported, always.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, exposure
from samverkan.evidence._distributions import student
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]
FEW_CLUSTERS = 40

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade skillnaden mellan enheter med och utan insats varit lika stor hela tiden "
        "(parallella utvecklingar).",
        "Without the programme, units with and without it would have kept the same distance "
        "(parallel trends).",
    ),
    Text(
        "Effekten är lika stor i alla enheter och alla tidpunkter efter start; annars blir svaret en vägning "
        "som kan missvisa när starterna är utspridda.",
        "The effect is the same in all units and all periods after the start; otherwise the answer is a "
        "weighting that can mislead when starts are staggered.",
    ),
    Text(
        "Ingen ändrade sig i förväg, och insatsen påverkade inte jämförelseenheterna.",
        "Nobody changed in advance, and the programme did not affect the comparison units.",
    ),
)


@dataclass(frozen=True)
class Difference:
    """The coefficient of being treated, in units of the outcome, with a cluster-robust t interval."""

    effect: float
    se: float
    p: float
    low: float
    high: float
    level: float
    clusters: int
    treated_clusters: int
    negative_share: float  # of the treated cells, how much of the weight is negative
    warnings: tuple[Text, ...] = ()

    def summary(self) -> Text:
        """The answer in a sentence, warnings last."""
        head = say(
            "Skillnaden i skillnader är {effect:.4f} ({level:.0f} % intervall {low:.4f} till {high:.4f}, "
            "p = {p:.3f}, {clusters} kluster).",
            "The difference in differences is {effect:.4f} ({level:.0f} % interval {low:.4f} to {high:.4f}, "
            "p = {p:.3f}, {clusters} clusters).",
            effect=self.effect,
            level=100 * self.level,
            low=self.low,
            high=self.high,
            p=self.p,
            clusters=self.clusters,
        )
        return join([head, *self.warnings])

    def plot(self) -> None:
        """A single number has no figure; see `event_study` for its path over time."""


def difference(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    level: float = 0.95,
) -> Difference:
    """Regress outcomes (units, periods) on being treated, with unit and period effects.

    starts (units,) the column of each unit's first treated period, -1 for never. weights per unit (units,)
    or cell; clusters (units,), default each unit its own. Raises Refusal for gaps, or where no comparison
    exists.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    effects = _twoway.projection(_twoway.cell_weights(weights, panel.shape))
    unit = _matrix.scaled(panel).unit
    treated = exposure(first, panel.shape[1])
    fit = _twoway.regress(panel / unit, treated[None].astype(np.float64), effects, groups)
    effect, se = float(fit.beta[0]) * unit, float(np.sqrt(fit.covariance[0, 0])) * unit
    freedom = _twoway.freedom(groups, first >= 0)
    reach = float(student.ppf(0.5 + level / 2, freedom)) * se
    cells = (fit.regressors[0] * effects.weights)[treated]
    treated_clusters = len(np.unique(groups[first >= 0]))
    result = Difference(
        effect=effect,
        se=se,
        p=float(2 * student.sf(abs(effect) / se, freedom)) if se > 0 else float(effect == 0),
        low=effect - reach,
        high=effect + reach,
        level=level,
        clusters=int(groups.max()) + 1,
        treated_clusters=treated_clusters,
        negative_share=float(np.maximum(-cells, 0).sum() / np.abs(cells).sum()),
    )
    return _warned(result, staggered=len(np.unique(first[first >= 0])) > 1)


def _warned(result: Difference, *, staggered: bool) -> Difference:
    found = list(cluster_warnings(result.clusters, result.treated_clusters))
    if staggered and result.negative_share > 0.01:
        found.append(
            say(
                "Starterna är utspridda, och {share:.0f} procent av vikten är negativ: jämför med en metod "
                "som tål det.",
                "Starts are staggered and {share:.0f} per cent of the weight is negative: "
                "compare with a method "
                "that bears it.",
                share=100 * result.negative_share,
            )
        )
    return Difference(**{**result.__dict__, "warnings": tuple(found)})


def cluster_warnings(clusters: int, treated: int) -> list[Text]:
    """Clustered errors are too small when clusters, or treated clusters, are few (Cameron & Miller 2015)."""
    found = []
    if clusters < FEW_CLUSTERS:
        found.append(
            say(
                "Bara {clusters} kluster: intervallet blir lätt för smalt. Se wild bootstrap och "
                "slumpningstest.",
                "Only {clusters} clusters: the interval tends to be too narrow. See the wild bootstrap and "
                "the randomisation test.",
                clusters=clusters,
            )
        )
    if min(treated, clusters - treated) < 5:
        found.append(
            say(
                "Bara {few} kluster på ena sidan: klustrade fel går inte att lita på. Se slumpningstestet.",
                "Only {few} clusters on one side: clustered errors cannot be trusted. "
                "See the randomisation test.",
                few=min(treated, clusters - treated),
            )
        )
    return found
