"""The signed context: the product's side of `sec.bind` and `sec.me` (migrations 0001 and 0003).

A context names agency, officer, assignment, expiry, the one backend it is made out to and whether the officer
has just proved afresh who asks, under HMAC-SHA256 (RFC 2104). Pass it to `SELECT sec.bind(%s)` inside the
transaction that needs it; it ends with that one.
"""

import hashlib
import hmac
from typing import Any, Protocol
from uuid import UUID

_BLOCK = 64  # bytes; SHA-256's block, to which RFC 2104 pads a key
_SHORTEST = 32  # bytes; RFC 2104 advises no key shorter than the hash


class Cursor(Protocol):
    """What `install_key` needs of a Django or psycopg cursor."""

    def execute(self, query: Any, params: Any = None, /) -> Any:
        """Run one statement."""


def sign(
    key: bytes, agency: UUID, officer: UUID | None, assignment: UUID | None, expires: int, pid: int,
    *, fresh: bool = False,
) -> str:  # fmt: skip
    """A context for one backend.

    `expires` is in seconds since 1970, `pid` the backend's process id; an act without officer or assignment
    (a job) leaves them out. `fresh`: the officer has just proved afresh who asks (`sec.fresh()` then says yes).
    """
    parts = (agency, officer or "", assignment or "", int(expires), int(pid), "fresh" if fresh else "")
    message = "|".join(map(str, parts))
    return f"{message}|{hmac.new(key, message.encode(), hashlib.sha256).hexdigest()}"


def install_key(cursor: Cursor, key: bytes) -> None:
    """Put the signing key into the database, as its owner; a new key ends every context signed before.

    Raises ValueError for a key under 32 bytes.
    """
    if len(key) < _SHORTEST:
        raise ValueError(f"a context key has at least {_SHORTEST} bytes, not {len(key)}")
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    pads = [bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C)]
    cursor.execute(
        "INSERT INTO sec.context_key (ipad, opad) VALUES (%s, %s)"
        " ON CONFLICT (single) DO UPDATE SET ipad = excluded.ipad, opad = excluded.opad",
        pads,
    )
