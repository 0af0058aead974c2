"""Tasks: one responsible authority and a date. To give one to another authority is to disclose it as well."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.actions.facts import put
from samverkan.casework.models import Task
from samverkan.methods import known
from samverkan.secrecy import clock, door
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, CaseFile

State = Task.State


@action("task.give", "gav ett uppdrag", "gave a task", may=rules.give_task)
def give_task(*, by: Actor, case: CaseFile, fields: Mapping[str, Any]) -> Task:
    """Write a task. For another authority it is only written down here until its entry is disclosed to it."""
    entry = put(case, known.TASK, fields)
    responsible = _party(case, str(fields["responsible"]), by)
    assert entry.happened_on is not None  # the method requires a due date
    task = Task(
        agency_id=by.agency, case=case, entry=entry, responsible=responsible, due=entry.happened_on,
        state=State.OPEN if responsible.pk == by.agency else State.GIVEN,
    )  # fmt: skip
    task.save()
    return task


@action("task.accept", "tog på sig ett uppdrag", "accepted a task", may=rules.settle_task)
def accept_task(*, by: Actor, task: Task) -> Task:
    """Take on a task that another authority has disclosed; it is told so."""
    row = _locked(task, State.OFFERED)
    row.state, row.accepted_at = State.OPEN, clock.now()
    row.save(force_insert=False)
    _tell(row, "task_accepted")
    return row


@action("task.decline", "avböjde ett uppdrag", "declined a task", may=rules.settle_task)
def decline_task(*, by: Actor, task: Task, reason: str) -> Task:
    """Decline it, with a reason that the other authority gets to read."""
    if not reason.strip():
        raise Invalid("reason", _("Skriv varför ni avböjer; avsändaren får läsa det."))
    row = _locked(task, State.OFFERED)
    row.state, row.settled_at = State.DECLINED, clock.now()
    row.save(force_insert=False)
    _tell(row, "task_declined", reason=reason)
    return row


@action("task.finish", "avslutade ett uppdrag", "finished a task", may=rules.settle_task)
def finish_task(*, by: Actor, task: Task, report: Mapping[str, Any]) -> Task:
    """Done: the outcome is an own entry. The giver is told that it is done; the outcome is disclosed apart."""
    row = _locked(task, State.OPEN)
    row.report = put(row.case, known.REPORT, report)
    row.state, row.settled_at = State.DONE, clock.now()
    row.save(force_insert=False)
    _tell(row, "task_done")
    return row


def _locked(task: Task, expected: str) -> Task:
    row = Task.of(task.agency_id).select_for_update().get(pk=task.pk)
    if row.state != expected:
        raise Conflict(row.pk)
    return row


def _tell(task: Task, event: str, **more: str) -> None:
    """Report back through the door, to the authority whose task it was; an own task tells nobody."""
    origin = task.origin
    if origin is not None:
        content = {"entry": str(task.origin_entry), "on": clock.today().isoformat(), **more}
        door.send_event(origin.disclosure, origin.giver_id, event, content)


def _party(case: CaseFile, kind: str, by: Actor) -> Agency:
    parties = Agency.objects.filter(pk__in=case.programme.parties.values("agency"), kind=kind).order_by(
        "name"
    )
    mine = parties.filter(pk=by.agency).first()
    found = mine or parties.first()
    if found is None:
        raise Invalid("responsible", _("Ingen sådan myndighet deltar i verksamheten."))
    return found
