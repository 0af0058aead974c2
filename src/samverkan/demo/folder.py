"""The folder of one made-up city, and what is known of it between starts.

server/             the embedded PostgreSQL with its data folder; nothing else is in there
picture/            the situation picture's files: public statistics, and own files sealed
keys/               the key store, never inside the database's folder nor in its backups
witness/            every signed checkpoint of the trail
methods/            methods of one's own, one file each; adopted at the next start
roles.json          the database roles' passwords
organisation.yaml   what was founded
city.json           this city: size, seed, anchor date, whether it was finished
lock                held by the one process that has the city open
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

STATE = "city.json"


class FolderRefused(ValueError):
    """The folder cannot hold a made-up city. `code` says why; the command has the words and the remedy."""

    def __init__(self, code: str, folder: Path) -> None:
        super().__init__(code)
        self.code, self.folder = code, folder


@dataclass(frozen=True)
class City:
    """What a city was built from. `complete` is false until the last act of its history is written."""

    size: str
    seed: int
    anchor: str
    database: str
    complete: bool = False
    persons: int = 40  # in each programme
    made_from: str = field(default="", compare=False)


@dataclass(frozen=True)
class Folder:
    """The layout above; no method touches anything outside `path`."""

    path: Path

    @property
    def server(self) -> Path:
        return self.path / "server"

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def witness(self) -> Path:
        return self.path / "witness"

    @property
    def methods(self) -> Path:
        return self.path / "methods"

    @property
    def picture(self) -> Path:
        return self.path / "picture"

    @property
    def passwords(self) -> Path:
        return self.path / "roles.json"

    @property
    def organisation(self) -> Path:
        return self.path / "organisation.yaml"

    @property
    def trail_key(self) -> Path:
        return self.keys / "trail.key"

    def prepare(self) -> None:
        """Make the folder. Raises FolderRefused when it holds something else or its server could not get in."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not (self.path / STATE).exists() and {each.name for each in self.path.iterdir()} - {
            "lock",
            self.methods.name,
        }:
            raise FolderRefused("not_empty", self.path)
        if os.geteuid() == 0 and not all(_open_to_others(each) for each in (self.path, *self.path.parents)):
            # PostgreSQL refuses to run as root, and no parent folder's mode is ever changed for it.
            raise FolderRefused("closed", self.path)

    def city(self) -> City | None:
        """What this folder holds; None before the first start."""
        try:
            return City(**json.loads((self.path / STATE).read_text()))
        except FileNotFoundError:
            return None

    def remember(self, city: City) -> None:
        """Write down what this folder holds, durably and in one step."""
        write_private(self.path / STATE, json.dumps(asdict(city), indent=1))

    def clear(self) -> None:
        """Remove a city that was never finished, all but the note of what it was to be and the lock."""
        for part in (self.server, self.keys, self.witness, self.picture):
            shutil.rmtree(part, ignore_errors=True)
        for file in (self.passwords, self.organisation):
            file.unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the city. Raises FolderRefused when another process has it open."""
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise FolderRefused("in_use", self.path) from taken
            yield


def write_private(file: Path, content: str | bytes) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    new = file.with_name(file.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content.encode() if isinstance(content, str) else content)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


def read_json(file: Path) -> Any:
    """A JSON file's content."""
    return json.loads(file.read_text())


def _open_to_others(folder: Path) -> bool:
    return not folder.exists() or bool(folder.stat().st_mode & 0o001)
