"""What came from another authority: the copy as it lies, where it may go, and what was told about it since."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import Told
from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.methods.schema import Method
from samverkan.secrecy import clock, entries, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.grounds import Ground, find_version
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry, Officer
from samverkan.secrecy.rules import may_read_kind, visible, visible_cases, visible_deliveries

EVENTS_SHOWN = 30


@dataclass(frozen=True)
class Likely:
    """An own file that may be about the same person, and why it is shown: `number` or `name`."""

    row: CaseRow
    why: str


@dataclass(frozen=True)
class Arrived:
    """A delivery. `items` is what came, while it waits; `copies` what lies in the own file afterwards.

    `status` is waiting, received, rejected, withdrawn or expired. A masked item has `fields` None: the
    officer's role may not read its kind, or a fresh step-up is missing (`locked`).
    """

    delivery: Delivery
    method: Method
    status: str
    ground: Ground | None
    items: list[dict[str, Any]]
    locked: bool
    tied: CaseFile | None
    likely: list[Likely]
    copies: list[OpenEntry]
    told: list[Told]
    settled_by: str


@dataclass(frozen=True)
class Happening:
    """An event in the inbox, with the own disclosure or the delivery it is about."""

    event: Delivery
    disclosure: Disclosure | None
    delivery: Delivery | None


def arrived(actor: Actor, key: UUID) -> Arrived:
    """One delivery for whoever may settle it. Raises Delivery.DoesNotExist."""
    rows = visible_deliveries(actor, Delivery.of(actor.agency).filter(pk=key, kind="copy"))
    delivery = rows.select_related("giver", "programme", "case").get()
    told = _told(actor, delivery)
    status = status_of(delivery, told)
    waiting = status == "waiting"
    content = reception.content_of(delivery) if waiting else {"entries": []}
    items = [_masked(actor, delivery, item) for item in content["entries"]]
    tied = reception.file_for(delivery) if waiting else delivery.case
    officer = Officer.objects.filter(pk=delivery.settled_by).first() if delivery.settled_by else None
    return Arrived(
        delivery=delivery,
        method=pinned(delivery.programme.method, delivery.programme.method_version),
        status=status,
        ground=find_version(delivery.ground, delivery.ground_version) if delivery.ground else None,
        items=items,
        locked=any(item["fields"] is None for item in items) and _would_open(actor, delivery, items),
        tied=tied,
        likely=_likely(actor, delivery, content) if waiting and tied is None else [],
        copies=_copies(actor, delivery),
        told=told,
        settled_by=officer.name if officer else "",
    )


def status_of(delivery: Delivery, told: list[Told]) -> str:
    """The delivery's state as the receiver should read it today."""
    if any(each.event.event == "withdrawn" for each in told):
        return "withdrawn"
    if delivery.state in ("waiting", "received") and delivery.ends_on and delivery.ends_on < clock.today():
        return "expired"
    return str(delivery.state)


def own_candidate(actor: Actor, delivery: Delivery, key: UUID) -> CaseFile:
    """An own untied file in the delivery's programme that the actor may open. Raises CaseFile.DoesNotExist."""
    rows = CaseFile.of(actor.agency).filter(programme=delivery.programme_id, list_id__isnull=True)
    return visible_cases(actor, rows).get(pk=key)


def happenings(actor: Actor) -> list[Happening]:
    """The latest events about disclosures and deliveries that the actor may see, newest first."""
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    own = {
        each.pk: each
        for each in Disclosure.of(actor.agency).filter(case__in=cases.values("pk")).select_related("case")
    }
    rows = Delivery.of(actor.agency).filter(kind="event").select_related("giver").order_by("-sent_at", "-pk")
    came = visible_deliveries(actor, Delivery.of(actor.agency).filter(kind="copy"))
    named = rows.filter(disclosure__in=[*own, *came.values_list("disclosure", flat=True)])
    found = list(named[:EVENTS_SHOWN])
    by_origin = {each.disclosure: each for each in came.filter(disclosure__in=[e.disclosure for e in found])}
    return [Happening(e, own.get(e.disclosure), by_origin.get(e.disclosure)) for e in found]


def _told(actor: Actor, delivery: Delivery) -> list[Told]:
    rows = Delivery.of(actor.agency).filter(
        kind="event", disclosure=delivery.disclosure, giver=delivery.giver_id
    )
    return [
        # A correction taken in lies in the file: its own ciphertext is erased, as a copy's is.
        Told(row, reception.content_of(row) if row.state == Delivery.State.WAITING else {})
        for row in rows.order_by("sent_at", "pk")
    ]


def _masked(actor: Actor, delivery: Delivery, item: dict[str, Any]) -> dict[str, Any]:
    if may_read_kind(actor, delivery.programme_id, item["kind"]):
        return item
    return {**item, "fields": None}


def _would_open(actor: Actor, delivery: Delivery, items: list[dict[str, Any]]) -> bool:
    """Whether a step-up is all that is missing."""
    hidden = [item["kind"] for item in items if item["fields"] is None]
    return all(actor.reads(delivery.programme_id, kind) for kind in hidden)


def _likely(actor: Actor, delivery: Delivery, content: dict[str, Any]) -> list[Likely]:
    found = reception.likeness(delivery, content)
    rows = CaseFile.of(actor.agency).filter(
        pk__in=found, programme=delivery.programme_id, list_id__isnull=True
    )
    mine = list(visible_cases(actor, rows).order_by("number"))
    return [Likely(row, found[row.case.pk]) for row in rows_of(actor, mine)]


def _copies(actor: Actor, delivery: Delivery) -> list[OpenEntry]:
    rows = visible(actor, Entry.of(actor.agency).filter(received=delivery)).select_related("received__giver")
    return entries.current(entries.open_all(rows.order_by("made_at", "pk")))
