"""What a column is wanted for: its names, and the reader that makes a value of each of its cells.

A reader takes a raw cell and gives a value, perhaps with a note of what was mended. It raises Wrong, with the
reason and the remedy in both languages, instead of guessing. `kinds` has the readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from samverkan.tables.sheet import held
from samverkan.tables.text import Text


class Read(NamedTuple):
    """A value, and what had to be mended to read it."""

    value: Any
    note: Text | None = None


class Wrong(ValueError):
    """A cell that cannot be read: why, and what to write instead."""

    def __init__(self, reason: Text, remedy: Text | None = None) -> None:
        super().__init__(reason.en)
        self.reason, self.remedy = reason, remedy


Reader = Callable[[object], Read]


@dataclass(frozen=True)
class Field:
    """One column that is wanted: its id in the code, its name for people, how it is read.

    names: other headings it goes by. required: whether a file without the column, or a row without the cell, is
    refused; otherwise an empty cell is `default`. secret: its cells may name a person, so no problem quotes them.
    """

    id: str
    label: Text
    read: Reader
    names: tuple[str, ...] = ()
    required: bool = True
    default: Any = None
    secret: bool = False


def written_cell(raw: object) -> str:
    """A cell as text: no superfluous space, no `.0` after an Excel number."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return str(raw).replace("\u00a0", " ").strip() if held(raw) else ""


def span(least: object, most: object) -> str:
    """`1–12`, `…–2026-01-01`: limits as they are told."""
    return f"{'…' if least is None else least}–{'…' if most is None else most}"
