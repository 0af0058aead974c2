"""A programme's life as spans and marks on a line, for drawing and for reading as a table.

Plans and reports for the council draw the same: what a programme was called, when it was a trial and when it
became permanent, where it came from and where it spread, whoever governed at the time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.models import Programme

State = Programme.State
Kind = Milestone.Kind


@dataclass(frozen=True)
class Span:
    """The programme was in one state from a day until the day before another; `until` None: it still is."""

    state: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Mark:
    """Something happened on a day. `spread`: another programme began from this one."""

    on: date
    kind: str
    milestone: Milestone | None = None
    spread: Programme | None = None


@dataclass(frozen=True)
class Line:
    """One programme's life. `names` are what it was called, each from its day, the latest last."""

    programme: Programme
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    names: tuple[tuple[date, str], ...]


SPREAD = "spread"
"""The kind of mark at the programme that another one was spread from."""


def lines(programmes: Iterable[Programme]) -> list[Line]:
    """The lines of these programmes, as they were called first, by the day they began. Two queries."""
    rows = sorted(programmes, key=lambda row: (row.started_on, row.name))
    keys = [row.pk for row in rows]
    milestones = Milestone.objects.filter(programme__in=keys).select_related(
        "agency", "made_by__officer", "party"
    )
    spread = list(Programme.objects.filter(origin__in=keys).order_by("started_on", "name"))
    held = list(milestones)
    return [
        _line(
            row,
            [each for each in held if each.programme_id == row.pk],
            [each for each in spread if each.origin_id == row.pk],
        )
        for row in rows
    ]


def _line(programme: Programme, milestones: list[Milestone], spread: list[Programme]) -> Line:
    marks = [Mark(each.on, each.kind, milestone=each) for each in milestones]
    marks += [Mark(each.started_on, SPREAD, spread=each) for each in spread]
    in_order = tuple(sorted(marks, key=lambda mark: mark.on))
    return Line(programme, tuple(_spans(programme)), in_order, tuple(_names(programme, milestones)))


def _spans(programme: Programme) -> Iterator[Span]:
    """The trial, then what is permanent, until the end; the end itself has no length."""
    end, permanent = programme.ended_on, programme.permanent_on
    if permanent is None or permanent > programme.started_on:
        until = min((day for day in (permanent, end) if day), default=None)
        if until is None or until > programme.started_on:
            yield Span(State.PILOT, programme.started_on, until)
    if permanent is not None and (end is None or permanent < end):
        yield Span(State.PERMANENT, max(permanent, programme.started_on), end)


def _names(programme: Programme, milestones: list[Milestone]) -> Iterator[tuple[date, str]]:
    renamed = [each for each in milestones if each.kind == Kind.RENAMED]
    yield programme.started_on, renamed[0].before if renamed else programme.name
    for each in renamed:
        yield each.on, each.value


def review_is_late(programme: Programme) -> bool:
    """Whether the day for trying it again has passed, and it is still running."""
    return programme.running and programme.review_on < clock.today()
