"""Receiving in a programme: the copies go into the file, and tasks among them become tasks to answer."""

from datetime import date

from samverkan.casework.models import Task
from samverkan.secrecy import door_rules, entries, reception
from samverkan.secrecy.acting import action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery


@action("case.receive", "tog emot i ett ärende", "received in a case", may=door_rules.receive)
def receive(*, by: Actor, delivery: Delivery, case: CaseFile | None = None) -> reception.Received:
    """Receive a disclosure; see `reception.receive` for what it raises."""
    received = reception.receive(by=by, delivery=delivery, case=case)
    for origin, entry in received.copies.items():
        if entry.kind == "task":
            fields = entries.open_one(entry).fields or {}
            if fields.get("responsible") == by.kind and fields.get("due"):
                Task(
                    agency_id=by.agency, case=received.case, entry=entry, responsible_id=by.agency,
                    due=date.fromisoformat(fields["due"]), state=Task.State.OFFERED,
                    origin=received.delivery, origin_entry=origin,
                ).save()  # fmt: skip
    return received
