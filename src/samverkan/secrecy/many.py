"""Many entries written at once, as `entries.write` writes one: for a file of thousands, in batches, inside an act.

Keys of new boxes are durable before the rows that need them; one statement inserts the rows; every id is in the
running trace. It neither indexes for search nor lets anything cross: whoever calls it does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.entries import bound_to
from samverkan.secrecy.models import CaseFile, Entry, KeyBox
from samverkan.secrecy.seal import Fields, seal_with


@dataclass(frozen=True)
class New:
    """One entry to be: its file, what it says, the day it is about, and the version it replaces."""

    case: CaseFile
    fields: Fields
    happened_on: date | None = None
    supersedes: Entry | None = None


def write_many(kind: str, retention: str, news: Sequence[New]) -> list[Entry]:
    """Write them all, or none. Raises Conflict where a colleague has replaced one of the versions meanwhile."""
    if not news:
        return []
    boxes, keys = _boxes({new.case.pk for new in news}, retention)
    made, ciphers = clock.now(), {box: AESGCM(key) for box, key in keys.items()}
    rows = [_entry(kind, new, boxes[new.case.pk], made) for new in news]
    for row, new in zip(rows, news, strict=True):
        row.sealed = seal_with(ciphers[row.box_id], bound_to(row), new.fields)
        require().wrote(bytes(row.sealed))
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(rows)
    except IntegrityError as clash:
        if "entry_superseded_once" not in str(clash):
            raise
        raise Conflict from clash
    return rows


def _entry(kind: str, new: New, box: UUID, made: datetime) -> Entry:
    actor = require().actor
    return Entry(
        id=ids.new(actor.agency), agency_id=actor.agency, case=new.case, programme_id=new.case.programme_id,
        box_id=box, kind=kind, happened_on=new.happened_on, supersedes=new.supersedes, made_at=made,
        made_by=actor.officer,
    )  # fmt: skip


def _boxes(cases: Iterable[UUID], retention: str) -> tuple[dict[UUID, UUID], dict[UUID, bytes]]:
    """By case its live box, and by box its key; made, key first, for the cases that have none.

    The files are locked meanwhile, so that two who write at once agree on one box.
    """
    agency = require().actor.agency
    wanted = sorted(cases)
    list(CaseFile.of(agency).filter(pk__in=wanted).order_by("pk").select_for_update().values_list("pk"))
    live = KeyBox.of(agency).filter(case__in=wanted, retention=retention, dropped_at__isnull=True)
    boxes = dict(live.values_list("case_id", "pk"))
    missing = [case for case in wanted if case not in boxes]
    fresh = {case: ids.new(agency) for case in missing}
    keys = keystore().new_boxes(agency, fresh.values()) if fresh else {}
    KeyBox.objects.bulk_create(
        KeyBox(id=box, agency_id=agency, case_id=case, retention=retention) for case, box in fresh.items()
    )
    keys |= keystore().open_boxes(agency, boxes.values())
    return {**boxes, **fresh}, keys
