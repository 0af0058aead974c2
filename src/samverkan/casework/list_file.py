"""A list that already exists, as a file: which columns a method's list may have, and what each row says.

No database is asked. The columns are the method's own fields, so that any method's list can be taken in: what it asks
when a case is opened, markings, the authority's own judgement on a scale, and a note.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samverkan.casework.list_columns import PROTECTION, Column, columns
from samverkan.methods.asking import asked_kinds, has_field, named_first
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import EntryKind, Method
from samverkan.secrecy.search import parts
from samverkan.tables import rows, sheet
from samverkan.tables.problem import Problem
from samverkan.tables.refusal import Refusal
from samverkan.tables.report import RefusedRow, Report
from samverkan.tables.text import Text

MOST_ROWS = 500
Given = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """One row that can be taken in: its number in the file, and by kind what its fields say."""

    number: int
    given: Given
    naming: str
    protection: str = ""

    @property
    def name(self) -> str:
        """Whom or what it is about."""
        return str(self.given[self.naming].get("name", ""))

    @property
    def person_number(self) -> str:
        """Twelve digits, or nothing."""
        return str(self.given[self.naming].get("person_number") or "")


@dataclass(frozen=True)
class ListFile:
    """What a file holds: the lines that can be taken in, and what became of every row."""

    lines: tuple[Line, ...]
    report: Report
    cells: Mapping[int, tuple[object, ...]]

    def without(self, refused: Mapping[int, Problem]) -> "ListFile":
        """The same, with these rows refused as well, by their numbers."""
        more = [RefusedRow(row, self.cells[row], (why,)) for row, why in refused.items()]
        kept = tuple(line for line in self.lines if line.number not in refused)
        every = tuple(sorted((*self.report.refused, *more), key=lambda each: each.number))
        report = Report(
            self.report.file, len(kept), self.report.mended, every, self.report.repeated, self.report.columns
        )
        return ListFile(kept, report, self.cells)


def read(method: Method, name: str, raw: bytes, today: date) -> ListFile:
    """Read a file sent in (CSV, Excel). Raises Refusal where nothing of it can be used."""
    found = sheet.read_bytes(name, raw)
    if len(found.rows) > MOST_ROWS + 1:
        raise Refusal(
            f"{name} har fler än {MOST_ROWS} rader. Dela upp den.",
            f"{name} has more than {MOST_ROWS} rows. Split it.",
        )
    wanted = columns(method, today)
    reading = rows.read(found, [each.reader for each in wanted])
    cells = {number: tuple(row) for number, row in found.rows}
    lines = tuple(_line(method, wanted, row) for row in reading.rows)
    first = ListFile(lines, reading.report, cells)
    wrong = {**_incomplete(method, name, lines), **_twice(name, lines)}
    return _with_judgements(method, first.without(wrong), today)


def _line(method: Method, wanted: Sequence[Column], row: rows.Row) -> Line:
    given: dict[str, dict[str, Any]] = {kind.id: {} for kind in asked_kinds(method)}
    for column in wanted:
        value = row[column.reader.id]
        if value in (None, "") or column.reader.id == PROTECTION:
            continue
        given.setdefault(column.kind.id, {})[column.field.id] = (
            value.isoformat() if isinstance(value, date) else value
        )
    kept = {kind: fields for kind, fields in given.items() if any(fields.values())}
    protection = row.values.get(PROTECTION) or ""
    return Line(row.number, kept, named_first(method).id, protection)


def _incomplete(method: Method, name: str, lines: Sequence[Line]) -> dict[int, Problem]:
    """Rows that say a part of something: a colour without its reasons, a note without its day."""
    found = {}
    for line in lines:
        for kind, field in _missing(method, line):
            label = Text(f"{kind.label.sv}: {field.label.sv}", f"{kind.label.en}: {field.label.en}")
            reason = Text(f"”{label.sv}” saknas", f"“{label.en}” is missing")
            remedy = Text("Fyll i den cellen, eller töm de andra.", "Fill in that cell, or empty the others.")
            found[line.number] = Problem(name, reason, line.number, remedy=remedy)
    return found


def _missing(method: Method, line: Line) -> Iterator[tuple[EntryKind, Any]]:
    for kind_id, fields in line.given.items():
        kind = method.kind(kind_id)
        for field in kind.fields:
            by_itself = kind.judgement and field.id in ("judged_on", "valid_until")
            if field.required and not by_itself and field.id not in fields:
                yield kind, field


def _twice(name: str, lines: Sequence[Line]) -> dict[int, Problem]:
    """Rows about somebody who stands in an earlier one: by number, or by name where neither has a number."""
    first: dict[str, int] = {}
    found = {}
    for line in lines:
        same = line.person_number or " ".join(parts(line.name))
        if same in first:
            reason = Text(
                f"samma person står på rad {first[same]}", f"the same person stands in row {first[same]}"
            )
            remedy = Text("Behåll den rätta raden.", "Keep the right row.")
            found[line.number] = Problem(name, reason, line.number, remedy=remedy)
        first.setdefault(same, line.number)
    return found


def _with_judgements(method: Method, file: ListFile, today: date) -> ListFile:
    """A judgement without a day was made today; it holds for the method's days from its day, old ones are stale."""
    lines = tuple(
        Line(
            line.number,
            {kind: _dated(method.kind(kind), fields, today) for kind, fields in line.given.items()},
            line.naming,
            line.protection,
        )
        for line in file.lines
    )
    return ListFile(lines, file.report, file.cells)


def _dated(kind: EntryKind, fields: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    if not kind.judgement or not has_field(kind, LEVEL):
        return fields
    on = date.fromisoformat(fields["judged_on"]) if "judged_on" in fields else today
    until = on + timedelta(days=kind.valid_days or 21)
    return {**fields, "judged_on": on.isoformat(), "valid_until": until.isoformat()}
