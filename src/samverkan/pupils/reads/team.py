"""The team's work: who waits and since when, how long it took to begin, and how many cases each officer has.

Counts of cases and days between dates. Nobody is compared and nobody is ordered by anything but name and date.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.clocks import Running, open_deadlines, running_of
from samverkan.casework.reads.lists import CaseRow, rows_with, sort_key
from samverkan.casework.reads.officers import assigned, names_by_case
from samverkan.casework.reads.rhythm import Rhythm, meetings_held
from samverkan.methods.schema import Phase
from samverkan.pupils.counters import working_phase
from samverkan.pupils.reads.inquiry import SCHOOLING
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible_cases

YEAR = timedelta(days=365)
Stepped = tuple[UUID, str, datetime]  # case, the phase it came into, when


class Way(NamedTuple):
    """A case's way so far: when it was taken up, when it first came into work, if it has, and when it last moved."""

    taken_up: datetime
    begun: datetime | None
    moved: datetime


class Line(NamedTuple):
    """A pupil's case: where it stands and since when, who has it, the soonest time limit."""

    row: CaseRow
    since: date
    officers: tuple[str, ...]
    soonest: Running | None
    school: str

    @property
    def days(self) -> int:
        """Days in the phase, today included as none."""
        return (clock.today() - self.since).days


@dataclass(frozen=True)
class Start:
    """Days from taken up to begun, of the cases that began in the last year. None where there are none."""

    cases: int
    middle: float
    shortest: int
    longest: int


@dataclass(frozen=True)
class Team:
    """Cases by phase, in the method's order; time to start; cases an officer."""

    phases: list[tuple[Phase, list[Line]]]
    start: Start | None
    caseload: list[tuple[str, int]]

    @property
    def open(self) -> int:
        """All open cases that the officer may see."""
        return sum(len(lines) for _phase, lines in self.phases)


Asked = tuple[Question[CaseFile], Question[Stepped]]


def asked_for(actor: Actor, programme: UUID) -> Asked:
    """The programme's cases and their steps, to be asked for along with the rest of a page."""
    return _cases.later(actor, programme), _steps.later(actor, programme)


def team(actor: Actor, programme: Programme, asked: Asked | None = None) -> Team:
    """The programme as far as the officer may see it, in two rounds of questions."""
    method = pinned(programme.method, programme.method_version)
    cases, steps = asked or asked_for(actor, programme.pk)
    ways = _ways(steps.rows, working_phase(method))
    lines = _lines(actor, programme, cases.rows, ways)
    phases = [
        (phase, sorted((each for each in lines if each.row.case.phase == phase.id), key=_in_turn))
        for phase in method.phases if not phase.final
    ]  # fmt: skip
    load = Counter(name for each in lines for name in each.officers)
    return Team(
        [(phase, found) for phase, found in phases if found],
        _start(ways.values()),
        sorted(load.items(), key=lambda each: sort_key(each[0])),
    )


def _lines(actor: Actor, programme: Programme, cases: list[CaseFile], ways: dict[UUID, Way]) -> list[Line]:
    keys = [case.pk for case in cases]
    deadlines, owners = open_deadlines.later(actor, keys), assigned.later(actor, keys)
    held = meetings_held.later([programme.pk])
    rows = rows_with(actor, cases, SCHOOLING)
    limits = running_of(actor, cases, deadlines.rows, Rhythm(held.rows))
    officers = names_by_case(owners.rows)
    lines = []
    for row, opened in rows:
        key = row.case.pk
        way, soonest = ways.get(key), next(iter(limits.get(key, ())), None)
        since = clock.day_of(way.moved) if way else row.case.opened_on
        lines.append(Line(row, since, tuple(officers.get(key, ())), soonest, _school(opened)))
    return lines


def _in_turn(line: Line) -> tuple[date, str, str]:
    """By the day the case came there, and by name."""
    return line.since, sort_key(line.row.name), line.row.case.number


def _ways(steps: Iterable[Stepped], at_work: str) -> dict[UUID, Way]:
    """By case, of its steps in order of place."""
    found = {}
    for case, some in groupby(steps, key=itemgetter(0)):
        taken = list(some)
        begun = next((moment for _case, to, moment in taken if to == at_work), None)
        found[case] = Way(taken[0][2], begun, taken[-1][2])
    return found


def _start(ways: Iterable[Way]) -> Start | None:
    """From the first step (taken up) to the first into work, where that was within the last year."""
    since = clock.today() - YEAR
    days = [(clock.day_of(way.taken_up), clock.day_of(way.begun)) for way in ways if way.begun]
    took = [(day - first).days for first, day in days if day >= since]
    return Start(len(took), median(took), min(took), max(took)) if took else None


def _school(opened: Iterable[OpenEntry]) -> str:
    """School and year in words, from the newest entry about it, own or received."""
    told = [each for each in opened if each.row.kind == SCHOOLING and not each.weeded]
    newest = max(told, key=lambda each: (each.row.made_at, each.row.pk), default=None)
    return f"{newest['school']}, {newest['year']}" if newest else ""


@prepared
def _cases(actor: Actor, programme: UUID) -> "QuerySet[CaseFile]":
    rows = CaseFile.of(actor.agency).filter(
        programme=programme, closed_on__isnull=True, list_id__isnull=False
    )
    return visible_cases(actor, rows).order_by("number")


@prepared
def _steps(actor: Actor, programme: UUID) -> "QuerySet[Step, Stepped]":
    cases = visible_cases(actor, CaseFile.of(actor.agency).filter(programme=programme))
    rows = Step.of(actor.agency).filter(case__in=cases.values("pk")).order_by("case", "place")
    return rows.values_list("case_id", "went_to", "at")
