"""A sheet's rows, each read field by field or refused with every reason it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverkan.tables import headers
from samverkan.tables import sheet as sheets
from samverkan.tables.fields import Field, Read, Wrong
from samverkan.tables.headers import Match
from samverkan.tables.problem import Problem, gathered
from samverkan.tables.report import RefusedRow, Report
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

FOOT = re.compile(r"^\W*(källa|anm|not|fotnot|uppdaterad|senast|source|note)\b|^\*", re.IGNORECASE)
Known = dict[tuple[str, type, object], Read | Wrong]
REMEMBERED = 50_000  # cells
_REPEATS = Text(
    "upprepar en tidigare rad ordagrant och räknas en gång", "repeats an earlier row and counts once"
)
_RAGGED = Text(
    "Kontrollera att text med skiljetecken står inom citattecken.",
    "Check that text with separators is quoted.",
)
_EMPTY = Text("värdet saknas", "the value is missing")
_FILL = Text("Fyll i cellen.", "Fill the cell in.")


@dataclass(frozen=True)
class Row:
    """A row that was taken: its number in the file, and every field's value."""

    number: int
    values: Mapping[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.values[field]


@dataclass(frozen=True)
class Reading:
    """What a file gave: rows in the file's order, and the report that accounts for all of them."""

    rows: tuple[Row, ...]
    report: Report
    match: Match


def read_file(
    path: str | Path, fields: Sequence[Field], *, mapping: Mapping[str, str] | None = None,
    unique: Sequence[str] = (), sheet: str | int | None = None,
) -> Reading:  # fmt: skip
    """Read a file on disk; see `read`."""
    return read(sheets.read(path, sheet), fields, mapping=mapping, unique=unique)


def read(
    sheet: Sheet, fields: Sequence[Field], *, mapping: Mapping[str, str] | None = None, unique: Sequence[str] = ()
) -> Reading:  # fmt: skip
    """Read every row. `unique`: fields that no two rows may share; a row repeated word for word counts once.

    Raises Refusal when a required column is missing or two columns could be the same field.
    """
    found = headers.match(sheet, fields, mapping)
    headers.refuse_unless_whole(sheet, found, fields)
    body = _without_foot(sheet.rows[found.header + 1 :])
    taken: list[Row] = []
    refused: list[RefusedRow] = []
    mended: list[Problem] = [*sheet.notes, *found.notes]
    seen: dict[tuple[Any, ...], Row] = {}
    known: Known = {}
    repeated = 0
    for number, cells in body:
        values, notes, wrong = _row(sheet, found, fields, number, cells, known)
        if not wrong and unique:
            row = Row(number, values)
            first = seen.setdefault(tuple(values[name] for name in unique), row)
            if first is not row and first.values == values:
                repeated += 1
                mended.append(Problem(sheet.source, _REPEATS, number))
                continue
            wrong = [] if first is row else [_twice(sheet, found, number, first, unique)]
        if wrong:
            refused.append(RefusedRow(number, tuple(cells), tuple(wrong)))
        else:
            taken.append(Row(number, values))
            mended += notes
    report = Report(sheet.source, len(taken), gathered(mended), tuple(refused), repeated, found.names)
    return Reading(tuple(taken), report, found)


def _row(
    sheet: Sheet, found: Match, fields: Sequence[Field], number: int, cells: Sequence[object], known: Known
) -> tuple[dict[str, Any], list[Problem], list[Problem]]:
    width = len(found.names)
    extra = [cell for cell in cells[width:] if sheets.held(cell)]
    if (len(cells) < width and any(at >= len(cells) for at in found.at.values())) or extra:
        reason = Text(
            f"{len(cells)} celler, men {width} kolumner", f"{len(cells)} cells, but {width} columns"
        )
        return {}, [], [Problem(sheet.source, reason, number, remedy=_RAGGED)]
    values: dict[str, Any] = {}
    notes: list[Problem] = []
    wrong: list[Problem] = []
    for field in fields:
        values[field.id] = field.default
        at = found.at.get(field.id)
        if at is None:
            continue
        raw, column = cells[at], found.names[at]
        if not sheets.held(raw):
            if field.required:
                wrong.append(Problem(sheet.source, _EMPTY, number, column, _FILL))
            continue
        read = _read(field, raw, known)
        if isinstance(read, Wrong):
            shown = "" if field.secret else str(raw).strip()[:40]
            wrong.append(Problem(sheet.source, read.reason, number, column, read.remedy, shown))
        else:
            values[field.id] = read.value
            notes += [Problem(sheet.source, read.note, number, column)] if read.note else []
    return values, notes, wrong


def _read(field: Field, raw: object, known: Known) -> Read | Wrong:
    """What a cell gives; a column of statistics says the same few things over and over, and each is read once."""
    if isinstance(raw, list | dict):  # a nested cell of a Parquet file
        raw = str(raw)
    key = (field.id, type(raw), raw)
    found = known.get(key)
    if found is None:
        try:
            found = field.read(raw)
        except Wrong as bad:
            found = bad
        if len(known) < REMEMBERED:
            known[key] = found
    return found


def _without_foot(rows: list[tuple[int, list[object]]]) -> list[tuple[int, list[object]]]:
    """Rows without the notes beneath the table: a single cell that says where the figures come from."""
    last = len(rows)
    while last and _is_foot(rows[last - 1][1]):
        last -= 1
    return rows[:last]


def _is_foot(cells: Iterable[object]) -> bool:
    filled = [cell for cell in cells if sheets.held(cell)]
    return len(filled) == 1 and isinstance(filled[0], str) and bool(FOOT.match(filled[0]))


def _twice(sheet: Sheet, found: Match, number: int, first: Row, unique: Sequence[str]) -> Problem:
    columns = ", ".join(found.names[found.at[name]] for name in unique if name in found.at)
    reason = Text(
        f"samma {columns} står på rad {first.number}, men resten skiljer sig",
        f"the same {columns} stands in row {first.number}, but the rest differs",
    )
    return Problem(
        sheet.source, reason, number, remedy=Text("Behåll den rätta raden.", "Keep the right row.")
    )
