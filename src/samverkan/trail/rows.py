"""Verification's questions to the database. Every expression is sent along; no stored function is trusted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samverkan.trail.canonical import leaf_sql, padding_sql
from samverkan.trail.leaves import Database, one

_EXPECTED = f"CASE WHEN l.trace_id IS NULL THEN {padding_sql('l')} ELSE {leaf_sql('t')} END"
_BLOCK = f"""
    SELECT count(*), count(l.trace_id), count(t.id),
           coalesce(string_agg(l.hash, ''::bytea ORDER BY l.seq), ''::bytea),
           coalesce(array_agg(l.seq ORDER BY l.seq)
                    FILTER (WHERE l.hash IS DISTINCT FROM {_EXPECTED}), '{{}}')
    FROM trail_leaf l LEFT JOIN trail_trace t ON t.id = l.trace_id
    WHERE l.seq >= %s AND l.seq < %s
"""  # noqa: S608 - our own expressions
_WRONG = f"""
    SELECT l.seq, l.trace_id, t.at, t.verb, t.id IS NULL, {_EXPECTED}
    FROM trail_leaf l LEFT JOIN trail_trace t ON t.id = l.trace_id
    WHERE l.seq = ANY (%s) ORDER BY l.seq
"""  # noqa: S608 - our own expressions
_ELSEWHERE = "SELECT hash, min(seq) FROM trail_leaf WHERE hash = ANY (%s) GROUP BY hash"
_GAPS = """
    SELECT seq + 1, next FROM (SELECT seq, lead(seq) OVER (ORDER BY seq) AS next FROM trail_leaf) each
    WHERE next > seq + 1 ORDER BY seq
"""
_WAITING = f"""
    SELECT count(DISTINCT t.id),
           coalesce(array_agg(p.trace_id) FILTER (WHERE p.hash IS DISTINCT FROM {leaf_sql("t")}), '{{}}')
    FROM trail_pending p LEFT JOIN trail_trace t ON t.id = p.trace_id
    WHERE NOT EXISTS (SELECT FROM trail_leaf l WHERE l.trace_id = p.trace_id)
"""  # noqa: S608 - our own expressions
_OUTSIDE = """
    SELECT t.id, t.at, t.verb FROM trail_trace t
    WHERE NOT EXISTS (SELECT FROM trail_leaf l WHERE l.trace_id = t.id)
      AND NOT EXISTS (SELECT FROM trail_pending p WHERE p.trace_id = t.id)
    ORDER BY t.at, t.id
"""
_NAMED = """
    SELECT asked.id, t.at, t.verb FROM unnest(%s::uuid[]) AS asked (id) LEFT JOIN trail_trace t USING (id)
"""


@dataclass(frozen=True)
class Block:
    """Leaves in order: how many, how many stand for a line, how many of those exist, and which disagree."""

    leaves: int
    lines: int
    found: int
    hashes: bytes
    wrong: list[int]


@dataclass(frozen=True)
class Wrong:
    """A leaf that disagrees with its line; `expected` is the leaf hash of the line as it now is."""

    seq: int
    trace: UUID | None
    at: datetime | None
    verb: str | None
    gone: bool
    expected: bytes | None


@dataclass(frozen=True)
class Named:
    """A line by its id, and what is known of it."""

    trace: UUID
    at: datetime | None
    verb: str | None


def extent(db: Database) -> tuple[int, list[tuple[int, int]]]:
    """How many leaves the last one's number implies, and the gaps as (first missing, first present again)."""
    leaves, size, first = one(
        db, "SELECT count(*), coalesce(max(seq) + 1, 0), coalesce(min(seq), 0) FROM trail_leaf"
    )
    if leaves == size:
        return size, []
    leading = [(0, first)] if first else []
    return size, leading + [(start, end) for start, end in db.execute(_GAPS)]


def block(db: Database, start: int, end: int) -> Block:
    """Leaves `start` up to `end`, recomputed by the database from the lines themselves."""
    return Block(*one(db, _BLOCK, (start, end)))


def wrong(db: Database, seqs: list[int]) -> list[Wrong]:
    """These leaves with what is known of their lines."""
    return [Wrong(*row) for row in db.execute(_WRONG, (seqs,))]


def places(db: Database, hashes: list[bytes]) -> dict[bytes, int]:
    """Which of the leaf hashes lie in the log, and first where."""
    return {bytes(found): seq for found, seq in db.execute(_ELSEWHERE, (hashes,))}


def lines(db: Database) -> int:
    """How many lines there are, in the log or not."""
    return int(one(db, "SELECT count(*) FROM trail_trace")[0])


def waiting(db: Database) -> tuple[int, list[UUID]]:
    """How many lines wait for the sequencer, and which of the queued hashes disagree with their line."""
    count, changed = one(db, _WAITING)
    return count, changed


def named(db: Database, traces: list[UUID]) -> list[Named]:
    """The lines with these ids, also those that are gone."""
    return [Named(*row) for row in db.execute(_NAMED, (traces,))]


def outside(db: Database) -> list[Named]:
    """Lines that are neither in the log nor waiting for it."""
    return [Named(*row) for row in db.execute(_OUTSIDE)]
