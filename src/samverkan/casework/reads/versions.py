"""One entry through its corrections, and who has been given which version of it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from samverkan.casework.reads.case import events_about, status_of
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import DisclosedEntry, Disclosure, Entry
from samverkan.secrecy.rules import visible

CROSSED = ("decided", "received", "withdrawn", "expired")


def versions_of(actor: Actor, entry: Entry) -> list[OpenEntry]:
    """Every version that the actor may read, the newest first; `entry` may be any of them."""
    rows = visible(actor, Entry.of(actor.agency).filter(case=entry.case_id, kind=entry.kind))
    found = {row.pk: row for row in rows.select_related("case", "received", "received__giver")}
    after = {row.supersedes_id: row for row in found.values() if row.supersedes_id}
    newest = entry
    while newest.pk in after:
        newest = after[newest.pk]
    return entries.open_all(_back(found, newest))


def holders(actor: Actor, entry: Entry) -> list[tuple[Disclosure, str, date]]:
    """The disclosures that took exactly this version across, with what became of each and the day."""
    rows = DisclosedEntry.of(actor.agency).filter(entry=entry, disclosure__state__in=CROSSED)
    found = [row.disclosure for row in rows.select_related("disclosure__receiver").order_by("pk")]
    events = events_about(actor, found)
    return [
        (each, status_of(each, events.get(each.pk, [])), clock.day_of(each.decided_at))
        for each in found
        if each.decided_at
    ]


def _back(found: dict[UUID, Entry], newest: Entry) -> Iterator[Entry]:
    row: Entry | None = newest
    while row is not None:
        yield row
        row = found.get(row.supersedes_id) if row.supersedes_id else None
