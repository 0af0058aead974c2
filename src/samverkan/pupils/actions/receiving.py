"""Everything that a standing decision has sent into files of ours, taken in at one go by an officer."""

from collections.abc import Sequence
from typing import Any

from samverkan.casework.actions.receiving import receive
from samverkan.pupils.reads.arriving import Flow
from samverkan.secrecy.acting import Conflict, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.rules import in_programme
from samverkan.secrecy.verdict import Verdict


def _may(by: Actor, *, flow: Flow, **_facts: Any) -> Verdict:
    return in_programme(by, "receive", flow.case.programme_id)


@action(
    "attendance.receive", "tog emot löpande uppgifter", "received what comes by standing decision", may=_may
)
def receive_all(*, by: Actor, flow: Flow) -> int:
    """Take the copies into the file they belong to; returns how many. What a colleague took in meanwhile is passed."""
    taken = 0
    for delivery in flow.deliveries:
        try:
            receive(by=by, delivery=delivery, case=flow.case)
        except Conflict:
            continue
        taken += 1
    note(taken=taken)
    return taken


def receive_flows(*, by: Actor, flows: Sequence[Flow]) -> int:
    """The same for several files."""
    return sum(receive_all(by=by, flow=flow) for flow in flows)
