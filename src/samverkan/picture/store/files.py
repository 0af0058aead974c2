"""Writing files so that a power cut or kill -9 leaves either the old content or the new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".unfinished-"


def write_file(path: Path, content: bytes) -> None:
    """Put a file in place: written beside it, made durable, then renamed over it."""
    new = path.with_name(f"{UNFINISHED}{uuid4().hex}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill within the block; it gets its name when the block ends well, and is removed when not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{UNFINISHED}{uuid4().hex}")
    made.mkdir(mode=0o700)
    try:
        yield made
        for file in made.iterdir():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
        sync_folder(made)
        made.rename(path)
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def clear_unfinished(folder: Path) -> None:
    """Remove what killed writers left; the caller holds the folder's lock."""
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
