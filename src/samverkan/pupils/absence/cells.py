"""The cells of a row by the kit's readers, each different cell read once: a year's file says the same over and over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverkan.tables.fields import Field, Read, Wrong
from samverkan.tables.headers import Match
from samverkan.tables.problem import Problem
from samverkan.tables.sheet import Sheet, held
from samverkan.tables.text import Text

EMPTY = Text("värdet saknas", "the value is missing")
FILL = Text("Fyll i cellen.", "Fill the cell in.")
RAGGED = Text(
    "Kontrollera att text med skiljetecken står inom citattecken.",
    "Check that text with separators is quoted.",
)
REMEMBERED = 200_000  # cells


class Cells:
    """Reads rows one by one. `notes` gathers what was mended, once for each reason and column."""

    def __init__(self, sheet: Sheet, match: Match, fields: Sequence[Field]) -> None:
        self.sheet, self.match = sheet, match
        self._wanted = [(field, match.at.get(field.id), {}) for field in fields]  # type: ignore[var-annotated]
        self._notes: dict[tuple[str, Text], Problem] = {}

    @property
    def notes(self) -> list[Problem]:
        """What was mended in cells."""
        return list(self._notes.values())

    def read(self, number: int, cells: Sequence[object]) -> tuple[dict[str, Any], list[Problem]]:
        """The row's values, and what is wrong with it."""
        width = len(self.match.names)
        if len(cells) != width and (ragged := self._ragged(number, cells, width)):
            return {}, [ragged]
        values: dict[str, Any] = {}
        wrong: list[Problem] = []
        for field, at, known in self._wanted:
            raw = cells[at] if at is not None and at < len(cells) else None
            if raw is None or raw == "" or not held(raw):
                values[field.id] = field.default
                if field.required:
                    wrong.append(Problem(self.sheet.source, EMPTY, number, self._name(at), FILL))
                continue
            read = known.get(raw)
            if read is None:
                read = self._once(field, raw, known)
            if isinstance(read, Wrong):
                shown = "" if field.secret else str(raw).strip()[:40]
                wrong.append(
                    Problem(self.sheet.source, read.reason, number, self._name(at), read.remedy, shown)
                )
                continue
            values[field.id] = read.value
            if read.note is not None:
                self._notes.setdefault(
                    (field.id, read.note), Problem(self.sheet.source, read.note, number, self._name(at))
                )
        return values, wrong

    def _once(self, field: Field, raw: object, known: dict[object, Read | Wrong]) -> Read | Wrong:
        found: Read | Wrong
        try:
            found = field.read(raw)
        except Wrong as bad:
            found = bad
        if len(known) < REMEMBERED:
            known[raw] = found
        return found

    def _ragged(self, number: int, cells: Sequence[object], width: int) -> Problem | None:
        extra = [cell for cell in cells[width:] if held(cell)]
        if not extra and all(at < len(cells) for at in self.match.at.values()):
            return None
        reason = Text(
            f"{len(cells)} celler, men {width} kolumner", f"{len(cells)} cells, but {width} columns"
        )
        return Problem(self.sheet.source, reason, number, remedy=RAGGED)

    def _name(self, at: int | None) -> str:
        return "" if at is None else self.match.names[at]
