"""What givers have said afterwards about copies in a case: taken back, or corrected."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery
from samverkan.secrecy.prepared import prepared

SAID = ("withdrawn", "corrected")


@dataclass(frozen=True)
class Afterwards:
    """An event about a copy that lies in the case, and the delivery the copy came by."""

    event: Delivery
    delivery: Delivery


def aftermath(actor: Actor, case: CaseFile) -> dict[UUID, list[Afterwards]]:
    """By giver, newest first. What was said is read on the delivery's own page."""
    came = {row.disclosure: row for row in _came(actor, case.pk)}
    found: dict[UUID, list[Afterwards]] = {}
    for event in _said(actor, list(came)):
        if event.giver_id == came[event.disclosure].giver_id:
            found.setdefault(event.giver_id, []).append(Afterwards(event, came[event.disclosure]))
    return found


@prepared
def _came(actor: Actor, case: UUID) -> "QuerySet[Delivery]":
    return Delivery.of(actor.agency).filter(kind="copy", case=case)


@prepared
def _said(actor: Actor, disclosures: list[UUID]) -> "QuerySet[Delivery]":
    rows = Delivery.of(actor.agency).filter(kind="event", event__in=SAID, disclosure__in=disclosures)
    return rows.order_by("-sent_at", "-pk")
