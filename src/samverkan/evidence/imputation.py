"""Imputation: fit units and periods on untreated cells only, fill in what the treated would have had,
compare.

Borusyak, Jaravel & Spiess (2024), Rev. Econ. Stud. 91:3253-85; Gardner (2022), "Two-stage differences in
differences" (did2s), whose errors are used here: they carry the first stage's uncertainty into the second.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, exposure, relative_time
from samverkan.evidence.event_study import EventStudy, assemble
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Enheternas nivåer och tidpunkternas gemensamma svängningar, skattade där insatsen inte "
        "fanns, gäller "
        "också där den fanns.",
        "The units' levels and the periods' common swings, fitted where the programme was not, "
        "hold where it was.",
    ),
    Text(
        "Ingen ändrade sig i förväg; effekterna får skilja sig hur som helst.",
        "Nobody changed in advance; effects may differ in any way.",
    ),
)


def imputation(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    level: float = 0.95,
) -> EventStudy:
    """Effects by periods since the start, and their mean over all treated cells (weighted).

    Arguments as `difference`. Only lags are estimated: cells before the start make up the comparison and
    are fitted. Raises Refusal where some period has no untreated unit.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    cells = _twoway.cell_weights(weights, panel.shape)
    treated = exposure(first, panel.shape[1])
    if treated.all(axis=0).any():
        period = int(np.flatnonzero(treated.all(axis=0))[0]) + 1
        raise Refusal(
            f"I tidpunkt {period} har alla enheter insatsen; vad som annars hade hänt går inte att fylla i.",
            f"In period {period} all units are treated; what would have happened cannot be filled in.",
        )
    unit = _matrix.scaled(panel).unit
    since = relative_time(first, panel.shape[1])
    relative = np.unique(since[treated])
    columns = ((since == relative[:, None, None]) & treated).astype(np.float64)
    estimates, covariance = _two_stage(panel / unit, columns, cells, treated, groups)
    mass = (columns * cells).sum(axis=(1, 2))
    mass /= mass.sum()
    return assemble(
        "imputation",
        relative,
        estimates,
        covariance,
        float(mass @ estimates),
        float(mass @ covariance @ mass),
        unit=unit,
        groups=groups,
        first=first,
        level=level,
    )


def _two_stage(
    outcome: Floats,
    columns: Floats,
    cells: Floats,
    treated: NDArray[np.bool_],
    groups: NDArray[np.int64],
) -> tuple[Floats, Floats]:
    """Means of the imputed effects by column, and their covariance without small-sample factor (as did2s)."""
    untreated = _twoway.projection(np.where(treated, 0.0, cells))
    effect = untreated.residual(outcome)
    weighted = columns * cells
    mass = weighted.sum(axis=(1, 2))
    estimates = np.einsum("knt,nt->k", weighted, effect) / mass
    second = np.einsum("knt,nt->nk", weighted, effect - np.tensordot(estimates, columns, axes=1) * treated)
    of_unit, of_period = untreated.solve(weighted.sum(axis=2), weighted.sum(axis=1))
    carried = of_unit[:, :, None] + of_period[:, None, :]
    first = np.einsum("knt,nt->nk", carried, untreated.weights * effect)
    scores = _twoway.by_cluster((second - first) / mass, groups)
    return estimates, scores.T @ scores
