"""The key store: every key that opens something, outside PostgreSQL and outside its backups.

One SQLite file, durable (`synchronous=FULL`) before the entry that needs the key commits. Keys lie wrapped
under the master key; dropping a box's key is weeding (gallring) and leaves a tombstone, so that a restored
backup of the database stays unreadable and no new key silently takes the old one's place.
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

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SCHEMA = """
CREATE TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS box (id BLOB PRIMARY KEY, agency BLOB NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tombstone (id BLOB PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""
AT_ONCE = 500  # SQLite takes at most 32,766 variables; a page asks for far fewer


class KeyGone(LookupError):
    """The key was dropped: what it sealed is weeded and cannot be read by anybody."""


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
        row = self._db.execute("SELECT wrapped FROM named WHERE name = ?", [name]).fetchone()
        if row is None:
            fresh = secrets.token_bytes(32)
            self._db.execute(
                "INSERT OR IGNORE INTO named VALUES (?, ?)", [name, self._wrap(fresh, name.encode())]
            )
            return self.named(name)
        return self._unwrap(row[0], name.encode())

    def agency(self, agency: UUID) -> AgencyKeys:
        """The agency's own keys; made on first use, then remembered by this process."""
        if agency not in self._agencies:
            parts = {part: self.named(f"{part}:{agency}") for part in ("wrapping", "private", "search")}
            self._agencies[agency] = AgencyKeys(**parts)
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
        wanted = list(boxes)
        wrapper = AESGCM(self.agency(agency).wrapping)
        found: dict[UUID, bytes] = {}
        for start in range(0, len(wanted), AT_ONCE):
            some = [box.bytes for box in wanted[start : start + AT_ONCE]]
            marks = ",".join("?" * len(some))
            query = f"SELECT id, wrapped FROM box WHERE agency = ? AND id IN ({marks})"  # noqa: S608 - only marks
            for key, wrapped in self._db.execute(query, [agency.bytes, *some]):
                found[UUID(bytes=key)] = _open(wrapper, wrapped, key)
        return found

    def drop_box(self, agency: UUID, box: UUID, *, at: str, reason: str) -> None:
        """Forget the box's key for good and leave a tombstone: the content is weeded."""
        with self._change() as db:
            db.execute("INSERT OR IGNORE INTO tombstone VALUES (?, ?, ?)", [box.bytes, at, reason])
            db.execute("DELETE FROM box WHERE id = ? AND agency = ?", [box.bytes, agency.bytes])

    def replay_tombstones(self) -> int:
        """After a restore of the key store: drop again what was weeded; returns how many keys went."""
        with self._change() as db:
            done = db.execute("DELETE FROM box WHERE id IN (SELECT id FROM tombstone)")
        return done.rowcount

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
