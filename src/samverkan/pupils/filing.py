"""An absence file between its sending and its taking in: packed, in sealed pieces of a job, and read back again."""

import base64
import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samverkan.pupils.absence import layout as layouts
from samverkan.pupils.absence import reading
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.absence.reading import Reading, Wanted
from samverkan.pupils.reads.known import Known, known
from samverkan.pupils.reads.settings import School
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.seal import Fields
from samverkan.tables import sheet as sheets
from samverkan.tables.personal_numbers import read_number
from samverkan.tables.sheet import Sheet

PIECE = 400_000  # bytes of the packed file in one sealed piece
LARGEST = 100_000_000  # bytes of a file as it is sent
HEAD = 200_000  # bytes of a text file: enough to choose its columns by
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SMALL = 2_000_000  # bytes: read while the officer waits
MOST_WORDS = 40  # of a kind column, to be explained on screen
ROWS_AT_ONCE = 20_000  # rows: taken in while the officer waits


@dataclass(frozen=True)
class Wishes:
    """How an officer wants a file taken: by which layout, and what it speaks of."""

    layout: Layout
    years: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    everyone: bool = False

    def written(self) -> Fields:
        """As it is kept beside the file."""
        return {
            "system": self.layout.system, "layout": self.layout.written(), "years": list(self.years),
            "first": self.first.isoformat() if self.first else "", "last": self.last.isoformat() if self.last else "",
            "everyone": self.everyone,
        }  # fmt: skip


def wishes(held: Fields) -> Wishes:
    """The wishes kept beside a file."""

    def day(name: str) -> date | None:
        return date.fromisoformat(held[name]) if held[name] else None

    layout = layouts.read(held["system"], held["layout"])
    return Wishes(layout, tuple(held["years"]), day("first"), day("last"), bool(held["everyone"]))


def packed(name: str, raw: bytes, wanted: Wishes) -> Iterator[Fields]:
    """The pieces of a job: first the name and the wishes, then the file."""
    yield {"name": name[:200], "wishes": wanted.written()}
    small = gzip.compress(raw, 3, mtime=0)
    for start in range(0, len(small), PIECE):
        yield {"file": base64.b64encode(small[start : start + PIECE]).decode()}


def head_of(name: str, raw: bytes) -> Sheet:
    """The headings and the first rows, to choose columns by. An Excel file is read whole, a text file in part.

    Raises Refusal for what is no table.
    """
    if len(raw) > HEAD and not raw.startswith(EXCEL):
        raw = raw[: raw.rfind(b"\n", 0, HEAD) + 1] or raw
    return sheets.read_bytes(name, raw)


def raw_in(pieces: Iterable[Fields]) -> bytes:
    """The file as it was sent."""
    return gzip.decompress(b"".join(base64.b64decode(piece["file"]) for piece in pieces if "file" in piece))


def unpacked(pieces: Iterable[Fields]) -> tuple[str, Wishes, Sheet]:
    """The file's name, the wishes and its cells. Raises Refusal for what is no table."""
    first, *rest = pieces
    return first["name"], wishes(first["wishes"]), sheets.read_bytes(first["name"], raw_in(rest))


def wanted_of(
    actor: Actor, programme: Programme, sheet: Sheet, asked: Wishes, school: School
) -> tuple[Wanted, Known]:
    """What is asked of the file, and the files of the pupils in it that the officer may open (`Known`)."""
    found = known(actor, programme, numbers_in(sheet, asked.layout))
    return Wanted(
        layout=asked.layout, known=found.cases.keys(), today=clock.today(), day_minutes=school.day_minutes,
        lesson_minutes=school.lesson_minutes, breaks=school.breaks, years=frozenset(asked.years), first=asked.first,
        last=asked.last, everyone=asked.everyone,
    ), found  # fmt: skip


def numbers_in(sheet: Sheet, layout: Layout) -> set[str]:
    """The different valid personal numbers in the file, 12 digits each."""
    from samverkan.tables import headers

    at = headers.match(sheet, list(layout.fields()), dict(layout.columns)).at.get("pupil")
    if at is None:
        return set()
    raw = {cells[at] for _number, cells in sheet.rows if at < len(cells)}
    return {found.digits for cell in raw if (found := read_number(cell)) is not None}


def summary(name: str, found: Reading, asked: Wishes) -> Fields:
    """What the preview says: counts and reasons; of persons nothing but how many."""
    report = found.report
    return {
        "name": name, "rows": report.rows, "taken": report.taken, "repeated": report.repeated,
        "refused": len(report.refused), "pupils": len(found.days), "unknown": found.unknown,
        "years": dict(found.years), "first": str(found.first or ""), "last": str(found.last or ""),
        "assumed": found.assumed, "mended": [[each.sv, each.en] for each in report.mended],
        "reasons": [[*reason, count, row] for reason, count, row in reading.by_reason(report)],
        "words": dict(list(found.words.items())[:MOST_WORDS]), "wishes": asked.written(),
    }  # fmt: skip
