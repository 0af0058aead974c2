"""An own file between its sending and its taking in: packed in sealed pieces of a job, and read back again."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Iterator

from samverkan.picture.own.wishes import Wishes
from samverkan.picture.own.wishes import read as read_wishes
from samverkan.secrecy.seal import Fields
from samverkan.tables import sheet as sheets
from samverkan.tables.sheet import Sheet

PIECE = 400_000  # bytes of the packed file in one sealed piece
LARGEST = 100_000_000  # bytes of a file as it is sent
SMALL = 1_000_000  # bytes: read while the officer waits


def packed(name: str, raw: bytes, wishes: Wishes) -> Iterator[Fields]:
    """The pieces of a job: the name and the wishes first, then the file."""
    yield {"name": name[:200], "wishes": wishes.written(), "size": len(raw)}
    small = gzip.compress(raw, 3, mtime=0)
    for start in range(0, len(small), PIECE):
        yield {"file": base64.b64encode(small[start : start + PIECE]).decode()}


def again(pieces: Iterable[Fields], wishes: Wishes) -> Iterator[Fields]:
    """The same file with other wishes."""
    for piece in pieces:
        yield {**piece, "wishes": wishes.written()} if "wishes" in piece else piece


def unpacked(pieces: Iterable[Fields]) -> tuple[str, Wishes, Sheet]:
    """The file's name, the wishes and its cells. Raises Refusal for what is no table."""
    first, *rest = pieces
    raw = gzip.decompress(b"".join(base64.b64decode(piece["file"]) for piece in rest if "file" in piece))
    return first["name"], read_wishes(first["wishes"]), sheets.read_bytes(first["name"], raw)
