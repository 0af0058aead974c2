"""The log's leaves in the database: read in blocks, added at the end, never changed.

Leaf hashes go in and out laid end to end, 32 bytes each, as `merkle.Frontier` takes them.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

import psycopg
from psycopg.rows import TupleRow

from samverkan.trail.canonical import PADDING
from samverkan.trail.merkle import leaf_hash

Database = psycopg.Connection[TupleRow]

BLOCK = 1 << 16
"""Leaves read by one statement; 2 MiB of hashes."""

_READ = """
    SELECT count(*), coalesce(string_agg(hash, ''::bytea ORDER BY seq), ''::bytea)
    FROM trail_leaf WHERE seq >= %s AND seq < %s
"""
_MOVE = """
    WITH taken AS (
        DELETE FROM trail_pending WHERE ctid = ANY (ARRAY(SELECT ctid FROM trail_pending LIMIT %(limit)s))
        RETURNING trace_id, at, hash
    ), placed AS (
        INSERT INTO trail_leaf (seq, trace_id, hash)
        SELECT %(size)s + row_number() OVER (ORDER BY at, trace_id) - 1, trace_id, hash FROM taken
        RETURNING seq, hash
    )
    SELECT coalesce(string_agg(hash, ''::bytea ORDER BY seq), ''::bytea) FROM placed
"""
_PAD = """
    INSERT INTO trail_leaf (seq, salt, hash)
    SELECT %s + n - 1, salt, hash FROM unnest(%s::bytea[], %s::bytea[]) WITH ORDINALITY AS pad (salt, hash, n)
"""


def stored(db: Database) -> Iterator[bytes]:
    """All leaf hashes in order, a block at a time; ends at the first gap or at the end."""
    start = 0
    while True:
        count, hashes = one(db, _READ, (start, start + BLOCK))
        if count:
            yield hashes
        if count < BLOCK:
            return
        start += BLOCK


def move_pending(db: Database, size: int, limit: int) -> bytes:
    """Turn up to `limit` waiting lines into the leaves after `size`; returns their hashes.

    A line of a transaction that commits late is not visible yet and waits for the next call.
    """
    (hashes,) = one(db, _MOVE, {"size": size, "limit": limit})
    return bytes(hashes)


def pad(db: Database, size: int, count: int) -> bytes:
    """Add `count` padding leaves after `size`; returns their hashes."""
    salts = [os.urandom(16) for _ in range(count)]
    hashes = [leaf_hash(sha256(salt + PADDING).digest()) for salt in salts]
    db.execute(_PAD, (size, salts, hashes))
    return b"".join(hashes)


def one(db: Database, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> TupleRow:
    """The only row of a query that always has one."""
    # Binary: as text every hash would cross twice as long and be parsed from hexadecimal.
    row = db.execute(query, values, binary=True).fetchone()
    if row is None:
        raise LookupError("the database gave no answer")
    return row
