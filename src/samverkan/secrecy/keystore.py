"""The key store: every key that opens something, outside PostgreSQL and outside its backups.

One SQLite file, durable (`synchronous=FULL`) before the entry that needs the key commits. Keys lie wrapped
under the master key; dropping a box's key is weeding (gallring) and leaves a tombstone, so that a restored
backup of the database stays unreadable and no new key silently takes the old one's place. Tombstones lie in a
ledger of their own too, which a restore of the key store leaves alone: opening the store replays it.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SCHEMA = """
CREATE TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS box (id BLOB PRIMARY KEY, agency BLOB NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tombstone (id BLOB PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS multiplied (id BLOB PRIMARY KEY, points INTEGER NOT NULL) WITHOUT ROWID;
"""
LEDGER = "tombstones.ledger"  # one line a weeded box: id, time, reason; only ever added to
AT_ONCE = 500  # SQLite takes at most 32,766 variables; a page asks for far fewer
PARTS = ("wrapping", "private", "search")


class KeyGone(LookupError):
    """The key was dropped: what it sealed is weeded and cannot be read by anybody."""


class TooManyPoints(ValueError):
    """More points were to be multiplied by one key than may be, ever."""


@dataclass(frozen=True)
class AgencyKeys:
    """What one agency's compartment needs beside its boxes: 32-byte keys."""

    wrapping: bytes
    private: bytes
    search: bytes

    @property
    def public(self) -> bytes:
        """The X25519 public key others seal to, 32 bytes."""
        key = X25519PrivateKey.from_private_bytes(self.private).public_key()
        return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


class KeyStore:
    """Opens `folder`/keys.sqlite3; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._agencies: dict[UUID, AgencyKeys] = {}
        self._replayed = False

    def create(self) -> None:
        """Make the folder, the master key and the tables; idempotent."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        for name, text in (("master.key", secrets.token_hex(32)), ("django.key", secrets.token_hex(32))):
            file = self.folder / name
            if not file.exists():
                file.touch(mode=0o600)
                file.write_text(text)
        self._db.executescript(SCHEMA)
        (self.folder / "keys.sqlite3").chmod(0o600)

    def named(self, name: str) -> bytes:
        """A 32-byte key kept under a name (context signing, checkpoint signing); made on first use."""
        kept = self._kept(name)
        if kept is None:
            fresh = secrets.token_bytes(32)
            self._db.execute(
                "INSERT OR IGNORE INTO named VALUES (?, ?)", [name, self._wrap(fresh, name.encode())]
            )
            return self.named(name)
        return kept

    def found_agency(self, agency: UUID) -> AgencyKeys:
        """Make the keys of a new agency, if it has none. Founding calls it, nothing else."""
        for part in PARTS:
            self.named(f"{part}:{agency}")
        return self.agency(agency)

    def agency(self, agency: UUID) -> AgencyKeys:
        """The agency's own keys. Raises KeyGone rather than quietly making others in the place of lost ones."""
        if agency not in self._agencies:
            parts = {part: self._kept(f"{part}:{agency}") for part in PARTS}
            if not all(parts.values()):
                raise KeyGone(f"no keys of agency {agency}: is this an older key store?")
            self._agencies[agency] = AgencyKeys(**{part: key or b"" for part, key in parts.items()})
        return self._agencies[agency]

    def new_boxes(self, agency: UUID, boxes: Iterable[UUID]) -> dict[UUID, bytes]:
        """Make and durably keep a data key for each box. A weeded box's id is refused."""
        wrapper = AESGCM(self.agency(agency).wrapping)
        keys = {box: secrets.token_bytes(32) for box in boxes}
        rows = [(box.bytes, agency.bytes, _seal(wrapper, key, box.bytes)) for box, key in keys.items()]
        with self._change() as db:
            for box in keys:
                if db.execute("SELECT 1 FROM tombstone WHERE id = ?", [box.bytes]).fetchone():
                    raise KeyGone(str(box))
            db.executemany("INSERT INTO box VALUES (?, ?, ?)", rows)
        return keys

    def open_boxes(self, agency: UUID, boxes: Iterable[UUID]) -> dict[UUID, bytes]:
        """The data keys of the agency's boxes; a dropped box is simply absent from the answer."""
        wanted = {box.bytes: box for box in boxes}
        names = list(wanted)
        wrapper = AESGCM(self.agency(agency).wrapping)
        found: dict[UUID, bytes] = {}
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT id, wrapped FROM box WHERE agency = ? AND id IN ({marks})"  # noqa: S608 - only marks
            for key, wrapped in self._db.execute(query, [agency.bytes, *some]):
                found[wanted[key]] = _open(wrapper, wrapped, key)
        return found

    def multiply(self, agency: UUID, box: UUID, points: list[bytes], *, most: int) -> list[bytes]:
        """Points of Curve25519 multiplied by the box's key, which does not leave the store (RFC 7748).

        For comparing lists between agencies: the points are the other side's, and how many are multiplied by
        one key, ever, is counted here. Raises TooManyPoints beyond `most`, KeyGone for a dropped key.
        """
        key = self.open_boxes(agency, [box]).get(box)
        if key is None:
            raise KeyGone(str(box))
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO multiplied VALUES (?, 0)", [box.bytes])
            spent = db.execute(
                "UPDATE multiplied SET points = points + ? WHERE id = ? AND points + ? <= ?",
                [len(points), box.bytes, len(points), most],
            )
            if spent.rowcount != 1:
                raise TooManyPoints(f"{len(points)} more points, where {most} may be multiplied in all")
        own = X25519PrivateKey.from_private_bytes(key)
        return [own.exchange(X25519PublicKey.from_public_bytes(each)) for each in points]

    def drop_box(self, agency: UUID, box: UUID, *, at: str, reason: str) -> None:
        """Forget the box's key for good and leave a tombstone: the content is weeded."""
        with self._change() as db:
            if not db.execute("SELECT 1 FROM tombstone WHERE id = ?", [box.bytes]).fetchone():
                self._add_to_ledger(box, at, reason)
            db.execute("INSERT OR IGNORE INTO tombstone VALUES (?, ?, ?)", [box.bytes, at, reason])
            db.execute("DELETE FROM box WHERE id = ? AND agency = ?", [box.bytes, agency.bytes])

    def tombstones(self) -> set[UUID]:
        """The boxes that were weeded."""
        return {UUID(bytes=key) for (key,) in self._db.execute("SELECT id FROM tombstone")}

    def replay_tombstones(self) -> int:
        """Drop again what was weeded since an older key store was put back; returns how many keys went."""
        ledger = self.folder / LEDGER
        lines = ledger.read_text().splitlines() if ledger.exists() else []
        held = [line.split("\t") for line in lines]
        rows = [
            (UUID(part[0]).bytes, *part[1:]) for part in held if len(part) == 3
        ]  # a torn last line is passed
        with self._change() as db:
            db.executemany("INSERT OR IGNORE INTO tombstone VALUES (?, ?, ?)", rows)
            done = db.execute("DELETE FROM box WHERE id IN (SELECT id FROM tombstone)")
        return done.rowcount

    def _add_to_ledger(self, box: UUID, at: str, reason: str) -> None:
        with (self.folder / LEDGER).open("a") as ledger:
            ledger.write(f"{box}\t{at}\t{reason}\n")
            ledger.flush()
            os.fsync(ledger.fileno())

    def _kept(self, name: str) -> bytes | None:
        row = self._db.execute("SELECT wrapped FROM named WHERE name = ?", [name]).fetchone()
        return None if row is None else self._unwrap(row[0], name.encode())

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    @property
    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            db = sqlite3.connect(self.folder / "keys.sqlite3", timeout=30, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")
            self._local.db = db
            self._local.master = AESGCM(self._master_key())
            if not self._replayed and (self.folder / LEDGER).exists():
                self._replayed = True
                self.replay_tombstones()
        db = self._local.db
        assert isinstance(db, sqlite3.Connection)
        return db

    def _master_key(self) -> bytes:
        given = os.environ.get("SAMVERKAN_MASTER_KEY")
        return bytes.fromhex(given or (self.folder / "master.key").read_text().strip())

    def _wrap(self, key: bytes, label: bytes) -> bytes:
        self._db  # noqa: B018 - opening the file loads the master key
        return _seal(self._local.master, key, label)

    def _unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        return _open(self._local.master, wrapped, label)


def _seal(cipher: AESGCM, key: bytes, label: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + cipher.encrypt(nonce, key, label)


def _open(cipher: AESGCM, wrapped: bytes, label: bytes) -> bytes:
    return cipher.decrypt(wrapped[:12], wrapped[12:], label)
