"""The catalogue of sources: `data/sources.yaml` as objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from samverkan.picture.places.register import DATA
from samverkan.tables.text import Text

Words = Text


class CannotCarryError(ValueError):
    """A source was asked for what it cannot carry: its dots on a map, its hotspots. It is a fault in the program."""


@dataclass(frozen=True)
class Source:
    """One source. What it can carry is data, and `demand_points` holds every map and method to it."""

    id: str
    name: Words
    owner: Words
    url: str
    licence: Words
    origin: str
    own: bool  # lies in one authority's compartment; public otherwise
    levels: tuple[str, ...]
    times: str
    points: bool
    counts: Words
    known: tuple[Words, ...]
    ships: Words | None = None
    why_not: Words | None = None
    method: Words | None = None
    complete_from: str = ""  # the first whole month, where what is before it is scattered

    def demand_points(self) -> None:
        """Raise CannotCarryError unless the source's places are where things happened."""
        if not self.points:
            raise CannotCarryError(f"{self.id}: its coordinates, if any, are not where things happened")


@cache
def sources() -> dict[str, Source]:
    """Every source by id, in the order of the file."""
    rows = yaml.safe_load((DATA / "sources.yaml").read_text(encoding="utf-8"))
    return {row["id"]: _source(row) for row in rows}


def words(row: dict[str, str]) -> Text:
    """`{sv: ..., en: ...}` of a data file."""
    return Text(row["sv"], row["en"])


def _source(row: dict[str, Any]) -> Source:
    return Source(
        id=row["id"], name=words(row["name"]), owner=words(row["owner"]), url=row["url"], licence=words(row["licence"]),
        origin=row["origin"], own=row["reach"] == "own", levels=tuple(row["levels"]), times=row["times"],
        points=bool(row["points"]), counts=words(row["counts"]), known=tuple(words(each) for each in row["known"]),
        ships=_maybe(row, "ships"), why_not=_maybe(row, "why_not"), method=_maybe(row, "method"),
        complete_from=str(row.get("complete_from", "")),
    )  # fmt: skip


def _maybe(row: dict[str, Any], name: str) -> Text | None:
    return words(row[name]) if name in row else None
