"""The register of places: what there is, when it existed, what it is made of."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from samverkan.tables.words import bare

DATA = Path(__file__).parents[1] / "data"
KINDS = ("country", "county", "municipality", "district", "quarter", "regso", "vulnerable")
UNPLACED = "ej-placerat"


class UnknownPlaceError(LookupError):
    """No place of that name; `near` are those that are like it."""

    def __init__(self, wanted: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(wanted)
        self.wanted, self.near = wanted, near


@dataclass(frozen=True)
class Place:
    """An area with a border of its own. `until` is the last day it existed, None while it does."""

    id: str
    kind: str
    name: str
    code: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    parent: str = ""

    @property
    def slug(self) -> str:
        """How an address names it: the last part of its id."""
        return self.id.rsplit("-sdo-", 1)[-1].rsplit("-std-", 1)[-1]

    def existed(self, on: dt.date) -> bool:
        """Whether there was such an area that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def existed_throughout(self, first: dt.date, last: dt.date) -> bool:
        """Whether there was such an area every day from first to last."""
        return self.existed(first) and self.existed(last)


@dataclass(frozen=True)
class Register:
    """places by id, in the order of their file; parts: whole to the places it is exactly made of."""

    places: Mapping[str, Place]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, place: str) -> Place:
        if place not in self.places:
            raise UnknownPlaceError(place)
        return self.places[place]

    def of_kind(self, kind: str, within: str = "", on: dt.date | None = None) -> tuple[Place, ...]:
        """The places of a kind, within a municipality and on a day if those are given, by name."""
        found = (
            each
            for each in self.places.values()
            if each.kind == kind and within in {"", each.parent} and (on is None or each.existed(on))
        )
        return tuple(sorted(found, key=lambda each: swedish(each.name)))

    def made_of(self, whole: str, kind: str) -> tuple[Place, ...]:
        """The places of a kind that a whole is exactly made of; itself, where it is of that kind."""
        if self[whole].kind == kind and whole not in self.parts:
            return (self[whole],)
        return tuple(self[part] for part in self.parts.get(whole, ()) if self[part].kind == kind)

    def wholes_of(self, part: str, kind: str, on: dt.date | None = None) -> tuple[Place, ...]:
        """The places of a kind that a part lies in."""
        found = (self[whole] for whole, parts in self.parts.items() if part in parts)
        return tuple(each for each in found if each.kind == kind and (on is None or each.existed(on)))

    def successors(self, place: str) -> tuple[Place, ...]:
        """What an ended area is part of now."""
        own = self[place]
        return self.wholes_of(place, own.kind) if own.until else ()

    def predecessors(self, place: str) -> tuple[Place, ...]:
        """The ended areas that were put together to this one."""
        return tuple(each for each in self.made_of(place, self[place].kind) if each.id != place)

    def find(self, wanted: str, kinds: Iterable[str] = KINDS) -> Place:
        """A place by id, address or name, whatever the capitals; districts before quarters of the same name.

        Raises UnknownPlaceError with the places that are like it.
        """
        goal, order = bare(wanted), list(kinds)
        found = [
            each
            for each in self.places.values()
            if each.kind in order and goal in {bare(each.id), bare(each.slug), bare(each.name)}
        ]
        if not found:
            near = [
                each.name
                for each in self.places.values()
                if each.kind in order and bare(each.name).startswith(goal[:4])
            ]
            raise UnknownPlaceError(wanted, tuple(dict.fromkeys(near))[:8])
        return min(found, key=lambda each: (order.index(each.kind), each.until is not None))


def swedish(name: str) -> str:
    """A key that sorts å ä ö after z, as Swedes do."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))


@cache
def shipped() -> Register:
    """The register that comes along: Sweden, Stockholm, its districts now and before 2023, quarters and RegSO."""
    with (DATA / "places.csv").open(encoding="utf-8") as file:
        places = [_place(row) for row in csv.DictReader(file)]
    parts: dict[str, list[str]] = {}
    with (DATA / "links.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts.setdefault(row["whole"], []).append(row["part"])
    return Register(
        {each.id: each for each in places}, {whole: tuple(found) for whole, found in parts.items()}
    )


def _place(row: Mapping[str, str]) -> Place:
    since, until = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until"))
    return Place(row["id"], row["kind"], row["name"], row["code"], since, until, row["parent"])
