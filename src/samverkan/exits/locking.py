"""What opens a locked place, and the calls to the lock's functions in the database (sql/lock.sql).

Three things, kept in three places: the lock's own key in the key store (dropped when the case is weeded), half a
secret in a table that no login role can read, and each officer's own key in the key store, under which alone
their share of that half can be read (dropped when they leave the list). A restored backup of the database
brings an ended key's row back, but not the key.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import DatabaseError, connection, transaction

from samverkan.exits.models import Lock, LockKey
from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.seal import Fields, label, seal, unseal

RETENTION = "location"  # the class of the lock's own box
NO_RIGHT, RACES = (
    "42501",
    {"40001", "40P01"},
)  # PostgreSQL's words: refused; somebody changed the key just now


class Shut(Exception):
    """The lock does not open for whoever is acting: no key, an ended one, or no fresh proof of who asks."""


@dataclass(frozen=True)
class Place:
    """One version of where somebody is. `fields` is None once it is weeded."""

    id: UUID
    made_at: datetime
    made_by: UUID
    fields: Fields | None


@dataclass(frozen=True)
class Opened:
    """An opened lock: the versions, newest first. It lives as long as the page that shows it."""

    lock: Lock
    key: UUID
    places: list[Place]


def make(lock: Lock) -> None:
    """Give a new lock its secret half."""
    _call("SELECT sec.make_lock(%s, %s)", lock.pk)


def give(key: LockKey) -> None:
    """Make the officer's own key, durably, and their share of the lock's half."""
    own = keystore().new_boxes(key.agency_id, [key.pk])[key.pk]
    _call("SELECT sec.share_lock(%s, %s, %s)", key.pk, _mask(own, key.pk))


def take(key: LockKey) -> None:
    """Drop the officer's own key for good: whatever the database says, it opens nothing again."""
    keystore().drop_box(key.agency_id, key.pk, at=clock.now().isoformat(), reason="left the list of a place")


def opened(lock: Lock) -> Opened:
    """Open the lock for whoever is acting; the database writes down that it was. Raises Shut."""
    rows = _ask("SELECT * FROM sec.open_lock(%s, %s, %s)", lock.pk, ids.new(lock.agency_id))
    if not rows:
        raise Shut
    key, share = rows[0][0], bytes(rows[0][1])
    content = _content_key(lock, key, share)
    require().touch(lock.pk, key)
    return Opened(lock, key, [_place(lock, content, row[2:]) for row in rows if row[2] is not None])


def put(lock: Lock, fields: Fields) -> UUID:
    """Seal a new place under the lock, which whoever is acting must be able to open. Raises Shut."""
    rows = _ask("SELECT * FROM sec.open_lock(%s, %s, %s)", lock.pk, ids.new(lock.agency_id))
    content = _content_key(lock, rows[0][0], bytes(rows[0][1])) if rows else None
    if content is None:
        raise Shut
    fresh = ids.new(lock.agency_id)
    sealed = seal(content, _bound_to(lock, fresh), fields)
    require().touch(fresh)
    require().wrote(sealed)
    _call("SELECT sec.put_location(%s, %s, %s, %s)", fresh, lock.pk, sealed)
    return fresh


def _content_key(lock: Lock, key: UUID, share: bytes) -> bytes | None:
    """The key that the places are sealed under; None when the lock is weeded. Raises Shut for a dropped key."""
    own = keystore().open_boxes(lock.agency_id, [key, lock.box_id])
    if key not in own:
        raise Shut
    if lock.box_id not in own:
        return None
    half = bytes(a ^ b for a, b in zip(share, _mask(own[key], key), strict=True))
    return _derived(own[lock.box_id], half, b"samverkan place v1")


def _place(lock: Lock, content: bytes | None, row: tuple[UUID, datetime, UUID, bytes]) -> Place:
    key, made_at, made_by, sealed = row
    fields = None if content is None else unseal(content, _bound_to(lock, key), bytes(sealed))
    return Place(key, made_at, made_by, fields)


def _bound_to(lock: Lock, place: UUID) -> bytes:
    return label("place", lock.agency_id, lock.case_id, lock.pk, place)


def _mask(own: bytes, key: UUID) -> bytes:
    return _derived(own, key.bytes, b"samverkan lock share v1")


def _derived(secret: bytes, salt: bytes, what: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, what).derive(secret)


def _call(statement: str, *values: UUID | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, clock.now()])


def _ask(statement: str, *values: UUID) -> list[tuple[UUID, bytes, UUID, datetime, UUID, bytes]]:
    """Rows of a lock's function. What the database refuses is Shut, whatever the reason it gives."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [*values, clock.now()])
            return list(cursor.fetchall())
    except DatabaseError as refused:
        state = getattr(refused.__cause__, "sqlstate", "")
        if state == NO_RIGHT:
            raise Shut from refused
        if state in RACES:
            raise Conflict from refused
        raise
