"""The sequencer: folds new lines into the Merkle log and publishes signed checkpoints.

It runs beside the product as a database role that sees ids and hashes only. No act waits for it, and it
never skips one that commits late: a line waits in `trail_pending` until its leaf is committed.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

import psycopg

from samverkan.trail import leaves
from samverkan.trail.checkpoints import Checkpoint, opened
from samverkan.trail.merkle import WIDTH, Frontier
from samverkan.trail.notes import Signer
from samverkan.trail.witness import Witness

log = logging.getLogger(__name__)

_LOCK = 0x7472_6169_6C  # "trail"
_RETRY = 1.0  # seconds between attempts while the database or the witness folder is out of reach


class BusyError(RuntimeError):
    """Another sequencer is at work on this log."""


class BrokenTrailError(RuntimeError):
    """The stored log is not the one last signed; nothing more is signed until people have looked."""


@dataclass(frozen=True)
class Pace:
    """How the log's size is made uninformative (house.md, "The wall" 5).

    Each `cadence` (seconds) one checkpoint is published, whose size is a multiple of `step` and larger than
    the last, so that a quiet hour looks like a busy one. New lines are folded in each `pause` seconds.
    """

    step: int = 64
    cadence: float = 10.0
    pause: float = 0.2
    batch: int = 10_000

    def next_size(self, size: int, published: int) -> int:
        """The smallest size to publish that holds `size` leaves and grows on `published`."""
        return -(-max(size, published + 1) // self.step) * self.step


class Sequencer:
    """A context manager: holds one connection, the lock that only one may hold, and the tree's frontier."""

    def __init__(self, dsn: str, witness: Witness, signer: Signer, pace: Pace | None = None) -> None:
        self.dsn, self.witness, self.signer = dsn, witness, signer
        self.pace = pace or Pace()
        self._db: leaves.Database | None = None
        self._tree = Frontier()
        self._published = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection and the lock."""
        if self._db is not None:
            with suppress(psycopg.Error):
                self._db.close()
        self._db = None

    def run_once(self) -> Checkpoint:
        """Fold every waiting line, publish one checkpoint and return it.

        Raises BusyError when another sequencer runs, BrokenTrailError when the log is not the one signed.
        """
        self.fold()
        return self.publish()

    def run_forever(self, stop: threading.Event) -> None:
        """Fold and publish at the set pace until `stop` is set; a lost database is waited for.

        A broken trail ends it: signing on would hide the break behind new checkpoints.
        """
        due, behind = time.monotonic(), False
        try:
            while not stop.wait(0 if behind else self.pace.pause):
                try:
                    # One batch at a time: under load the queue may never be empty, and the beat must be kept.
                    behind = self._fold_batch() == self.pace.batch
                    if time.monotonic() >= due:
                        self.publish()
                        due = self._next_beat(due)
                except BusyError:  # stand by, and take over when the other one stops
                    stop.wait(_RETRY)
                except (psycopg.OperationalError, OSError) as lost:
                    log.warning("trail.sequencer.waits %s", type(lost).__name__)
                    stop.wait(_RETRY)
        finally:
            self.close()

    def fold(self) -> int:
        """Turn the waiting lines into leaves; returns how many."""
        folded = fresh = self._fold_batch()
        while fresh == self.pace.batch:
            fresh = self._fold_batch()
            folded += fresh
        return folded

    def _fold_batch(self) -> int:
        return self._add(lambda db, size: leaves.move_pending(db, size, self.pace.batch))

    def publish(self) -> Checkpoint:
        """Pad the log, raise the clock's high-water mark, and sign and keep the checkpoint."""
        self._connected()
        size = self.pace.next_size(self._tree.size, self._published)
        self._add(lambda db, old: leaves.pad(db, old, size - old))
        self._connected().execute("UPDATE sec.clock SET high_water = now() WHERE high_water < now()")
        checkpoint = Checkpoint(self.signer.verifier.name, self._tree.size, self._tree.root())
        self.witness.keep(checkpoint, self.signer)
        self._published = checkpoint.size
        return checkpoint

    def _next_beat(self, due: float) -> float:
        # Missed beats are dropped, not made up for: a burst of checkpoints would tell of the stop.
        missed = max(0.0, time.monotonic() - due)
        return due + (missed // self.pace.cadence + 1) * self.pace.cadence

    def _add(self, adding: Callable[[leaves.Database, int], bytes]) -> int:
        db = self._connected()
        try:
            with db.transaction():
                hashes = adding(db, self._tree.size)
        except psycopg.errors.UniqueViolation as twice:
            self.close()
            raise BrokenTrailError("a line that is in the log already was queued again") from twice
        except BaseException:
            # Whether the leaves were committed is unknown, so the tree is read again from what is stored.
            self.close()
            raise
        self._tree.extend(hashes)
        return len(hashes) // WIDTH

    def _connected(self) -> leaves.Database:
        if self._db is None:
            self._db = self._open()
        return self._db

    def _open(self) -> leaves.Database:
        db = psycopg.connect(self.dsn, autocommit=True)
        try:
            db.execute("SET synchronous_commit = on")
            row = db.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
            if row is None or not row[0]:
                raise BusyError("another sequencer holds the log")
            self._tree, self._published = self._resumed(db)
        except BaseException:
            db.close()
            raise
        return db

    def _resumed(self, db: leaves.Database) -> tuple[Frontier, int]:
        """The stored tree and the last published size, after checking that one grew out of the other."""
        note = self.witness.latest()
        kept = opened(note, self.signer.verifier) if note else None
        tree, matches = Frontier(), kept is None
        for block in leaves.stored(db):
            if kept and tree.size < kept.size <= tree.size + len(block) // WIDTH:
                earlier = tree.copy()
                earlier.extend(block[: (kept.size - tree.size) * WIDTH])
                matches = earlier.root() == kept.root
            tree.extend(block)
        if not matches:
            raise BrokenTrailError("the stored log is not the one last signed: run `samverkan trail verify`")
        return tree, kept.size if kept else 0
