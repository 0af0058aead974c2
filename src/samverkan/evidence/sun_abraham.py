"""The interaction-weighted event study: each cohort gets its own path, and the paths are then averaged.

Sun & Abraham (2021), J. Econometrics 225:175-199. The cohort shares count as known, as in fixest's sunab.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, relative_time, some_untreated
from samverkan.evidence.event_study import EventStudy, assemble
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Varje startårgång hade utan insatsen utvecklats som de enheter som aldrig får den.",
        "Without the programme each cohort would have moved as the units that never get it.",
    ),
    Text(
        "Ingen ändrade sig mer än en tidpunkt i förväg; effekterna får skilja sig mellan årgångar.",
        "Nobody changed more than one period in advance; effects may differ between cohorts.",
    ),
)


def sun_abraham(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    level: float = 0.95,
) -> EventStudy:
    """Event study robust to effects that differ by cohort; needs units that are never treated.

    outcomes (units, periods), starts (units,), -1 for never; weights and clusters as `difference`. The mean
    effect weighs every treated cell by its weight. Raises Refusal where no unit stays untreated.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    some_untreated(first)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    cells = _twoway.cell_weights(weights, panel.shape)
    pairs = _pairs(first, panel.shape[1])
    since = relative_time(first, panel.shape[1])
    columns = ((first[:, None] == pairs[:, 0, None, None]) & (since == pairs[:, 1, None, None])).astype(float)
    unit = _matrix.scaled(panel).unit
    fit = _twoway.regress(panel / unit, columns, _twoway.projection(cells), groups)
    mass = (columns * cells).sum(axis=(1, 2))
    relative = np.unique(pairs[:, 1])
    shares = np.where(pairs[:, 1] == relative[:, None], mass, 0.0)
    shares /= shares.sum(axis=1, keepdims=True)
    overall = np.where(pairs[:, 1] >= 0, mass, 0.0)
    overall /= overall.sum()
    return assemble(
        "Sun & Abraham",
        relative,
        shares @ fit.beta,
        shares @ fit.covariance @ shares.T,
        float(overall @ fit.beta),
        float(overall @ fit.covariance @ overall),
        unit=unit,
        groups=groups,
        first=first,
        level=level,
    )


def _pairs(first: Ints, periods: int) -> Ints:
    """(cohort, periods since its start) for all cells but the reference -1, (k, 2)."""
    cohorts = np.unique(first[first >= 0])
    return np.array(
        [(start, time - start) for start in cohorts for time in range(periods) if time != start - 1],
        dtype=np.int64,
    )
