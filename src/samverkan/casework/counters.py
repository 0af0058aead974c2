"""One counter for each thing an indicator may count: gives the cell of every single thing, to be tallied.

What happened when is read from dates in clear and from the agency's own trail; only a colour's level is unsealed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from samverkan.casework.models import Meeting, Step, Task
from samverkan.methods.asking import active_phases, joint_kind, own_kind
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Indicator
from samverkan.methods.words import Counted, Split
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Programme
from samverkan.secrecy.rules import visible
from samverkan.trail.models import Trace

NONE, UNKNOWN, IN_TIME, LATE, REFUSED = "none", "unknown", "in_time", "late", "refused"
HIGHER, SAME, LOWER = "higher", "same", "lower"
PREPARATORY, VOCATIONAL, NOT_ELIGIBLE = "preparatory", "vocational", "not_eligible"


@dataclass(frozen=True)
class Context:
    """Who counts what, where and when."""

    actor: Actor
    programme: Programme
    method: Method
    indicator: Indicator
    first: date
    last: date
    span: tuple[datetime, datetime]


def persons(at: Context) -> Iterable[str]:
    """Those at work on the last day, by the judgement that a human made and that is in force that day.

    The joint judgement; where the method makes none, the counting authority's own.
    """
    return _split(at, _stood(at, set(active_phases(at.method))))


def cases(at: Context) -> Iterable[str]:
    """All open cases on the last day, whatever the phase."""
    return _split(at, _stood(at, {each.id for each in at.method.phases if not each.final}))


def written(at: Context) -> Iterable[str]:
    """Own entries of the indicator's kind written in the month, corrections apart; or how judgements were renewed."""
    own = Entry.of(at.actor.agency).filter(
        programme=at.programme, kind=str(at.indicator.kind), received__isnull=True
    )
    if "on_time" not in at.indicator.split_by:
        return [NONE] * own.filter(made_at__range=at.span, supersedes__isnull=True).count()
    made: dict[UUID, list[datetime]] = {}
    for case, moment in own.values_list("case", "made_at"):
        made.setdefault(case, []).append(moment)
    ended = own.filter(valid_until__range=(at.first, at.last)).filter(
        Q(case__closed_on__isnull=True) | Q(case__closed_on__gt=at.last)
    )
    return [
        _renewed(made[row.case_id], row.made_at, row.valid_until)
        for row in ended
        if row.valid_until is not None
    ]


def exits(at: Context) -> Iterable[str]:
    """Cases ended in the month, by the reason its last step gave."""
    left = CaseFile.of(at.actor.agency).filter(programme=at.programme, list_id__isnull=False, side="")
    left = left.filter(closed_on__range=(at.first, at.last))
    steps = Step.of(at.actor.agency).filter(case__in=left.values("pk")).exclude(leaving="").order_by("place")
    why = dict(steps.values_list("case", "leaving"))
    return [why.get(case, UNKNOWN) for case in left.values_list("pk", flat=True)]


def tasks(at: Context) -> Iterable[str]:
    """The agency's own tasks that were due in the month: done by then, or not."""
    rows = Task.of(at.actor.agency).filter(
        case__programme=at.programme, responsible=at.actor.agency, due__range=(at.first, at.last)
    )
    rows = rows.exclude(state=Task.State.DECLINED)
    return [
        IN_TIME if state == Task.State.DONE and settled is not None and clock.day_of(settled) <= due else LATE
        for state, settled, due in rows.values_list("state", "settled_at", "due")
    ]


def disclosures(at: Context) -> Iterable[str]:
    """The agency's own decisions of the month by how they were made; a no counts too."""
    rows = Disclosure.of(at.actor.agency).filter(programme=at.programme)
    made = rows.exclude(state=Disclosure.State.REFUSED).filter(decided_at__range=at.span)
    no = set(rows.filter(state=Disclosure.State.REFUSED).values_list("pk", flat=True))
    lines = _own_lines(at, "disclosure.refuse").filter(at__range=at.span).values_list("subjects", flat=True)
    refused = {subject for subjects in lines for subject in subjects if subject in no}
    return [*(str(mode) for mode in made.values_list("mode", flat=True)), *([REFUSED] * len(refused))]


def meetings(at: Context) -> Iterable[str]:
    """Meetings held in the month."""
    held = Meeting.objects.filter(
        programme=at.programme, state=Meeting.State.CLOSED, closed_at__range=at.span
    )
    return [NONE] * held.count()


def join(counted: Counted, counter: Callable[[Context], Iterable[str]]) -> None:
    """Let a room above count something that only its kind of method has."""
    COUNTERS[counted] = counter


COUNTERS: dict[Counted, Callable[[Context], Iterable[str]]] = {
    Counted.PERSONS: persons,
    Counted.CASES: cases,
    Counted.ENTRIES: written,
    Counted.EXITS: exits,
    Counted.TASKS: tasks,
    Counted.DISCLOSURES: disclosures,
    Counted.MEETINGS: meetings,
}


def _stood(at: Context, phases: set[str]) -> dict[UUID, str]:
    """The cases that stood in one of these phases on the last day, and in which: as their steps say.

    A file laid in from elsewhere has no steps; it is taken to have stood where it stands.
    """
    rows = CaseFile.of(at.actor.agency).filter(programme=at.programme, list_id__isnull=False, side="")
    rows = rows.filter(opened_on__lte=at.last).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=at.last))
    steps = Step.of(at.actor.agency).filter(case__in=rows.values("pk")).order_by("place")
    then: dict[UUID, str] = {}
    for case, phase, moment in steps.values_list("case", "went_to", "at"):
        then[case] = phase if moment <= at.span[1] else then.get(case, "")
    found = {case: then.get(case, now) for case, now in rows.order_by("pk").values_list("pk", "phase")}
    return {case: phase for case, phase in found.items() if phase in phases}


def _split(at: Context, stood: dict[UUID, str]) -> list[str]:
    if str(Split.PHASE) in at.indicator.split_by:
        return list(stood.values())
    kind = joint_kind(at.method) or own_kind(at.method)
    if kind is None:
        return [NONE] * len(stood)
    rows = visible(at.actor, Entry.of(at.actor.agency).filter(case__in=list(stood), kind=kind))
    newest = rows.filter(made_at__lte=at.span[1], received__isnull=True).order_by("case", "-made_at", "-pk")
    held = newest.distinct("case")
    in_force = [row for row in held if row.valid_until is None or row.valid_until >= at.last]
    levels = {each.row.case_id: str(each[LEVEL]) for each in entries.open_all(in_force) if not each.weeded}
    return [levels.get(case, NONE) for case in stood]


def _renewed(made: list[datetime], own: datetime, until: date) -> str:
    """In time if a newer judgement came before the old one's validity ran out."""
    return IN_TIME if any(own < moment and clock.day_of(moment) <= until for moment in made) else LATE


def _own_lines(at: Context, verb: str) -> QuerySet[Trace]:
    return Trace.objects.filter(agency_id=at.actor.agency, verb=verb, outcome="done")
