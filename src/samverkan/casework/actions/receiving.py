"""Receiving in a programme: the copies go into the file, and tasks among them become tasks to answer."""

from datetime import date

from django.utils.translation import gettext

from samverkan.casework import retention
from samverkan.casework.actions.facts import put
from samverkan.casework.actions.steps import take
from samverkan.casework.models import Task
from samverkan.casework.pinning import pinned
from samverkan.methods import known
from samverkan.methods.asking import day_field, first_kind, first_phases
from samverkan.secrecy import clock, door_rules, entries, reception
from samverkan.secrecy.acting import action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import CaseFile, Delivery


@action("case.receive", "tog emot i ett ärende", "received in a case", may=door_rules.receive)
def receive(*, by: Actor, delivery: Delivery, case: CaseFile | None = None) -> reception.Received:
    """Receive a disclosure; see `reception.receive` for what it raises.

    A new file starts where the method says a case is at work.
    """
    method = pinned(delivery.programme.method, delivery.programme.method_version)
    received = reception.receive(by=by, delivery=delivery, phases=first_phases(method), case=case, boxes=_box)
    if received.opened:
        take(by, received.case, move="", to=received.case.phase)
    if received.tied:
        _note_tie(received.case)
    for origin, entry in received.copies.items():
        if entry.kind == known.TASK:
            fields = entries.open_one(entry).fields or {}
            if fields.get("responsible") == by.kind and fields.get("due"):
                Task(
                    agency_id=by.agency, case=received.case, entry=entry, responsible_id=by.agency,
                    due=date.fromisoformat(fields["due"]), state=Task.State.OFFERED,
                    origin=received.delivery, origin_entry=origin,
                ).save()  # fmt: skip
    return received


def _box(case: CaseFile, kind: str) -> str:
    """Where a copy lies: with what the receiver's own method weeds together with it."""
    method = pinned(case.method, case.method_version)
    return retention.box_label(method, kind, require().actor.kind, clock.today())


def _note_tie(case: CaseFile) -> None:
    """That an own file now belongs to the matter is an entry of its own (house.md)."""
    kind = first_kind(pinned(case.method, case.method_version), known.TIED)
    day = day_field(kind)
    on = {day.id: clock.today().isoformat()} if day else {}
    put(case, kind.id, {"text": gettext("Knuten till ärendet vid mottagande"), **on})
