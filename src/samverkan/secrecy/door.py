"""Python's side of the one door: what crosses is built here, sealed, and handed to the SQL functions."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import connection

from samverkan.secrecy import clock, ids, offences
from samverkan.secrecy.binding import require
from samverkan.secrecy.entries import open_all
from samverkan.secrecy.models import Agency, CaseFile, DisclosedEntry, Disclosure, Entry
from samverkan.secrecy.seal import Fields, label, seal_to

Payload = dict[str, Any]


def payload_of(disclosure: Disclosure) -> Payload:
    """Exactly what the receiver will get: of each named entry, the named fields and nothing else.

    Preview and sending both call this, so that they cannot differ (lessons.md 7).
    """
    items = DisclosedEntry.of(disclosure.agency_id).filter(disclosure=disclosure)
    chosen = {item.entry_id: item.fields for item in items}
    rows = Entry.of(disclosure.agency_id).filter(pk__in=chosen).order_by("made_at", "pk")
    # Not the giver's own number: a series that moves would tell the receiver how busy the giver is.
    found: Payload = {
        "entries": [_minimal(each.row, each.fields or {}, chosen[each.row.pk]) for each in open_all(rows)]
    }
    side = CaseFile.of(disclosure.agency_id).values_list("side", flat=True).get(pk=disclosure.case_id)
    return {**found, "side": side} if side else found


def digest_of(payload: Payload) -> str:
    """A fingerprint of the payload: the decision names the one that was shown."""
    packed = json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(packed).hexdigest()


def send_copy(disclosure: Disclosure) -> UUID:
    """Seal the payload to the receiver and let the database check and deliver it."""
    payload = payload_of(disclosure)
    offences.refuse(
        disclosure.programme_id, disclosure.receiver_id, {each["kind"] for each in payload["entries"]}
    )
    delivery = ids.new(disclosure.receiver_id)
    bound_to = label("copy", disclosure.agency_id, disclosure.receiver_id, disclosure.pk, delivery)
    sealed = seal_to(_public_key(disclosure.receiver_id), bound_to, payload)
    _call("SELECT sec.deliver_copy(%s, %s, %s, %s)", delivery, disclosure.pk, sealed)
    require().touch(delivery, *(UUID(each["id"]) for each in payload["entries"]))
    return delivery


def send_event(disclosure: UUID, receiver: UUID, event: str, content: Fields | None = None) -> UUID:
    """Tell the other side of an earlier disclosure that something happened to it."""
    mine = require().actor.agency
    delivery = ids.new(receiver)
    bound_to = label("event", mine, receiver, disclosure, delivery)
    sealed = seal_to(_public_key(receiver), bound_to, content or {})
    _call("SELECT sec.deliver_event(%s, %s, %s, %s, %s, %s)", delivery, disclosure, receiver, event, sealed)
    require().touch(delivery)
    return delivery


def send_pointer(meeting: UUID, programme: UUID, list_id: UUID, receiver: UUID) -> None:
    """Tell a party that already knows the matter that the meeting is now at it."""
    _call(
        "SELECT sec.deliver_pointer(%s, %s, %s, %s, %s, %s)",
        ids.new(receiver),
        meeting,
        programme,
        list_id,
        receiver,
    )


def _call(statement: str, *values: UUID | str | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, clock.now()])


def _public_key(agency: UUID) -> bytes:
    return bytes(Agency.objects.values_list("public_key", flat=True).get(pk=agency))


def _minimal(row: Entry, fields: Fields, chosen: list[str]) -> Payload:
    def day(value: Any) -> str | None:
        return value.isoformat() if value else None

    return {
        "id": str(row.pk),
        "kind": row.kind,
        "happened_on": day(row.happened_on),
        "valid_until": day(row.valid_until),
        "fields": {name: fields[name] for name in sorted(chosen) if name in fields},
    }
