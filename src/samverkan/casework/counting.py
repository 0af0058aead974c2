"""Counting for the steering group, inside one agency's own compartment: persons, entries, exits, acts.

Each of the method's indicators becomes one row of cells that add up to a total. Nothing here leaves the agency:
samverkan.suppression says what may.
"""

import calendar
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from samverkan.casework import counters
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import phases_of
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Indicator
from samverkan.methods.words import Counted, Split
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.suppression.attack import Sum

TOTAL = "total"
STOCKS = (Counted.PERSONS, Counted.CASES)  # counted on the month's last day; all others during the month


@dataclass(frozen=True)
class Month:
    """A calendar month in Stockholm's time, known by its first day."""

    first: date

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def span(self) -> tuple[datetime, datetime]:
        begins = datetime.combine(self.first, time.min, clock.STOCKHOLM)
        return begins, datetime.combine(self.last, time.max, clock.STOCKHOLM)

    @property
    def over(self) -> bool:
        """Whether it has ended: a month still running would be counted again and tell of single days."""
        return self.last < clock.today()


@dataclass(frozen=True)
class Row:
    """One indicator's counts by cell, the total last."""

    indicator: Indicator
    counts: dict[str, int]

    @property
    def sums(self) -> list[Sum]:
        parts = tuple(name for name in self.counts if name != TOTAL)
        return [Sum(TOTAL, parts)] if parts else []


def count(actor: Actor, programme: Programme, indicator: Indicator, month: Month) -> Row:
    """Count one indicator. What fits no cell of the layout goes into its cell for the rest."""
    method = pinned(programme.method, programme.method_version)
    context = counters.Context(actor, programme, method, indicator, month.first, month.last, month.span)
    cells = cells_of(method, indicator)
    rest = next((name for name in cells if name in (counters.NONE, counters.UNKNOWN)), "")
    found = Counter(name if name in cells else rest for name in counters.COUNTERS[indicator.counts](context))
    return Row(indicator, {**{name: found[name] for name in cells}, TOTAL: found.total()})


def cells_of(method: Method, indicator: Indicator) -> list[str]:
    """The cells of a row, without the total: from the method's file, never from what happens to be there."""
    for split in indicator.split_by:
        if split.startswith("scale:"):
            levels = method.scale(split.removeprefix("scale:")).levels
            return [*(level.id for level in levels), counters.NONE]
        if split in CELLS:
            return CELLS[split](method)
    return []


CELLS: dict[str, Callable[[Method], list[str]]] = {
    Split.PHASE: lambda method: [each.id for each in phases_of(method) if not each.final],
    Split.REASON: lambda method: [*(each.id for each in method.leaving), counters.UNKNOWN],
    Split.ON_TIME: lambda _method: [counters.IN_TIME, counters.LATE],
    Split.FORM: lambda method: [*map(str, method.disclosure.forms), counters.REFUSED, counters.UNKNOWN],
    Split.CHANGE: lambda _method: [counters.HIGHER, counters.SAME, counters.LOWER, counters.UNKNOWN],
    Split.ELIGIBLE: lambda _method: [counters.PREPARATORY, counters.VOCATIONAL, counters.NOT_ELIGIBLE],
}
