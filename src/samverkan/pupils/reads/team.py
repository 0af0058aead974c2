"""The team's work: who waits and since when, how long it took to begin, and how many cases each officer has.

Counts of cases and days between dates. Nobody is compared and nobody is ordered by anything but name and date.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.clocks import Running, open_deadlines, running_of
from samverkan.casework.reads.lists import CaseRow, rows_of, sort_key
from samverkan.casework.reads.officers import assigned, names_by_case
from samverkan.casework.reads.rhythm import Rhythm, meetings_held
from samverkan.methods.schema import Phase
from samverkan.pupils.counters import working_phase
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible, visible_cases

YEAR = timedelta(days=365)
Stepped = tuple[UUID, str, datetime]  # case, the phase it came into, when


@dataclass(frozen=True)
class Line:
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
    lines = _lines(actor, programme, cases.rows, steps.rows)
    phases = [
        (phase, sorted((each for each in lines if each.row.case.phase == phase.id), key=_in_turn))
        for phase in method.phases if not phase.final
    ]  # fmt: skip
    load = Counter(name for each in lines for name in each.officers)
    return Team(
        [(phase, found) for phase, found in phases if found],
        _start(steps.rows, working_phase(method)),
        sorted(load.items(), key=lambda each: sort_key(each[0])),
    )


def _lines(actor: Actor, programme: Programme, cases: list[CaseFile], steps: Iterable[Stepped]) -> list[Line]:
    keys = [case.pk for case in cases]
    deadlines, owners = open_deadlines.later(actor, keys), assigned.later(actor, keys)
    schooling, held = _schooling.later(actor, keys), meetings_held.later([programme.pk])
    rows = rows_of(actor, cases)
    latest = {case: at for case, _to, at in steps}  # in order of place: the last one stands
    since = {case: clock.day_of(at) for case, at in latest.items()}
    limits = running_of(actor, cases, deadlines.rows, Rhythm(held.rows))
    officers, schools = names_by_case(owners.rows), _schools(schooling.rows)
    return [
        Line(
            row, since.get(row.case.pk, row.case.opened_on), tuple(officers.get(row.case.pk, ())),
            next(iter(limits.get(row.case.pk, ())), None), schools.get(row.case.pk, ""),
        )
        for row in rows
    ]  # fmt: skip


def _in_turn(line: Line) -> tuple[date, str, str]:
    """By the day the case came there, and by name."""
    return line.since, sort_key(line.row.name), line.row.case.number


def _start(steps: Iterable[Stepped], at_work: str) -> Start | None:
    """From the first step (taken up) to the first into work, where that was within the last year."""
    opened: dict[UUID, datetime] = {}
    begun: dict[UUID, datetime] = {}
    for case, to, moment in steps:
        opened.setdefault(case, moment)
        if to == at_work:
            begun.setdefault(case, moment)
    since = clock.today() - YEAR
    days = [(clock.day_of(opened[case]), clock.day_of(moment)) for case, moment in begun.items()]
    took = [(day - first).days for first, day in days if day >= since]
    return Start(len(took), median(took), min(took), max(took)) if took else None


def _schools(rows: Iterable[Entry]) -> dict[UUID, str]:
    """School and year in words, from the newest entry about it."""
    opened = entries.open_all(rows)
    return {each.row.case_id: f"{each['school']}, {each['year']}" for each in opened if not each.weeded}


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


@prepared
def _schooling(actor: Actor, cases: list[UUID]) -> "QuerySet[Entry]":
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=cases, kind="schooling"))
    return rows.order_by("case", "-made_at", "-pk").distinct("case")
