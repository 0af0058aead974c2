"""Events that happen again: repeat victimisation of persons or addresses, with errors over the person.

Andersen & Gill (1982), Ann. Stat. 10:1100-1120, errors by Lin & Wei (1989); the mean number of events by
Lawless & Nadeau (1995), Technometrics 37:158-168, whose error needs no independence between a person's
events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence._distributions import norm
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.survival import Cox, cox
from samverkan.evidence.text import Text, say

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Alla händelser under tid i uppföljning är registrerade, och tid i fängelse eller utomlands är "
        "borttagen.",
        "All events while followed are recorded, and time in prison or abroad is taken out.",
    ),
    Text(
        "Att uppföljningen slutar beror inte på hur ofta händelsen drabbat personen.",
        "Why follow-up ends does not depend on how often the event came.",
    ),
)


@dataclass(frozen=True)
class MeanCount:
    """Mean number of events a person by each time, with robust interval; arrays of shape (times,)."""

    time: Floats
    mean: Floats
    error: Floats
    low: Floats
    high: Floats
    persons: int
    events: int
    level: float

    def summary(self) -> Text:
        """The mean number by the last time."""
        return say(
            "{events} händelser bland {persons}; vid tiden {time:g} i medeltal {mean:.2f} per person "
            "({level:.0f} % intervall {low:.2f} till {high:.2f}).",
            "{events} events among {persons}; by time {time:g} {mean:.2f} a person on average "
            "({level:.0f} % interval {low:.2f} to {high:.2f}).",
            events=self.events,
            persons=self.persons,
            time=float(self.time[-1]),
            mean=float(self.mean[-1]),
            low=float(self.low[-1]),
            high=float(self.high[-1]),
            level=100 * self.level,
        )


def andersen_gill(
    person: ArrayLike,
    start: ArrayLike,
    stop: ArrayLike,
    event: ArrayLike,
    covariates: ArrayLike,
    *,
    names: Sequence[str] | None = None,
    level: float = 0.95,
) -> Cox:
    """Rate of repeated events; one row an interval (start, stop] of a person, event 1 if it ends in one.

    All arrays (n,), covariates (n, p), which may change between a person's rows. Errors are summed over the
    person. Raises Refusal for intervals of one person that overlap, and all that `cox` refuses.
    """
    _intervals(person, start, stop, event)
    return cox(stop, event, covariates, names=names, start=start, cluster=person, level=level)


def mean_count(
    person: ArrayLike,
    start: ArrayLike,
    stop: ArrayLike,
    event: ArrayLike,
    *,
    points: int = 100,
    level: float = 0.95,
) -> MeanCount:
    """Mean number of events a person over time, (n,) rows as in `andersen_gill`; at most `points` times.

    Raises Refusal for overlapping intervals and where no event happened. Source: Lawless & Nadeau (1995).
    """
    who, begins, ends, struck = _intervals(person, start, stop, event)
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    if not struck.any() or points < 1:
        raise Refusal("Ingen händelse är registrerad.", "No event is recorded.")
    times, counts = np.unique(ends[struck], return_counts=True)
    followed = np.searchsorted(np.sort(begins), times) - np.searchsorted(np.sort(ends), times)
    chosen = np.unique(np.linspace(0, len(times) - 1, min(points, len(times))).round().astype(np.int64))
    mean = np.cumsum(counts / followed)
    drift = np.r_[0.0, np.cumsum(counts / followed**2.0)]
    first, last = np.searchsorted(times, begins, side="right"), np.searchsorted(times, ends, side="right")
    own = np.zeros(len(ends))
    own[struck] = 1 / followed[np.searchsorted(times, ends[struck])]
    variance = np.empty(len(chosen))
    for k, step in enumerate(chosen + 1):
        passed = drift[np.minimum(last, step)] - drift[np.minimum(first, step)]
        scores = np.bincount(who, weights=np.where(last <= step, own, 0.0) - passed)
        variance[k] = scores @ scores
    centre, error = mean[chosen], np.sqrt(variance)
    factor = np.exp(norm.ppf(0.5 + level / 2) * error / centre)  # on the log scale: a mean is above zero
    checks.finite_result(*factor)
    return MeanCount(
        time=times[chosen],
        mean=centre,
        error=error,
        low=centre / factor,
        high=centre * factor,
        persons=int(who.max()) + 1,
        events=int(struck.sum()),
        level=level,
    )


def _intervals(
    person: ArrayLike, start: ArrayLike, stop: ArrayLike, event: ArrayLike
) -> tuple[Ints, Floats, Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    begins = checks.finite_vector(start, Text("Starttiden", "The start time"))
    ends = checks.finite_vector(stop, Text("Sluttiden", "The stop time"), length=len(begins))
    struck = checks.finite_vector(event, Text("Händelsen", "The event"), length=len(begins))
    people = np.asarray(person)
    if people.shape != begins.shape or not len(begins) or not np.isin(struck, (0, 1)).all():
        raise Refusal(
            "Varje rad behöver en person och en händelse som är 0 eller 1.",
            "Every row needs a person and an event that is 0 or 1.",
        )
    who = np.asarray(np.unique(people, return_inverse=True)[1], dtype=np.int64)
    order = np.lexsort((ends, begins, who))
    again = np.diff(who[order]) == 0
    overlap = again & (begins[order][1:] < ends[order][:-1])
    if overlap.any() or (begins >= ends).any():
        row = int(order[1:][overlap][0]) if overlap.any() else int(np.flatnonzero(begins >= ends)[0])
        raise Refusal(
            f"Rad {row + 1} överlappar en annan rad för samma person, eller slutar innan den börjar.",
            f"Row {row + 1} overlaps another row of the same person, or ends before it starts.",
        )
    return who, begins, ends, struck == 1
