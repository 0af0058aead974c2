"""The path of the effect around the start: leads and lags with unit and period effects.

Jacobson, LaLonde & Sullivan (1993), Am. Econ. Rev. 83:685-709. With staggered starts and effects that differ
between cohorts the leads and lags contaminate each other (Sun & Abraham 2021): then use `sun_abraham`,
`group_time` or `imputation`, which return this same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, relative_time
from samverkan.evidence._distributions import student
from samverkan.evidence.difference import cluster_warnings
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BAND_DRAWS = 20_000

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade enheter med och utan den utvecklats lika, före som efter starten.",
        "Without the programme, units with and without it would have moved alike, before the "
        "start and after.",
    ),
    Text(
        "Effektens förlopp är detsamma för alla som började vid olika tid.",
        "The path of the effect is the same for all that started at different times.",
    ),
)


@dataclass(frozen=True)
class EventStudy:
    """Effects by periods since the start; the reference period is left out of all arrays.

    relative (k,) whole numbers, negative before the start; estimates (k,); covariance (k, k), robust to
    clustering; `effect` and `se` the method's own mean over the treated time; `freedom` of its t intervals.
    """

    method: str
    relative: Ints
    estimates: Floats
    covariance: Floats
    effect: float
    se: float
    freedom: int
    clusters: int
    level: float = 0.95
    warnings: tuple[Text, ...] = ()

    @property
    def errors(self) -> Floats:
        """Standard errors (k,)."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0.0))

    @property
    def before(self) -> NDArray[np.bool_]:
        """Which estimates lie before the start, (k,)."""
        return self.relative < 0

    def interval(self) -> tuple[float, float]:
        """The t interval of `effect`."""
        reach = float(student.ppf(0.5 + self.level / 2, self.freedom)) * self.se
        return self.effect - reach, self.effect + reach

    def pointwise(self) -> tuple[Floats, Floats]:
        """Lower and upper limits (k,), each right on its own."""
        reach = student.ppf(0.5 + self.level / 2, self.freedom) * self.errors
        return self.estimates - reach, self.estimates + reach

    def uniform(self, seed: int = 1) -> tuple[Floats, Floats]:
        """Lower and upper limits (k,), right for the whole path at once (sup-t, Montiel Olea &
        Plagborg-Møller
        2019)."""
        errors = np.where(self.errors > 0, self.errors, 1.0)
        values, vectors = np.linalg.eigh(self.covariance / np.outer(errors, errors))
        root = vectors * np.sqrt(np.maximum(values, 0.0))
        draws = np.random.default_rng(seed).standard_normal((BAND_DRAWS, len(errors))) @ root.T
        critical = float(np.quantile(np.abs(draws).max(axis=1), self.level))
        return self.estimates - critical * self.errors, self.estimates + critical * self.errors

    def summary(self) -> Text:
        """The mean effect in a sentence, warnings last."""
        low, high = self.interval()
        head = say(
            "Medeleffekten efter start är {effect:.4f} ({level:.0f} % intervall {low:.4f} till {high:.4f}).",
            "The mean effect after the start is {effect:.4f} ({level:.0f} % interval {low:.4f} "
            "to {high:.4f}).",
            effect=self.effect,
            level=100 * self.level,
            low=low,
            high=high,
        )
        return join([head, *self.warnings])

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the path with pointwise and uniform intervals, leads included."""
        from samverkan.evidence.plots import differences

        return differences.path(self, lang)


def event_study(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    leads: int | None = None,
    lags: int | None = None,
    level: float = 0.95,
) -> EventStudy:
    """Two-way fixed effects with a dummy for every period since the start but -1.

    Arguments as `difference`; `leads` and `lags` bin what lies further off into the last kept period
    (default: no binning). The mean effect weighs lags by their number of treated cells. Refuses where all
    units are treated.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    cells = _twoway.cell_weights(weights, panel.shape)
    since = relative_time(first, panel.shape[1])
    since = np.clip(since, -leads if leads else None, lags)
    treated = np.broadcast_to((first >= 0)[:, None], since.shape)
    relative = np.array(sorted(set(since[treated].tolist()) - {-1}), dtype=np.int64)
    columns = ((since == relative[:, None, None]) & treated).astype(np.float64)
    unit = _matrix.scaled(panel).unit
    fit = _twoway.regress(panel / unit, columns, _twoway.projection(cells), groups)
    mass = np.where(relative >= 0, (columns * cells).sum(axis=(1, 2)), 0.0)
    mass /= mass.sum()
    return assemble(
        "two-way fixed effects",
        relative,
        fit.beta,
        fit.covariance,
        float(mass @ fit.beta),
        float(mass @ fit.covariance @ mass),
        unit=unit,
        groups=groups,
        first=first,
        level=level,
    )


def assemble(
    method: str,
    relative: Ints,
    estimates: Floats,
    covariance: Floats,
    effect: float,
    variance: float,
    *,
    unit: float,
    groups: Ints,
    first: Ints,
    level: float,
) -> EventStudy:
    """The result, turned back from the scaled outcome to its own unit."""
    count = int(groups.max()) + 1
    if not (np.isfinite(estimates).all() and np.isfinite(covariance).all()):
        raise Refusal(
            "Uppgifterna räcker inte för att skatta alla tidpunkter.",
            "The data do not suffice to estimate every period.",
        )
    return EventStudy(
        method=method,
        relative=relative,
        estimates=estimates * unit,
        covariance=covariance * unit**2,
        effect=float(effect) * unit,
        se=sqrt(max(float(variance), 0.0)) * unit,
        freedom=_twoway.freedom(groups, first >= 0),
        clusters=count,
        level=level,
        warnings=tuple(cluster_warnings(count, len(np.unique(groups[first >= 0])))),
    )
