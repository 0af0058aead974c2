"""What became of a file: every row is taken, refused with its reasons, or counted as the same as another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverkan.tables.problem import Language, Problem, gathered


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken: its number, its cells as they stood, and everything wrong with it."""

    number: int
    cells: tuple[object, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Report:
    """taken + repeated + len(refused) is the number of rows. mended: what was changed, told once a column."""

    file: str
    taken: int
    mended: tuple[Problem, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    repeated: int = 0
    columns: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the file has beneath its headings."""
        return self.taken + self.repeated + len(self.refused)

    def lines(self, language: Language) -> Iterator[str]:
        """The report as sentences: the sum first, what was mended, and why rows were refused."""
        if language == "sv":
            yield (
                f"{self.file}: {self.rows} rader. {self.taken} togs in, {len(self.refused)} avvisades, "
                f"{self.repeated} fanns redan."
            )
        else:
            yield (
                f"{self.file}: {self.rows} rows. {self.taken} taken, {len(self.refused)} refused, "
                f"{self.repeated} already there."
            )
        refused = gathered(each for row in self.refused for each in row.problems)
        for problem in (*self.mended, *refused):
            yield str(getattr(problem, language))
