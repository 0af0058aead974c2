"""What has come back or been taken back lately, in the cases the officer may open."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Mode
from samverkan.secrecy.rules import visible_cases, visible_deliveries

LOOKED_THROUGH = 200  # latest events; older ones stand on the pages of their disclosures


@dataclass(frozen=True)
class News:
    """An event through the door, and what it is about: a disclosure of ours, or one that we received."""

    event: Delivery
    ours: Disclosure | None
    received: Delivery | None


def news(actor: Actor, limit: int = 8) -> list[News]:
    """The latest events, newest first; those of cases that are not the officer's to open are left out."""
    rows = Delivery.of(actor.agency).filter(kind="event").select_related("giver", "programme")
    events = list(rows.order_by("-sent_at", "-pk")[:LOOKED_THROUGH])
    about = [event.disclosure for event in events]
    ours, received = _ours(actor, about), _received(actor, about)
    found = [
        News(event, ours.get(event.disclosure), received.get(event.disclosure))
        for event in events
        if (event.disclosure in ours or event.disclosure in received) and not _expected(event, ours)
    ]
    return found[:limit]


def _expected(event: Delivery, ours: dict[UUID, Disclosure]) -> bool:
    """That what goes by standing decision was taken in, which it is every week: the flow's own page says it."""
    went = ours.get(event.disclosure)
    return event.event == "received" and went is not None and went.mode == Mode.STANDING


def _ours(actor: Actor, wanted: list[UUID]) -> dict[UUID, Disclosure]:
    cases = visible_cases(actor, CaseFile.of(actor.agency)).values("pk")
    rows = Disclosure.of(actor.agency).filter(pk__in=wanted, case__in=cases).select_related("case")
    return {row.pk: row for row in rows}


def _received(actor: Actor, wanted: list[UUID]) -> dict[UUID, Delivery]:
    cases = visible_cases(actor, CaseFile.of(actor.agency)).values("pk")
    copies = Delivery.of(actor.agency).filter(kind="copy", disclosure__in=wanted)
    waiting = visible_deliveries(actor, copies.filter(state="waiting")).values("pk")
    rows = copies.filter(Q(case__in=cases) | Q(pk__in=waiting)).select_related("case")
    return {row.disclosure: row for row in rows}
