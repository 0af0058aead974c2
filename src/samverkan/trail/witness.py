"""The witness folder: every checkpoint ever published, one file each, outside the database.

Whoever can rewrite the database must not be able to rewrite this folder; that is the whole defence. Files are
named by size, so that their alphabetical order is the order of growth.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.notes import Signer, Verifier

_SUFFIX = ".checkpoint"
_KEY = "log.vkey"


class SplitViewError(RuntimeError):
    """The folder already keeps another checkpoint of the same size."""


class Witness:
    """Keeps and hands back signed checkpoints in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def verifier(self) -> Verifier:
        """The log's public key as kept here. Raises FileNotFoundError before the first checkpoint."""
        return Verifier.parse((self.folder / _KEY).read_text())

    def notes(self) -> Iterator[Path]:
        """The kept checkpoints, smallest tree first."""
        return iter(sorted(self.folder.glob(f"*{_SUFFIX}")))

    def latest(self) -> str | None:
        """The note of the largest tree kept, if any."""
        last = max(self.folder.glob(f"*{_SUFFIX}"), default=None)
        return last.read_text() if last else None

    def keep(self, checkpoint: Checkpoint, signer: Signer) -> Path:
        """Sign and store a checkpoint; durable when this returns. Storing the same one twice changes nothing.

        Raises SplitViewError when another root, or another key, is kept already.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._store(self.folder / _KEY, f"{signer.verifier}\n")
        path = self.folder / f"{checkpoint.size:020d}{_SUFFIX}"
        self._store(path, checkpoint.signed(signer))
        return path

    def _store(self, path: Path, text: str) -> None:
        if path.exists():
            # Ed25519 signs alike each time, so the same statement by the same key is the same file.
            if path.read_text() != text:
                raise SplitViewError(f"{path.name} is kept already and says something else")
            return
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o444)
            Path(name).rename(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(self.folder)


def _sync(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
