"""Every write of own files: taken in, and removed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from samverkan.picture.incidents.reading import Incidents
from samverkan.picture.models import OwnFile
from samverkan.picture.own import reads, rules, sealing, telling
from samverkan.picture.own.wishes import Wishes
from samverkan.picture.publishing import own_table
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor


@action(
    "own.take", "läste in en egen fil till lägesbilden", "read an own file into the picture", may=rules.handle
)
def take(*, by: Actor, wishes: Wishes, found: Incidents) -> OwnFile | None:
    """Seal what was read, with what stood before where the wish is to add. None when it changes nothing."""
    with transaction.atomic():
        row = _taken(by, wishes, found)
        transaction.set_rollback(row is None)
    return row


def _taken(by: Actor, wishes: Wishes, found: Incidents) -> OwnFile | None:
    row = sealing.claim(wishes.kind, made_up=wishes.made_up)
    before = reads.newest(by, wishes.kind, besides=row)
    held = sealing.frame_of(before) if before is not None else None
    frame = telling.merged(wishes.kind, held, found.events, replace=wishes.replace)
    if held is not None and frame.equals(held) and before is not None and before.made_up == wishes.made_up:
        return None
    sealing.fill(row, frame, telling.told(wishes.kind, frame, found))
    note(rows=frame.height)
    return row


@action(
    "own.publish", "gav ut siffror ur egna händelser", "published figures of own incidents", may=rules.handle
)
def publish(*, by: Actor, cells: str) -> OwnFile:
    """Give out the table as it was looked at (`fingerprint`), made safe against all that was given out before.

    Raises Conflict when another file, or another publication, has come since, and Invalid without a year of data.
    """
    standing = OwnFile.of(by.agency).filter(kind=reads.Kind.INCIDENTS, dropped_at__isnull=True)
    list(
        standing.select_for_update().values_list("pk", flat=True)
    )  # two at once would not know of each other
    found = reads.to_publish(by)
    if found is None:
        raise Invalid("file", _("Det finns inget helt år att ge ut."))
    if own_table.fingerprint(found.kept) != cells:
        raise Conflict()
    row = sealing.write(reads.Kind.PUBLICATION, None, found.kept, made_up=found.made_up)
    note(cells=len(found.kept["cells"]))
    return row


@action(
    "own.remove", "gallrade egna filer ur lägesbilden", "weeded own files from the picture", may=rules.handle
)
def remove(*, by: Actor, rows: Sequence[OwnFile]) -> int:
    """Drop the files' keys for good; returns how many were dropped now."""
    mine = OwnFile.of(by.agency).select_for_update().filter(
        pk__in=[row.pk for row in rows], kind__in=reads.READ_IN, dropped_at__isnull=True
    )  # fmt: skip
    chosen = list(mine)
    sealing.shred(chosen, by.officer)
    note(files=len(chosen))
    return len(chosen)
