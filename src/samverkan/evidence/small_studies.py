"""Do small studies tell another story than large ones? Egger et al. (1997), BMJ 315:629-634."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say


@dataclass(frozen=True)
class SmallStudies:
    """Egger's regression: an intercept away from 0 means that small studies tell another story than large ones."""

    intercept: float
    error: float
    p: float
    studies: int
    warnings: tuple[Text, ...]

    def summary(self) -> Text:
        """The intercept and what it can and cannot show."""
        head = say(
            "Små studier avviker med {intercept:.2f} medelfel (p = {p:.3f}).",
            "Small studies deviate by {intercept:.2f} standard errors (p = {p:.3f}).",
            intercept=self.intercept,
            p=self.p,
        )
        return join([head, *self.warnings])


def egger(effects: ArrayLike, errors: ArrayLike) -> SmallStudies:
    """Small-study check: effect over error regressed on one over error, (k,) each, k at least three.

    Raises Refusal for fewer studies and for errors that are all alike. Source: Egger et al. (1997).
    """
    y = checks.finite_vector(effects, Text("Effekterna", "The effects"))
    se = checks.positive_vector(errors, Text("Medelfelen", "The standard errors"), length=len(y))
    if len(y) < 3 or np.ptp(se) <= 1e-9 * se.max():
        raise Refusal(
            "Minst tre studier av olika storlek behövs för att jämföra små med stora.",
            "At least three studies of different sizes are needed to compare small with large.",
        )
    with np.errstate(all="ignore"):
        precision, standard = se.min() / se, y / se
        checks.finite_result(*precision, *standard, float(standard @ standard))
    design = np.column_stack([np.ones(len(y)), precision])
    bread = np.linalg.inv(design.T @ design)
    line = bread @ (design.T @ standard)
    residual = standard - design @ line
    error = float(np.sqrt(residual @ residual / (len(y) - 2) * bread[0, 0]))
    t = float(line[0]) / error if error > 0 else 0.0
    return SmallStudies(
        intercept=float(line[0]),
        error=error,
        p=float(2 * stats.student.sf(abs(t), len(y) - 2)),
        studies=len(y),
        warnings=(_FEW_FOR_EGGER,) if len(y) < 10 else (),
    )


_FEW_FOR_EGGER = Text(
    "Med färre än tio studier kan provet sällan visa något.",
    "With fewer than ten studies the test can seldom show anything.",
)
