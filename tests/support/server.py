"""The tests' PostgreSQL: DATABASE_URL if set, else an embedded server that several test runs may share."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from samverkan.setup.embedded import EmbeddedServer, default_folder

MEMORY, ROOM = Path("/dev/shm"), 4 << 30
TEMPLATES_KEPT = 4  # as many working copies may take turns without building theirs anew
# Hundreds of databases live for a second each: none of them needs to survive a power cut, or to be vacuumed.
FLEETING = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off", "max_wal_size": "256MB"}


@dataclass(frozen=True)
class TestServer:
    """`admin` is the superuser's connection: for set-up and attack only. `folder` keeps what outlives a run."""

    __test__ = False
    admin: str
    folder: Path

    @property
    def passwords(self) -> Path:
        return self.folder / "roles.json"


@contextmanager
def shared_server() -> Iterator[TestServer]:
    """Start the server if it is not running; the last run to leave stops it."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    if url := os.environ.get("DATABASE_URL"):
        yield TestServer(url, folder)
        return
    server = EmbeddedServer(folder, **FLEETING)
    with (folder / "in-use").open("w") as users:
        with exclusive(folder / "starting"):
            alone = _taken(users)
            server.start()
            if alone:
                sweep(server.dsn, folder)
            fcntl.flock(users, fcntl.LOCK_SH)
        yield TestServer(server.dsn, folder)
        with exclusive(folder / "starting"):
            if _taken(users):
                server.stop()


def _folder() -> Path:
    """Where the cluster lies: SAMVERKAN_TEST_FOLDER if set, else in memory where there is room, else on disk."""
    if given := os.environ.get("SAMVERKAN_TEST_FOLDER"):
        return Path(given)
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        return MEMORY / f"samverkan-test-{os.geteuid()}"
    return default_folder("test")


def sweep(admin: str, folder: Path) -> None:
    """Drop what runs that were cut off left behind, and all but the newest templates with their keys."""
    with psycopg.connect(admin, autocommit=True) as db:
        rows = db.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'samverkan\\_%' ORDER BY oid DESC"
        )
        names = [name for (name,) in rows]
        kept = [name for name in names if name.startswith("samverkan_template_")][:TEMPLATES_KEPT]
        for name in names:
            if name not in kept:
                db.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
    marks = {f"keys-{name.rpartition('_')[2]}" for name in kept}
    for keys in folder.glob("keys-*"):
        if keys.name not in marks:
            shutil.rmtree(keys)


def _taken(users: TextIO) -> bool:
    """Whether nobody else uses the server, so that it is ours alone."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold a lock between processes."""
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
