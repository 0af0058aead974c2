"""Group-time effects: every cohort in every period against those not (yet) treated, then averaged.

Callaway & Sant'Anna (2021), J. Econometrics 225:200-230, doubly robust when covariates are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, _twoway
from samverkan.evidence._adoption import adoption, some_untreated
from samverkan.evidence._doubly_robust import compare_changes
from samverkan.evidence.event_study import EventStudy, assemble
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Comparison = Literal["never", "notyet"]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Varje startårgång hade utan insatsen förändrats som jämförelseenheterna, givet bakgrunden.",
        "Without the programme each cohort would have changed as the comparison units did, given background.",
    ),
    Text(
        "Ingen ändrade sig mer än en tidpunkt i förväg.",
        "Nobody changed more than one period in advance.",
    ),
)


@dataclass(frozen=True)
class GroupTime:
    """effects (k,) for cohort `start[k]` in period `time[k]`; influence (units, k); `path` their event
    study.
    """

    start: Ints
    time: Ints
    effects: Floats
    influence: Floats
    path: EventStudy

    def summary(self) -> Text:
        """The mean effect over treated cohorts and periods, in a sentence."""
        return self.path.summary()

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the event study."""
        return self.path.plot(lang)


def group_time(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    comparison: Comparison = "never",
    covariates: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    clusters: ArrayLike | None = None,
    level: float = 0.95,
) -> GroupTime:
    """All group-time effects with the period before the start as base, before and after.

    outcomes (units, periods), starts (units,), -1 never; covariates (units, k) fixed in time; weights
    (units,); clusters (units,). "never" compares with units never treated, "notyet" also with those treated
    later on. The mean effect weighs cohort-periods by cohort size, as `aggte(type = "simple")` of the R
    package did.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    if comparison == "never":
        some_untreated(first)
    groups = _twoway.cluster_numbers(clusters, len(panel))
    cells = _twoway.cell_weights(weights, panel.shape)
    if (cells != cells[:, :1]).any():
        raise Refusal("Här behövs en vikt per enhet.", "This method takes one weight per unit.")
    X = _background(covariates, len(panel))
    unit = _matrix.scaled(panel).unit
    found = _all_pairs(panel / unit, first, comparison, cells[:, 0], X)
    if not found or max(time - start for start, time, _, _ in found) < 0:
        raise Refusal(
            "Ingen årgång har någon att jämföras med efter sin start.",
            "No cohort has anyone to be compared with after its start.",
        )
    start, time = (np.array([row[k] for row in found], dtype=np.int64) for k in (0, 1))
    effects = np.array([row[2] for row in found])
    influence = np.array([row[3] for row in found]).T
    path = _path(start, time, effects, influence, first, cells[:, 0], groups, unit, level)
    return GroupTime(start, time, effects * unit, influence * unit, path)


def _background(covariates: ArrayLike | None, units: int) -> Floats:
    if covariates is None:
        return np.ones((units, 1))
    given = _matrix.finite_panel(covariates, "Bakgrunden", "The covariates")
    if len(given) != units:
        raise Refusal(
            f"Bakgrunden har {len(given)} rader, men enheterna är {units}.",
            f"The covariates have {len(given)} rows, but there are {units} units.",
        )
    spread = given.std(axis=0)
    return np.column_stack([np.ones(units), (given - given.mean(axis=0)) / np.where(spread > 0, spread, 1.0)])


def _all_pairs(
    panel: Floats, first: Ints, comparison: Comparison, weights: Floats, X: Floats
) -> list[tuple[int, int, float, Floats]]:
    """(start, time, effect, influence) for every cohort and period that has a comparison."""
    found = []
    for start in np.unique(first[first >= 0]):
        for time in range(panel.shape[1]):
            if time == start - 1:
                continue
            later = (first > max(time, start)) & (comparison == "notyet")
            member = first == start
            used = member | (first < 0) | later
            if used.sum() == member.sum():
                continue
            change = panel[used, time] - panel[used, start - 1]
            effect, part = compare_changes(change, member[used].astype(float), weights[used], X[used])
            influence = np.zeros(len(panel))
            influence[used] = part
            found.append((int(start), int(time), effect, influence))
    return found


def _path(
    start: Ints,
    time: Ints,
    effects: Floats,
    influence: Floats,
    first: Ints,
    weights: Floats,
    groups: Ints,
    unit: float,
    level: float,
) -> EventStudy:
    """Averages by periods since the start and over all treated time; shares are estimated too, and it
    shows.
    """
    relative = np.unique(time - start)
    picks = [time - start == number for number in relative] + [time >= start]
    share = np.array([weights[first == cohort].sum() for cohort in start]) / weights.sum()
    of_share = (weights / weights.sum())[:, None] * ((first[:, None] == start) - share)
    estimates, columns = [], []
    for pick in picks:
        total = share[pick].sum()
        mean = float(share[pick] @ effects[pick]) / total
        estimates.append(mean)
        columns.append(
            (influence[:, pick] @ share[pick] + of_share[:, pick] @ (effects[pick] - mean)) / total
        )
    scores = _twoway.by_cluster(np.array(columns).T, groups)
    covariance = scores.T @ scores
    return assemble(
        "Callaway & Sant'Anna",
        relative,
        np.array(estimates[:-1]),
        covariance[:-1, :-1],
        estimates[-1],
        covariance[-1, -1],
        unit=unit,
        groups=groups,
        first=first,
        level=level,
    )
