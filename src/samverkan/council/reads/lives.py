"""The lives of initiatives over the years, with their programmes' own decisions, and who governed when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from samverkan.council.models import Initiative, LifeEvent
from samverkan.programmes.models import Milestone
from samverkan.programmes.reads.timeline import lines
from samverkan.secrecy import clock

Kind = LifeEvent.Kind
FILE = Path(__file__).parents[1] / "data" / "terms.yaml"
OF_MILESTONE = {
    Milestone.Kind.STARTED: Kind.PILOT, Milestone.Kind.RENAMED: Kind.RENAMED, Milestone.Kind.PERMANENT: Kind.PERMANENT,
    Milestone.Kind.REVIEWED: Kind.DECIDED, Milestone.Kind.ENDED: Kind.ENDED,
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One term of the elected council: first day, first day of the next or None, the majority's parties or nothing.

    `source` is where the majority stands; empty while the municipality has not reviewed it.
    """

    since: date
    until: date | None
    majority: str
    source: str = ""

    @property
    def unreviewed(self) -> bool:
        """Whether a majority is told that nobody has looked up."""
        return bool(self.majority) and not self.source


@dataclass(frozen=True)
class Event:
    """One thing that happened. `row` is the line it was written on, `milestone` the programme's own decision."""

    kind: str
    on: date
    row: LifeEvent | None = None
    milestone: Milestone | None = None


@dataclass(frozen=True)
class Span:
    """Trial or permanent, from a day until a day; until None it still is."""

    permanent: bool
    since: date
    until: date | None


@dataclass(frozen=True)
class Life:
    """An initiative with its events by day and the spans that follow from them."""

    initiative: Initiative
    events: tuple[Event, ...]
    spans: tuple[Span, ...]


def lives() -> list[Life]:
    """Every initiative by the day its life began; those without an event last."""
    rows = list(Initiative.objects.select_related("programme", "agency").prefetch_related("events"))
    found = [life(row) for row in rows]
    return sorted(
        found, key=lambda each: (each.events[0].on if each.events else date.max, each.initiative.name)
    )


def life(row: Initiative) -> Life:
    """One initiative's life."""
    events = [Event(each.kind, each.on, row=each) for each in row.events.all()]
    if row.programme is not None:
        for line in lines([row.programme]):
            events += [
                Event(str(OF_MILESTONE[Milestone.Kind(mark.kind)]), mark.on, milestone=mark.milestone)
                for mark in line.marks
                if mark.milestone is not None and mark.kind in OF_MILESTONE and mark.on <= clock.today()
            ]
    events.sort(key=lambda each: each.on)
    return Life(row, tuple(events), tuple(_spans(events)))


def _spans(events: list[Event]) -> Iterator[Span]:
    """A trial until it became permanent, and that until the end."""
    first = next((each.on for each in events if each.kind in {Kind.PILOT, Kind.STARTED}), None)
    permanent = next((each.on for each in events if each.kind == Kind.PERMANENT), None)
    if first is None and permanent is None:
        return
    ended = next((each.on for each in events if each.kind == Kind.ENDED), None)
    if first is not None and first != permanent:
        yield Span(False, first, permanent or ended)
    if permanent is not None:
        yield Span(True, permanent, ended)


def terms(municipality: str) -> list[Term]:
    """The terms of a municipality's council; none where they were not entered."""
    rows: list[dict[str, Any]] = _all().get(municipality, [])
    ends = [*(row["since"] for row in rows[1:]), None][: len(rows)]
    return [
        Term(row["since"], until, row["majority"], row["source"])
        for row, until in zip(rows, ends, strict=True)
    ]


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
