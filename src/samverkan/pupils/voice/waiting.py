"""Answers on their way: left by anybody under a code, asked for and taken out by an officer who holds its lookup.

Whoever leaves an answer learns nothing: the same is done whatever the code, since nothing here knows which codes
there are. The product's role cannot list what waits; see sql/voice.sql and docs/adr.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from samverkan.pupils.voice import code as codes
from samverkan.secrecy import clock
from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.seal import Fields, SealBroken, label, seal, unseal


@dataclass(frozen=True)
class Left:
    """An answer taken out: what it says (None: not sealed by this code), and when it was left."""

    fields: Fields | None
    at: datetime


def leave(code: str, fields: Fields) -> bool:
    """Seal an answer under the code and leave it. False when the box is full, whoever asks: try again later."""
    found, key = keys_of(code)
    sealed = seal(key, _bound_to(found), fields)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.leave_answer(%s, %s, %s)", [found, sealed, clock.now()])
        return bool(cursor.fetchone()[0])


def keys_of(code: str) -> tuple[bytes, bytes]:
    """The lookup and the sealing key of a code: 16 and 32 bytes."""
    secret = keystore().named("voice")
    return codes.lookup(secret, code), codes.sealing_key(secret, code)


def which(lookups: Iterable[bytes]) -> set[bytes]:
    """Those of the lookups under which an answer waits."""
    require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.answers_waiting(%s::bytea[])", [list(lookups)])
        return {bytes(row[0]) for row in cursor.fetchall()}


def take(found: bytes, key: bytes) -> Left | None:
    """Take the answer out, once; None where there is none."""
    require()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, posted_at FROM sec.take_answer(%s)", [found])
        sealed, at = cursor.fetchone()
    if sealed is None:
        return None
    try:
        return Left(unseal(key, _bound_to(found), bytes(sealed)), at)
    except SealBroken:
        return Left(None, at)


def _bound_to(found: bytes) -> bytes:
    return label("voice", found.hex())
