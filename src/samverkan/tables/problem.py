"""One thing that was wrong with a file, or was mended in it: where, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from samverkan.tables.text import Text

Language = Literal["sv", "en"]
_PLACE = {"sv": ("rad", "kolumn", "celler"), "en": ("row", "column", "cells")}


@dataclass(frozen=True)
class Problem:
    """Where (file, row as a person sees it, column), what stood there, why it is wrong, and the remedy.

    `found` is the cell as written; it is left empty where the cell may name a person, so that a problem can be
    shown, kept and logged. `count` is how many cells had the same, `row` then being the first of them.
    """

    file: str
    reason: Text
    row: int | None = None
    column: str = ""
    remedy: Text | None = None
    found: str = ""
    count: int = 1

    @property
    def sv(self) -> str:
        """The whole sentence in Swedish."""
        return self._said("sv")

    @property
    def en(self) -> str:
        """The whole sentence in English."""
        return self._said("en")

    @property
    def said(self) -> Text:
        """Reason and remedy alone, for a table that has file, row and column in columns of their own."""
        return Text(self._core("sv"), self._core("en"))

    def _said(self, language: Language) -> str:
        row, column, _cells = _PLACE[language]
        places = [self.file] if self.file else []
        places += [f"{row} {self.row}"] if self.row is not None else []
        places += [f"{column} {self.column}"] if self.column else []
        core = self._core(language)
        return f"{', '.join(places)}: {core}" if places else core[:1].upper() + core[1:]

    def _core(self, language: Language) -> str:
        found = f"{self.found!r} " if self.found else ""
        times = f" ({self.count} {_PLACE[language][2]})" if self.count > 1 else ""
        remedy = f" {getattr(self.remedy, language)}" if self.remedy else ""
        return f"{found}{getattr(self.reason, language)}{times}.{remedy}"


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same reason for the same cell of a column told once, at its first row, with how many cells had it."""
    found: dict[tuple[str, str, str, str], Problem] = {}
    for each in problems:
        key = (each.file, each.column, each.reason.sv, each.found)
        first = found.get(key)
        found[key] = each if first is None else replace(first, count=first.count + each.count)
    return tuple(found.values())
