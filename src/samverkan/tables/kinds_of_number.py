"""Readers of numbers: whole ones, decimals, and published figures with their masks."""

from __future__ import annotations

from samverkan.tables.fields import Read, Reader, Wrong, span
from samverkan.tables.figures import read_figure
from samverkan.tables.numbers import Kind, Note, read_cell
from samverkan.tables.text import Text

_NOTES = {
    Note.COMMA: Text("decimalkomma lästes som decimaler", "a decimal comma was read as decimals"),
    Note.THOUSANDS: Text("tusenavskiljare togs bort", "a thousands separator was taken out"),
    Note.PERCENT: Text("procenttecknet togs bort", "the per cent sign was taken off"),
}
_NOT_EXACT = {
    Kind.HIDDEN: Text("är dolt hos källan", "is hidden at its source"),
    Kind.BOUND: Text("anger bara en gräns, inte ett tal", "states only a bound, not a number"),
    Kind.AMBIGUOUS: Text("kan vara tusental eller decimaler", "could be thousands or decimals"),
    Kind.NONSENSE: Text("är inte ett tal", "is not a number"),
}
_WHOLE = Text("Skriv ett heltal.", "Write a whole number.")
_DIGITS = Text(
    "Skriv talet med siffror, utan tusenavskiljare.",
    "Write the number in digits, without thousands separators.",
)


def integer(least: int | None = None, most: int | None = None) -> Reader:
    """A whole number within limits; a decimal, a mask or a rough number is refused."""
    inner = number(least, most)

    def read(raw: object) -> Read:
        found = inner(raw)
        if found.value != int(found.value):
            raise Wrong(Text("är inte ett heltal", "is no whole number"), _WHOLE)
        return Read(int(found.value), found.note)

    return read


def number(least: float | None = None, most: float | None = None, decimal: str | None = ",") -> Reader:
    """A number within limits. A lone `1,234` is read with `decimal` as its mark."""

    def read(raw: object) -> Read:
        cell = read_cell(raw, decimal)
        if cell.kind is not Kind.NUMBER or Note.ROUGH in cell.notes:
            raise Wrong(
                _NOT_EXACT.get(cell.kind, Text("är inte ett exakt tal", "is no exact number")), _DIGITS
            )
        if (least is not None and cell.value < least) or (most is not None and cell.value > most):
            raise Wrong(
                Text(f"ligger utanför {span(least, most)}", f"lies outside {span(least, most)}"),
                Text("Kontrollera värdet.", "Check the value."),
            )
        return Read(cell.value, _mended(cell.notes))

    return read


def figure(decimal: str | None = ",") -> Reader:
    """A number or the mask that stands instead of it, kept as it is (`Figure`)."""

    def read(raw: object) -> Read:
        found = read_figure(raw, decimal)
        if found is None:
            raise Wrong(
                Text(
                    "är varken ett tal eller ett känt tecken för dolt värde",
                    "is neither a number nor a known mask",
                ),
                Text(
                    'Skriv talet, eller ".." om det ska vara dolt.',
                    'Write the number, or ".." if it is to be hidden.',
                ),
            )
        return Read(found)

    return read


def _mended(notes: frozenset[Note]) -> Text | None:
    return next((_NOTES[note] for note in _NOTES if note in notes), None)
