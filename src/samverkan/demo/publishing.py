"""The figures that the made-up authorities give out early each month, for the steering group to read."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from samverkan.casework.actions.figures import fingerprint, hand_over_counts, publish_figures
from samverkan.casework.counting import Month
from samverkan.casework.models import Figures
from samverkan.casework.reads.figures import prepare
from samverkan.demo.cast import Cast, at
from samverkan.demo.story import Act
from samverkan.secrecy.binding import bound

MONTHS = 6  # before the anchor date
DAY_OF_MONTH, HOUR = 3, 9


def publications(cast: Cast, anchor: date) -> Iterator[Act]:
    """Each of the last months: persons by the list's owner, and each authority's counts of its own acts."""
    last = anchor.replace(day=1)
    for _each in range(MONTHS):
        told = last.replace(day=DAY_OF_MONTH)
        last = (last - timedelta(days=1)).replace(day=1)
        if told <= anchor:
            yield (
                at(told, HOUR),
                partial(_publish, cast, cast.place.owner, "samordnare", last, Figures.Kind.LIST),
            )
            for kind in cast.stems:
                yield (
                    at(told, HOUR + 1),
                    partial(_publish, cast, kind, "beslut1", last, Figures.Kind.OWN_ACTS),
                )


def _publish(cast: Cast, agency: str, post: str, month: date, kind: str) -> None:
    by: Any = cast.actor(agency, post)
    with bound(by):
        shown = fingerprint(prepare(by, cast.programme, Month(month), kind))
    act = publish_figures if kind == Figures.Kind.LIST else hand_over_counts
    act(by=by, programme=cast.programme, month=month, shown=shown)
