"""What waits in the cases: my tasks, time limits, judgements gone stale, steps that take a second person."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import TaskView, task_views
from samverkan.casework.reads.clocks import Running, running
from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.methods.asking import active_phases, level_kinds
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases

LIMITS_SHOWN = 20  # the soonest; the rest stand on their cases


@dataclass(frozen=True)
class Desk:
    """What waits for an officer in the cases, and `people`: the line of each case."""

    tasks: list[TaskView]
    stale: list[CaseRow]
    to_confirm: list[CaseRow]
    limits: list[Running]
    people: dict[UUID, CaseRow]


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
    found = visible_cases(actor, CaseFile.of(actor.agency).filter(closed_on__isnull=True))
    cases = list(found.filter(list_id__isnull=False).order_by("number"))
    rows = rows_of(actor, cases)
    limits = [each for found in running(actor, cases).values() for each in found]
    return Desk(
        tasks=[each for each in task_views(actor, cases) if _mine(actor, each)],
        stale=[row for row in rows if _to_judge(row)],
        to_confirm=_to_confirm(actor, rows),
        limits=sorted(limits, key=lambda each: (each.due, each.case.number))[:LIMITS_SHOWN],
        people={row.case.pk: row for row in rows},
    )  # fmt: skip


def _mine(actor: Actor, view: TaskView) -> bool:
    return view.task.responsible_id == actor.agency and view.task.state in ("open", "offered")


def _to_judge(row: CaseRow) -> bool:
    """At work, in a method that judges, and without a judgement in force."""
    method = pinned(row.case.method, row.case.method_version)
    judges = bool(level_kinds(method)) and row.case.phase in active_phases(method)
    return judges and (row.shown is None or row.shown.stale)


def _to_confirm(actor: Actor, rows: list[CaseRow]) -> list[CaseRow]:
    """Those whose next step takes a second person, and this officer may be the one."""
    waiting = [row for row in rows if _takes_second(actor, row)]
    behind = dict(_last_steps(actor, [row.case.pk for row in waiting]))
    return [row for row in waiting if behind.get(row.case.pk) != actor.officer]


def _takes_second(actor: Actor, row: CaseRow) -> bool:
    moves = pinned(row.case.method, row.case.method_version).moves_from(row.case.phase)
    return any(
        move.second_person and actor.may(str(move.capability), row.case.programme_id) for move in moves
    )


@prepared
def _last_steps(actor: Actor, cases: list[UUID]) -> "QuerySet[Step, tuple[UUID, UUID]]":
    rows = Step.of(actor.agency).filter(case__in=cases).order_by("case", "-place").distinct("case")
    return rows.values_list("case_id", "by")
