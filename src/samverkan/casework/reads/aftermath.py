"""What givers have said afterwards about copies in a case: taken back, or corrected."""

from dataclasses import dataclass
from uuid import UUID

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery

SAID = ("withdrawn", "corrected")


@dataclass(frozen=True)
class Afterwards:
    """An event about a copy that lies in the case, and the delivery the copy came by."""

    event: Delivery
    delivery: Delivery


def aftermath(actor: Actor, case: CaseFile) -> dict[UUID, list[Afterwards]]:
    """By giver, newest first. What was said is read on the delivery's own page."""
    came = {row.disclosure: row for row in Delivery.of(actor.agency).filter(kind="copy", case=case)}
    rows = Delivery.of(actor.agency).filter(kind="event", event__in=SAID, disclosure__in=list(came))
    found: dict[UUID, list[Afterwards]] = {}
    for event in rows.order_by("-sent_at", "-pk"):
        if event.giver_id == came[event.disclosure].giver_id:
            found.setdefault(event.giver_id, []).append(Afterwards(event, came[event.disclosure]))
    return found
