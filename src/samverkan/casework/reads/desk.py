"""My desk: the next meeting, my tasks, disclosures waiting, colours gone stale. What to do today."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Meeting
from samverkan.casework.reads import inbox, meetings
from samverkan.casework.reads.case import TaskView, task_views
from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Programme
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases


@dataclass(frozen=True)
class Desk:
    """What the first page shows an officer."""

    programmes: list[Programme]
    meetings: list[Meeting]
    waiting: list[Delivery]
    to_decide: list[Disclosure]
    tasks: list[TaskView]
    stale: list[CaseRow]
    to_confirm: list[CaseRow]
    events: list[Delivery]


def programmes_of(actor: Actor) -> list[Programme]:
    """The programmes the actor has a live seat in, by name."""
    return _programmes([seat.programme for seat in actor.seats])


@prepared
def _programmes(wanted: list[UUID]) -> "QuerySet[Programme]":
    return Programme.objects.filter(pk__in=wanted).select_related("owner").order_by("name")


def reading(actor: Actor) -> list[Programme]:
    """Those whose entries the actor reads."""
    read = {seat.programme for seat in actor.seats if seat.reads}
    return [each for each in programmes_of(actor) if each.pk in read]


def desk(actor: Actor) -> Desk:
    """Gather it, by queries that take the same time however many cases other agencies have."""
    programmes = programmes_of(actor)
    found = visible_cases(actor, CaseFile.of(actor.agency).filter(closed_on__isnull=True))
    cases = list(found.filter(list_id__isnull=False).order_by("number"))
    rows = rows_of(actor, cases)
    planned = [meetings.next_meeting(programme) for programme in programmes]
    return Desk(
        programmes=programmes,
        meetings=[each for each in planned if each],
        waiting=inbox.waiting(actor),
        to_decide=inbox.to_decide(actor),
        tasks=[each for each in task_views(actor, cases) if _mine(actor, each)],
        stale=[row for row in rows if row.case.phase == "active" and (row.shown is None or row.shown.stale)],
        to_confirm=[row for row in rows if _to_confirm(actor, row)],
        events=inbox.recent_events(actor, 8),
    )  # fmt: skip


def _mine(actor: Actor, view: TaskView) -> bool:
    return view.task.responsible_id == actor.agency and view.task.state in ("open", "offered")


def _to_confirm(actor: Actor, row: CaseRow) -> bool:
    return row.case.phase == "nominated" and actor.may("confirm", row.case.programme_id)
