"""A file's cells as they stand, row by row, with the row numbers a person sees: CSV, Excel or Parquet.

Any of them may be packed with gzip.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.tables import encoding
from samverkan.tables.problem import Problem
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text

SEPARATORS = ";\t,|"
NONE = "\x1f"  # what separates nothing: a single column
QUOTED = re.compile(r'"[^"]*"')
MOST_BYTES = 2**30  # of a packed file, unpacked: a few bytes can hold a thousand times as many
GZIP = b"\x1f\x8b"
FORMULA = "=+-@\t\r"  # what a spreadsheet takes for the beginning of a formula
Rows = list[tuple[int, list[object]]]


@dataclass(frozen=True)
class Sheet:
    """Rows that hold anything at all, each with its number in the file; the first is usually the header.

    decimal: "," where the format implies it. notes: what had to be done to read the file.
    """

    source: str
    rows: Rows
    decimal: str | None = None
    notes: tuple[Problem, ...] = ()
    encoding: str = "utf-8"


def read(path: str | Path, sheet: str | int | None = None) -> Sheet:
    """Read a file. `sheet` names or numbers an Excel sheet; default the first that holds anything.

    Raises Refusal for a file that is missing, empty, or none of the three kinds.
    """
    path = Path(path)
    if not path.is_file():
        raise Refusal(f"Filen {path.name} finns inte.", f"There is no file {path.name}.")
    return read_bytes(path.name, path.read_bytes(), sheet)


def read_bytes(name: str, raw: bytes, sheet: str | int | None = None) -> Sheet:
    """The same for a file that was sent in. What it is, is told by its content and not by its name."""
    if raw.startswith(GZIP):
        return read_bytes(name.removesuffix(".gz"), _unpacked(name, raw), sheet)
    for beginning, reader in READERS.items():
        if raw.startswith(beginning):
            return reader(name, raw, sheet)
    if name.casefold().endswith((".parquet", ".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")):
        raise _unreadable(name)
    return _csv(name, raw)


def _unpacked(name: str, raw: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            content = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(name) from error
    if len(content) > MOST_BYTES:
        raise Refusal(
            f"{name} är större än en gigabyte uppackad. Dela upp den.",
            f"{name} is larger than a gigabyte unpacked. Split it.",
        )
    return content


def _csv(name: str, raw: bytes) -> Sheet:
    text, found, twice = encoding.decode(raw, name)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: Rows = []
    before = 0
    try:
        for row in reader:
            rows.append((before + 1, [_unquoted(cell) for cell in row]))
            before = reader.line_num
    except csv.Error as error:
        raise Refusal(
            f"{name}, rad {before + 1}: raden går inte att läsa. Kontrollera citattecknen.",
            f"{name}, row {before + 1}: the row cannot be read. Check the quotation marks.",
        ) from error
    notes = []
    if found != "utf-8":
        what = encoding.NAMES[found]
        reason = Text(
            f"filen är inte UTF-8 och lästes som {what}", f"the file is not UTF-8 and was read as {what}"
        )
        notes.append(Problem(name, reason))
    if twice:
        reason = Text(
            "felkodade bokstäver (Ã¶ för ö) rättades", "wrongly encoded letters (Ã¶ for ö) were mended"
        )
        notes.append(Problem(name, reason))
    return Sheet(name, _filled(name, rows), "," if separator == ";" else None, tuple(notes), found)


def _unquoted(cell: str) -> str:
    """Without the apostrophe that `writing` sets before what would be a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA else cell


def _separator(text: str) -> str:
    """The mark that most of the first lines hold equally many of; one that stands nowhere for a single column.

    A mark within quotation marks counts for nothing, nor does one that a single line holds and not the heading.
    """
    lines = [line for line in QUOTED.sub("", text[:100_000]).splitlines()[:40] if line.strip()]

    def even(mark: str) -> int:
        counts = Counter(count for line in lines if (count := line.count(mark)))
        most = max(counts.values(), default=0)
        return most if most > 1 or mark in lines[0] else 0

    return max(SEPARATORS, key=even) if lines and any(map(even, SEPARATORS)) else NONE


def _excel(name: str, raw: bytes, sheet: str | int | None) -> Sheet:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = book.sheet_names
        contents: dict[str, Rows] = {
            each: [(at + 1, list(row)) for at, row in enumerate(_page(book, each))]
            for each in _wanted(names, sheet)
        }
    except (CalamineError, IndexError, KeyError, OSError, ValueError) as error:
        raise _unreadable(name) from error
    filled = {each: _nonempty(rows) for each, rows in contents.items()}
    chosen = next((each for each, rows in filled.items() if rows), None)
    if chosen is None:
        raise _empty(name)
    others = [each for each, rows in filled.items() if rows and each != chosen]
    notes = []
    if others:
        left = ", ".join(others)
        reason = Text(f"bladet {chosen} lästes; inte {left}", f"the sheet {chosen} was read; not {left}")
        remedy = Text("Ange bladets namn om ett annat ska läsas.", "Name the sheet if another one is meant.")
        notes.append(Problem(name, reason, remedy=remedy))
    return Sheet(name, filled[chosen], None, tuple(notes))


def _page(book: Any, name: str) -> list[list[object]]:
    found: list[list[object]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return found


def _wanted(names: list[str], sheet: str | int | None) -> list[str]:
    if sheet is None:
        return names
    return [names[sheet] if isinstance(sheet, int) else sheet]


def _parquet(name: str, raw: bytes, _sheet: str | int | None) -> Sheet:
    import polars as pl

    try:
        frame = pl.read_parquet(io.BytesIO(raw))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(name) from error
    rows: Rows = [(number, list(row)) for number, row in enumerate(frame.iter_rows(), start=1)]
    return Sheet(name, [(0, list(frame.columns)), *rows])


def _pdf(name: str, _raw: bytes, _sheet: str | int | None) -> Sheet:
    raise Refusal(
        f"{name} är en pdf. Be avsändaren om tabellen som CSV eller Excel.",
        f"{name} is a PDF. Ask the sender for the table as CSV or Excel.",
    )


READERS: dict[bytes, Callable[[str, bytes, str | int | None], Sheet]] = {
    b"PK\x03\x04": _excel,  # xlsx, ods
    b"\xd0\xcf\x11\xe0": _excel,  # xls
    b"PAR1": _parquet,
    b"%PDF": _pdf,
}


def _nonempty(rows: Rows) -> Rows:
    return [(number, row) for number, row in rows if any(held(cell) for cell in row)]


def _filled(name: str, rows: Rows) -> Rows:
    filled = _nonempty(rows)
    if not filled:
        raise _empty(name)
    return filled


def held(cell: Any) -> bool:
    """Whether a cell holds anything."""
    return cell is not None and bool(str(cell).strip())


def _empty(name: str) -> Refusal:
    return Refusal(f"{name} är tom.", f"{name} is empty.")


def _unreadable(name: str) -> Refusal:
    return Refusal(
        f"Filen {name} går inte att läsa. Är den trasig eller skyddad med lösenord? Spara den på nytt.",
        f"The file {name} cannot be read. Is it broken or protected by a password? Save it anew.",
    )
