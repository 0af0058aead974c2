"""The tests' PostgreSQL: DATABASE_URL if set, else an embedded server that several test runs may share."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samverkan.setup.embedded import EmbeddedServer, default_folder


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
    folder = Path(os.environ.get("SAMVERKAN_TEST_FOLDER", default_folder("test")))
    folder.mkdir(parents=True, exist_ok=True)
    if url := os.environ.get("DATABASE_URL"):
        yield TestServer(url, folder)
        return
    # Hundreds of databases live for a second each: none of them needs to survive a power cut.
    server = EmbeddedServer(folder, fsync="off", full_page_writes="off")
    with (folder / "in-use").open("w") as users:
        with exclusive(folder / "starting"):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start()
        yield TestServer(server.dsn, folder)
        with exclusive(folder / "starting"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            server.stop()


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold a lock between processes."""
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
