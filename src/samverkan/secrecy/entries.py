"""Writing and opening entries: sealed on the way in, named in the trace on the way out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from samverkan.secrecy import clock, ids, search
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.models import CaseFile, Entry, KeyBox
from samverkan.secrecy.seal import Fields, label, seal, unseal, unseal_with

STANDARD = "case"
SHOWN = "visning"  # each visning has a box of its own, so that ending it shreds exactly it


@dataclass(frozen=True)
class OpenEntry:
    """An entry and its content, for the page that shows it. `fields` is None when it is weeded."""

    row: Entry
    fields: Fields | None

    def __getitem__(self, name: str) -> Any:
        return (self.fields or {}).get(name, "")

    @property
    def weeded(self) -> bool:
        """Whether the key was dropped: the fact is gone, that there was one remains."""
        return self.fields is None


def write(
    *,
    case: CaseFile,
    kind: str,
    fields: Fields,
    retention: str = STANDARD,
    happened_on: date | None = None,
    valid_until: date | None = None,
    ends_on: date | None = None,
    supersedes: Entry | None = None,
    received: UUID | None = None,
    terms: Iterable[str] = (),
) -> Entry:
    """Add an entry to the acting agency's case file. Only acts call it.

    Raises Conflict when another officer has already superseded the same entry: both versions stand, and
    the officer is shown the other one.
    """
    actor = require().actor
    entry = Entry(
        id=ids.new(actor.agency), agency_id=actor.agency, case=case, programme_id=case.programme_id, kind=kind,
        happened_on=happened_on, valid_until=valid_until, ends_on=ends_on, supersedes=supersedes,
        received_id=received, made_at=clock.now(), made_by=None if received else actor.officer,
    )  # fmt: skip
    box, key = box_for(case, retention)
    entry.box = box
    entry.sealed = seal(key, bound_to(entry), fields)
    require().wrote(entry.sealed)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as clash:
        if supersedes is None or "entry_superseded_once" not in str(clash):
            raise
        theirs = Entry.of(actor.agency).get(supersedes=supersedes)
        raise Conflict(theirs.pk, fields) from clash
    search.index(case.pk, entry.pk, set(terms))
    return entry


def shown(rows: Iterable[Entry]) -> list[Entry]:
    """Name entries in the running trace that a page shows something of: also what is in clear, as a date."""
    found = list(rows)
    require().touch(*[row.id for row in found])
    return found


def open_all(rows: Iterable[Entry]) -> list[OpenEntry]:
    """Unseal entries the caller may see (`rules.visible`); every one is named in the running trace."""
    doors: dict[UUID, list[_Door]] = {}
    at_doors = []
    for row in shown(rows):
        there = doors.setdefault(row.box_id, [])
        if not there or not there[-1].leads_to(row):
            there.append(_Door(row))
        at_doors.append((there[-1], row))
    keys = keystore().open_boxes(require().actor.agency, doors)
    for box, key in keys.items():
        for door in doors[box]:
            door.unlock(key)
    return [door.open(row) for door, row in at_doors]


def open_one(row: Entry) -> OpenEntry:
    """`open_all` for one."""
    return open_all([row])[0]


def current(rows: Iterable[OpenEntry]) -> list[OpenEntry]:
    """Leave out what a later entry in the same list supersedes."""
    opened = list(rows)
    replaced = {each.row.supersedes_id for each in opened}
    return [each for each in opened if each.row.pk not in replaced]


def bound_to(entry: Entry) -> bytes:
    """What the ciphertext is bound to: agency, case, box, entry, the version it supersedes, and kind."""
    return _within(label("entry", entry.agency_id, entry.case_id, entry.box_id), entry)


def _within(place: bytes, entry: Entry) -> bytes:
    return place + b"|" + label(entry.id, entry.supersedes_id, entry.kind)


def box_for(case: CaseFile, retention: str) -> tuple[KeyBox, bytes]:
    """The case's live key box for a retention class, and its key; made (key first) when missing."""
    agency = require().actor.agency
    if retention != SHOWN:
        live = KeyBox.of(agency).filter(case=case, retention=retention, dropped_at__isnull=True).first()
        if live is not None:
            return live, keystore().open_boxes(agency, [live.pk])[live.pk]
    box = KeyBox(id=ids.new(agency), agency_id=agency, case=case, retention=retention)
    key = keystore().new_boxes(agency, [box.pk])[box.pk]  # durable before the entry that needs it commits
    try:
        with transaction.atomic():
            box.save(force_insert=True)
    except IntegrityError:  # a colleague made the case's box a moment ago
        return box_for(case, retention)
    return box, key


def seal_in(box: KeyBox, key: bytes, row_id: UUID, what: str, fields: Mapping[str, Any]) -> bytes:
    """Seal the content of a row other than an entry (a disclosure's reasons, a consent's scope)."""
    sealed = seal(key, label(what, box.agency_id, box.pk, row_id), dict(fields))
    require().wrote(sealed)
    return sealed


def open_in(box: UUID, row_id: UUID, what: str, sealed: bytes) -> Fields | None:
    """Open what `seal_in` sealed; None when weeded. The row is named in the trace."""
    own = require()
    own.touch(row_id)
    key = keystore().open_boxes(own.actor.agency, [box]).get(box)
    return None if key is None else unseal(key, label(what, own.actor.agency, box, row_id), sealed)


class _Door:
    """A case's box with its cipher: made once for all entries in it, of which a page has some hundred."""

    def __init__(self, row: Entry) -> None:
        self._agency, self._case = row.agency_id, row.case_id
        self._cipher: AESGCM | None = None
        self._place = label("entry", row.agency_id, row.case_id, row.box_id)

    def leads_to(self, row: Entry) -> bool:
        """Whether the entry is of the same case: what was moved into a box is held to where it lies."""
        return row.case_id == self._case and row.agency_id == self._agency

    def unlock(self, key: bytes) -> None:
        """Without its key, the box is weeded and what lies in it is gone."""
        self._cipher = AESGCM(key)

    def open(self, row: Entry) -> OpenEntry:
        """Raises SealBroken."""
        if self._cipher is None:
            return OpenEntry(row, None)
        return OpenEntry(row, unseal_with(self._cipher, _within(self._place, row), bytes(row.sealed)))
