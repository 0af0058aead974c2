"""What an importer is: it takes a sheet and what is held already, and gives the tables of a new version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from samverkan.picture.places.register import Register
from samverkan.picture.store.store import Version
from samverkan.tables.report import Report
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text

Progress = Callable[[float, Text], None]  # share done, of what


@dataclass(frozen=True)
class Context:
    """What an importer may look at beside the file: the register, and the version in force."""

    register: Register
    held: Version | None
    progress: Progress
    others: Callable[[str], Version | None] = lambda _dataset: None
    raw: bytes = b""
    municipality: str = "0180"


@dataclass(frozen=True)
class Imported:
    """The tables of the version to be, the report on every row, and counts that account for what was taken.

    counts: words to numbers, such as how many were placed and how; they are printed and kept in the manifest.
    """

    tables: Mapping[str, pl.DataFrame]
    report: Report
    counts: tuple[tuple[Text, int], ...] = ()
    first: str = ""
    last: str = ""
    notes: tuple[Text, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


class Importer(Protocol):
    """One kind of file. Raises Refusal for a file that is not of its kind."""

    def __call__(self, sheet: Sheet, context: Context, /) -> Imported: ...


@dataclass(frozen=True)
class Kind:
    """A kind of import: what `samverkan import KIND FILE` names, its source and dataset, and how it is read."""

    id: str
    source: str
    label: Text
    read: Importer
    dataset: str = ""

    @property
    def into(self) -> str:
        """The dataset it becomes."""
        return self.dataset or self.source


def merged(held: pl.DataFrame | None, new: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """What was held and what came, the newer for each key, in the order of the key: the same file twice is nothing."""
    if held is None:
        return new.unique(key, keep="last", maintain_order=True).sort(key)
    both = pl.concat([held.select(new.columns), new], how="vertical_relaxed")
    return both.unique(key, keep="last", maintain_order=True).sort(key)
