"""Disclosures at the receiver: taken into an own file, or sent back with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, door, door_rules, entries, identity, ids, numbering, search
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.models import CaseFile, CaseOfficer, Delivery, Entry, Form, Programme
from samverkan.secrecy.rules import opens, visible
from samverkan.secrecy.seal import label, unseal_from

State = Delivery.State


@dataclass(frozen=True)
class Received:
    """What came of a reception: the file it lies in and the copies, by the giver's entry id.

    `opened`: the file is new. `tied`: an own file was there and is now tied to the matter.
    """

    delivery: Delivery
    case: CaseFile
    copies: dict[UUID, Entry]
    opened: bool = False
    tied: bool = False


def content_of(delivery: Delivery) -> door.Payload:
    """Open a delivery still sealed to the agency's public key. Named in the trace."""
    own = require()
    own.touch(delivery.pk)
    mine = own.actor.agency
    bound_to = label(delivery.kind, delivery.giver_id, mine, delivery.disclosure, delivery.pk)
    return unseal_from(keystore().agency(mine).private, bound_to, bytes(delivery.sealed_to))


def file_for(delivery: Delivery) -> CaseFile | None:
    """The agency's own file in the same matter, if the two are tied already."""
    return CaseFile.of(delivery.agency_id).filter(
        programme=delivery.programme_id, list_id=delivery.list_id
    ).first()  # fmt: skip


def likeness(delivery: Delivery, content: door.Payload) -> dict[UUID, str]:
    """Own untied files that share the disclosed identity, and how: `number` or `name` (every part of it).

    A reason to look, never a reason to join: whoever receives decides (lessons.md 8-9).
    """
    terms: set[str] = set()
    for item in content["entries"]:
        terms |= identity.terms_of(item["kind"], item["fields"])
    mine = delivery.agency_id
    numbers = [search.cases_with(mine, term) for term in terms if term.startswith("p:")]
    names = [search.cases_with(mine, term) for term in terms if term.startswith("n:")]
    found = dict.fromkeys(set.intersection(*names) if names else set(), "name")
    return found | dict.fromkeys(set().union(*numbers), "number")


def candidates(delivery: Delivery) -> list[CaseFile]:
    """Own files that may be about the same person: shown with the disclosed identity, never joined by themselves."""
    content = content_of(delivery)
    found, side = likeness(delivery, content), content.get("side", "")
    return list(
        CaseFile.of(delivery.agency_id)
        .filter(pk__in=found, programme=delivery.programme_id, list_id__isnull=True, side=side)
        .order_by("number")
    )


@action("disclosure.receive", "tog emot ett utlämnande", "received a disclosure", may=door_rules.receive)
def receive(
    *, by: Actor, delivery: Delivery, phases: Mapping[str, str], case: CaseFile | None = None,
    boxes: Callable[[CaseFile, str], str] | None = None,
) -> Received:  # fmt: skip
    """Take the copies into an own file: the one tied to the matter, the one named, or a new one.

    `phases` says where a new file begins, by its sort (`CaseFile.side`).

    The copies are sealed anew under the agency's own keys and the delivery's own ciphertext is erased.
    `boxes` says in which box a copy of a kind lies in a file. Raises Conflict when a colleague was first, Invalid when
    the named file belongs to another matter.
    """
    delivery = _locked(delivery)
    payload = content_of(delivery)
    side = payload.get("side", "")
    if side not in phases or not opens(by, delivery.programme_id, side):
        raise Invalid("case", _("Din roll öppnar inte den här sortens akt. Låt en kollega ta emot."))
    known = file_for(delivery)
    tied = None if known else _tied(delivery, case, side)
    target = known or tied or _opened(by, delivery, side, phases[side])
    copies = {
        UUID(item["id"]): _copy(
            delivery, target, item, boxes(target, item["kind"]) if boxes else entries.STANDARD
        )
        for item in payload["entries"]
    }
    delivery.case, delivery.number = target, numbering.next_number("M")
    _settle(by, delivery, State.RECEIVED)
    door.send_event(delivery.disclosure, delivery.giver_id, "received")
    return Received(delivery, target, copies, opened=not (known or tied), tied=tied is not None)


@action("disclosure.reject", "avvisade ett utlämnande", "rejected a disclosure", may=door_rules.receive)
def reject(*, by: Actor, delivery: Delivery, reason: str) -> Delivery:
    """Send it back unread into the file: it vanishes here and stays, with the reason, at the giver."""
    if not reason.strip():
        raise Invalid("reason", _("Skriv varför ni avvisar utlämnandet; avsändaren får läsa det."))
    delivery = _locked(delivery)
    _settle(by, delivery, State.REJECTED)
    door.send_event(delivery.disclosure, delivery.giver_id, "rejected", {"reason": reason})
    return delivery


@action("disclosure.take_correction", "förde in en rättelse", "took in a correction", may=door_rules.receive)
def take_correction(*, by: Actor, delivery: Delivery, entry: Entry) -> Entry:
    """Let the giver's correction supersede the copy that a human has pointed out; both remain in the file.

    `delivery` is the event. Raises Conflict when it is taken in already, Invalid for another entry than one
    that came by the same disclosure.
    """
    event = Delivery.of(by.agency).select_for_update().get(pk=delivery.pk, kind=Delivery.Kind.EVENT)
    if event.state != State.WAITING or event.event != "corrected":
        raise Conflict(event.pk)
    content = content_of(event)
    copy = visible(by, Entry.of(by.agency).filter(pk=entry.pk)).select_related("received", "case").first()
    if copy is None or copy.received is None or copy.received.disclosure != event.disclosure:
        raise Invalid("entry", _("Välj den uppgift i akten som rättelsen gäller."))
    shown = copy.ends_on is not None
    corrected = entries.write(
        case=copy.case, kind=copy.kind, fields=content["fields"],
        retention=entries.SHOWN if shown else identity.retention_of(copy.kind, entries.STANDARD),
        happened_on=_day(content["happened_on"] or None), valid_until=copy.valid_until, ends_on=copy.ends_on,
        supersedes=copy, received=copy.received_id,
        terms=identity.terms_of(copy.kind, content["fields"]),
    )  # fmt: skip
    event.case = copy.case
    _settle(by, event, State.RECEIVED)
    return corrected


def _locked(delivery: Delivery) -> Delivery:
    row = Delivery.of(delivery.agency_id).select_for_update().get(pk=delivery.pk, kind=Delivery.Kind.COPY)
    withdrawn = Delivery.of(row.agency_id).filter(disclosure=row.disclosure, event="withdrawn").exists()
    ended = row.ends_on is not None and row.ends_on < clock.today()
    if row.state != State.WAITING or withdrawn or ended:
        raise Conflict(row.pk)
    return row


def _settle(by: Actor, delivery: Delivery, state: str) -> None:
    delivery.state, delivery.settled_by, delivery.settled_at = state, by.officer, clock.now()
    delivery.sealed_to = b""
    columns = ["state", "number", "settled_at", "settled_by", "case", "sealed_to"]
    delivery.save(force_insert=False, update_fields=columns)


def _tied(delivery: Delivery, case: CaseFile | None, side: str) -> CaseFile | None:
    if case is None:
        return None
    row = CaseFile.of(delivery.agency_id).select_for_update().get(pk=case.pk, programme=delivery.programme_id)
    if row.list_id not in (None, delivery.list_id) or row.side != side:
        raise Invalid("case", _("Akten hör redan till ett annat ärende i verksamheten."))
    row.list_id = delivery.list_id
    row.save(force_insert=False, update_fields=["list_id"])
    return row


def _opened(by: Actor, delivery: Delivery, side: str, phase: str) -> CaseFile:
    programme = Programme.objects.get(pk=delivery.programme_id)
    case = CaseFile(
        id=ids.new(by.agency), agency_id=by.agency, programme=programme, number=numbering.next_number("A"),
        list_id=delivery.list_id, method=programme.method, method_version=programme.method_version,
        side=side, phase=phase, opened_on=clock.today(),
    )  # fmt: skip
    case.save(force_insert=True)
    search.index(case.pk, None, search.terms(case_number=case.number))
    CaseOfficer(agency_id=by.agency, case=case, assignment_id=by.assignment, valid_from=clock.today()).save()
    note(opened="file")
    return case


def _copy(delivery: Delivery, case: CaseFile, item: dict[str, Any], box: str) -> Entry:
    shown = delivery.form == Form.SHOWN
    retention = entries.SHOWN if shown else identity.retention_of(item["kind"], box)
    return entries.write(
        case=case, kind=item["kind"], fields=item["fields"], retention=retention,
        happened_on=_day(item["happened_on"]), valid_until=_day(item["valid_until"]),
        ends_on=delivery.ends_on if shown else None, received=delivery.pk,
        terms=identity.terms_of(item["kind"], item["fields"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
