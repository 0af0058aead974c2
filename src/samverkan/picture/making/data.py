"""Reading the store for one municipality: what a picture needs, place by place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from samverkan.picture.importing.event_tables import unplaced
from samverkan.picture.making.spans import Span, last_whole_month, month_number
from samverkan.picture.places.register import Place, Register
from samverkan.picture.sources.catalogue import Source, sources
from samverkan.picture.store.store import Store, Version
from samverkan.tables.figures import Figure, Mask

FAR = 5  # years: a population further off than this is none


@dataclass(frozen=True)
class People:
    """How many lived in a place, at the end of which year, and how many years that is from the one asked about."""

    number: int
    year: int
    off: int = 0


@dataclass(frozen=True)
class State:
    """A source as it stands in the store: its version, from when to when, and when it was read in."""

    source: Source
    version: Version

    @property
    def first(self) -> str:
        return str(self.version.manifest["first"])

    @property
    def last(self) -> str:
        return str(self.version.manifest["last"])

    @property
    def read_on(self) -> str:
        return str(self.version.manifest["imported_at"])[:10]


@dataclass(frozen=True)
class Data:
    """A store seen from one municipality. Versions are those in force when it is made, so a picture hangs together."""

    store: Store
    register: Register
    municipality: str = "0180"

    @cached_property
    def states(self) -> dict[str, State]:
        """Every source that has been read in."""
        found = {name: self.store.current(name) for name in self.store.datasets()}
        return {
            name: State(sources()[version.manifest["source"]], version)
            for name, version in found.items()
            if version is not None and version.manifest["source"] in sources()
        }

    def version(self, dataset: str) -> Version | None:
        """The version of a dataset in force."""
        state = self.states.get(dataset)
        return state.version if state else None

    @cached_property
    def unplaced(self) -> tuple[str, str]:
        """The rows of what no district has: among today's districts, and among those before the merger."""
        return unplaced(self.municipality), unplaced(self.municipality, older=True)

    def districts(self, on: dt.date) -> tuple[Place, ...]:
        """The municipality's districts on a day."""
        return self.register.of_kind("district", self.municipality, on)

    def span(self, dataset: str) -> Span | None:
        """The whole months that a dataset of events covers."""
        state = self.states.get(dataset)
        if state is None or not state.last:
            return None
        last = last_whole_month(dt.date.fromisoformat(state.last[:10]))
        start = state.source.complete_from or state.first[:7]
        first = month_number(start)
        return Span(first, last) if first <= last else None

    def monthly(self, dataset: str, places: Iterable[str]) -> pl.DataFrame:
        """place, group, kind, month, n of some places."""
        return self._of_places(dataset, "monthly", places)

    def hours(self, dataset: str, places: Iterable[str]) -> pl.DataFrame:
        """place, group, year, weekday, hour, n of some places."""
        return self._of_places(dataset, "hours", places)

    def delays(self, dataset: str, place: str) -> pl.DataFrame:
        """place, month, days, n of one place."""
        return self._of_places(dataset, "delays", [place])

    def _of_places(self, dataset: str, table: str, places: Iterable[str]) -> pl.DataFrame:
        version = self.version(dataset)
        if version is None:
            raise LookupError(dataset)
        return version.scan(table).filter(pl.col("place").is_in(list(places))).collect()

    def figures(self, dataset: str, place: str) -> dict[tuple[str, str], Figure]:
        """(indicator, period) to the figure of one place, masks kept."""
        version = self.version(dataset)
        if version is None:
            return {}
        rows = version.scan("figures").filter(pl.col("place") == place).collect()
        return {(row["indicator"], row["period"]): _figure(row) for row in rows.iter_rows(named=True)}

    def indicator(self, dataset: str, indicator: str) -> pl.DataFrame:
        """place, period, value, mask, written of one indicator, all places."""
        version = self.version(dataset)
        if version is None:
            return pl.DataFrame(schema={"place": pl.String, "period": pl.String, "value": pl.Float64})
        return version.scan("figures").filter(pl.col("indicator") == indicator).collect()

    def people(self, place: str, year: int) -> People | None:
        """The population of the year asked about, else of the nearest year that is known; None if it is too far."""
        known = self._people.get(place, {})
        if not known:
            return None
        nearest = min(known, key=lambda each: (abs(each - year), each))
        off = abs(nearest - year)
        return People(known[nearest], nearest, off) if off <= FAR else None

    @cached_property
    def _people(self) -> dict[str, dict[int, int]]:
        version = self.version("population")
        if version is None:
            return {}
        rows = version.table("people").filter(
            pl.col("age") == "total", pl.col("place").str.starts_with(self.municipality)
        )
        found: dict[str, dict[int, int]] = {}
        for place, year, number in rows.select("place", "year", "n").iter_rows():
            found.setdefault(place, {})[year] = number
        return found


def _figure(row: dict[str, object]) -> Figure:
    mask = Mask(row["mask"]) if row["mask"] else None
    value = row["value"]
    return Figure(float(value) if isinstance(value, int | float) else None, mask, str(row["written"] or ""))
