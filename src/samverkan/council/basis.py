"""The statistics a picture stands on, frozen: what the picture's report said that day, with its drawings.

The store keeps versions, but definitions and drawings change with the program. What was decided must not, so the
told content itself is packed: JSON, in Swedish, as `picture.report.content` gives it, each section with its id.
"""

import json
import zlib
from dataclasses import dataclass
from typing import Any

from samverkan.picture import reads
from samverkan.picture.places.register import shipped
from samverkan.picture.report.content import content
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Teller

SWEDISH = Teller("sv", "print")


@dataclass(frozen=True)
class Basis:
    """`head`: title, period, date and so on; `sections`: each with its `id`; `files`: drawings by name (SVG);
    `versions`: dataset to the version it was told from.
    """

    head: dict[str, Any]
    sections: tuple[dict[str, Any], ...]
    files: dict[str, str]
    versions: dict[str, str]

    @property
    def empty(self) -> bool:
        """No statistics had been read in."""
        return not self.versions


EMPTY = Basis({}, (), {}, {})


def take(place: str) -> Basis:
    """The statistics of a place as they are told now; empty while none are read in."""
    if not reads.data().states:
        return EMPTY
    picture = reads.picture_of(shipped()[place])
    held, files = content(picture, SWEDISH)
    told = zip(sections(picture, SWEDISH), held.pop("sections"), strict=True)
    return Basis(
        head=held,
        sections=tuple({"id": section.id, **said} for section, said in told),
        files={name: raw.decode() for name, raw in files.items()},
        versions=picture.versions,
    )


def pack(basis: Basis) -> bytes:
    """As it is stored. The same basis gives the same bytes."""
    held = {"head": basis.head, "sections": basis.sections, "files": basis.files, "versions": basis.versions}
    return zlib.compress(json.dumps(held, ensure_ascii=False, sort_keys=True).encode(), 9)


def unpack(raw: bytes | memoryview) -> Basis:
    """What `pack` stored."""
    held = json.loads(zlib.decompress(bytes(raw)))
    return Basis(held["head"], tuple(held["sections"]), held["files"], held["versions"])
