"""One counter for each thing an indicator may count: gives the cell of every single thing, to be tallied.

What happened when is read from dates in clear and from the agency's own trail; only a colour's level is unsealed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from samverkan.casework.models import Meeting, Task
from samverkan.methods.schema import Indicator, Method
from samverkan.methods.words import Counted
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Programme
from samverkan.secrecy.rules import visible
from samverkan.trail.models import Trace

NONE, UNKNOWN, IN_TIME, LATE, REFUSED = "none", "unknown", "in_time", "late", "refused"


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
    """Those on the list on the last day, by the joint colour that a human set and that is in force that day."""
    listed = _listed(at)
    joint = at.method.meeting.joint if at.method.meeting else None
    if joint is None:
        return [NONE] * len(listed)
    rows = visible(at.actor, Entry.of(at.actor.agency).filter(case__in=listed, kind=joint))
    newest = rows.filter(made_at__lte=at.span[1]).order_by("case", "-made_at", "-pk").distinct("case")
    in_force = [row for row in newest if row.valid_until is None or row.valid_until >= at.last]
    levels = {each.row.case_id: str(each["level"]) for each in entries.open_all(in_force) if not each.weeded}
    return [levels.get(case, NONE) for case in listed]


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
    """Cases ended in the month, by the reason its last move gave."""
    left = CaseFile.of(at.actor.agency).filter(programme=at.programme, list_id__isnull=False)
    left = left.filter(closed_on__range=(at.first, at.last))
    lines = _own_lines(at, "case.move").filter(detail__has_key="leaving").order_by("at")
    why: dict[UUID, str] = {}
    for subjects, detail in lines.values_list("subjects", "detail"):
        why.update(dict.fromkeys(subjects, str(detail["leaving"])))
    return [why.get(case, UNKNOWN) for case in left.values_list("pk", flat=True)]


def tasks(at: Context) -> Iterable[str]:
    """The agency's own tasks that were due in the month: done by then, or not."""
    rows = Task.of(at.actor.agency).filter(
        case__programme=at.programme, responsible=at.actor.agency, due__range=(at.first, at.last)
    )
    rows = rows.exclude(state=Task.State.DECLINED)
    return [
        IN_TIME if state == Task.State.DONE and settled is not None and _day(settled) <= due else LATE
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


COUNTERS: dict[Counted, Callable[[Context], Iterable[str]]] = {
    Counted.PERSONS: persons,
    Counted.CASES: persons,
    Counted.ENTRIES: written,
    Counted.EXITS: exits,
    Counted.TASKS: tasks,
    Counted.DISCLOSURES: disclosures,
    Counted.MEETINGS: meetings,
}


def _listed(at: Context) -> list[UUID]:
    """Files in the method's last phase before the final one on that day; when they came there, the trail says."""
    phase = [each.id for each in at.method.phases if not each.final][-1]
    rows = CaseFile.of(at.actor.agency).filter(programme=at.programme, list_id__isnull=False)
    rows = rows.filter(opened_on__lte=at.last).filter(
        Q(closed_on__isnull=True, phase=phase) | Q(closed_on__gt=at.last)
    )
    entered = _entered(at, phase)
    found = rows.order_by("pk").values_list("pk", "phase")
    return [
        case for case, now in found
        if (entered[case] <= at.last if case in entered else now == phase)
    ]  # fmt: skip


def _entered(at: Context, phase: str) -> dict[UUID, date]:
    """When each case first moved into the phase; a file opened by a reception has no such move."""
    into = [move.id for move in at.method.moves if move.to == phase]
    first: dict[UUID, date] = {}
    lines = _own_lines(at, "case.move").filter(detail__move__in=into).order_by("at")
    for subjects, moment in lines.values_list("subjects", "at"):
        for subject in subjects:
            first.setdefault(subject, _day(moment))
    return first


def _renewed(made: list[datetime], own: datetime, until: date) -> str:
    """In time if a newer judgement came before the old one's validity ran out."""
    return IN_TIME if any(own < moment and _day(moment) <= until for moment in made) else LATE


def _own_lines(at: Context, verb: str) -> QuerySet[Trace]:
    return Trace.objects.filter(agency_id=at.actor.agency, verb=verb, outcome="done")


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.STOCKHOLM).date()
