"""The data as they were read: which file, how large, its fingerprint, what was repaired, what had to be left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.evidence.text import Text


@dataclass(frozen=True)
class Snapshot:
    """`repairs` were made on reading and change nothing in the question; `forced` are deviations that data forced."""

    file: str
    source: str
    vintage: date
    size: int
    fingerprint: str
    rows: int
    shape: Text
    repairs: tuple[Text, ...] = ()
    forced: tuple[Text, ...] = ()


def file_fingerprint(path: Path) -> tuple[str, int]:
    """SHA-256 and size in bytes, read in pieces so that memory does not grow with the file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
            size += len(part)
    return digest.hexdigest(), size
