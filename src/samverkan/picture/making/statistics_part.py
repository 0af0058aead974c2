"""What yearly statistics say: reported crime, key figures against other municipalities, living conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from samverkan.picture.making.data import Data
from samverkan.picture.making.numbers import Number, of_figure
from samverkan.picture.places.register import Place
from samverkan.picture.sources.indicators import Indicator, indicators

REPORTED = ("total", "person", "theft", "burglary", "vandalism", "drugs_weapons")
KEY_FIGURES = ("N15428", "N17461", "N17625", "N02904", "N07907", "N09890", "U09808")
LIVING = (
    "living.low_standard", "living.at_work", "living.short_education", "living.rental", "living.lone_parents",
    "living.young",
)  # fmt: skip


@dataclass(frozen=True)
class Yearly:
    """A yearly figure over time. `usual`: of earlier years' changes, how many were smaller than the latest (0-1)."""

    indicator: Indicator
    years: tuple[str, ...]
    numbers: tuple[Number, ...]
    rates: tuple[float | None, ...]
    usual: float | None

    @property
    def latest(self) -> Number:
        return self.numbers[-1]

    @property
    def percent(self) -> float | None:
        """Change in per cent from the year before; None where one of them has no number."""
        if len(self.numbers) < 2:
            return None
        now, before = self.numbers[-1].value, self.numbers[-2].value
        return None if not before or now is None else 100 * (now / before - 1)


@dataclass(frozen=True)
class Compared:
    """A key figure of the municipality beside the quartiles of all that have one, a year at a time."""

    indicator: Indicator
    years: tuple[str, ...]
    own: tuple[Number, ...]
    quartiles: tuple[tuple[float, float, float] | None, ...]
    others: int

    @property
    def latest(self) -> Number:
        return next((each for each in reversed(self.own) if each.value is not None), self.own[-1])


@dataclass(frozen=True)
class Living:
    """A condition of life in a place, in the city and in its districts; small areas for the map."""

    indicator: Indicator
    own: Number
    city: Number
    districts: Mapping[str, float]
    small: Mapping[str, float]


def reported_part(data: Data) -> tuple[Yearly, ...]:
    """Reported crime in the municipality, a group at a time."""
    held = data.figures("reported", data.municipality)
    found = []
    for group in REPORTED:
        name = f"reported.{group}"
        years = sorted(year for indicator, year in held if indicator == name)
        if years:
            numbers = tuple(of_figure(name, data.municipality, year, held[name, year]) for year in years)
            rates = tuple(_value(held.get((f"{name}.rate", year))) for year in years)
            found.append(
                Yearly(indicators()[name], tuple(years), numbers, rates, _usual([n.value for n in numbers]))
            )
    return tuple(found)


def compared_part(data: Data) -> tuple[Compared, ...]:
    """Key figures beside those of all municipalities."""
    found = []
    for kpi in KEY_FIGURES:
        name = f"kolada.{kpi}"
        rows = data.indicator("kolada", name)
        if rows.is_empty() or name not in indicators():
            continue
        own = {
            row["period"]: row
            for row in rows.filter(pl.col("place") == data.municipality).iter_rows(named=True)
        }
        years = tuple(sorted(own))[-12:]
        held = data.figures("kolada", data.municipality)
        numbers = tuple(of_figure(name, data.municipality, year, held.get((name, year))) for year in years)
        quartiles = tuple(_quartiles(rows, year) for year in years)
        others = (
            rows.filter(pl.col("period") == years[-1], pl.col("value").is_not_null()).height if years else 0
        )
        found.append(Compared(indicators()[name], years, numbers, quartiles, others))
    return tuple(found)


def living_part(data: Data, place: Place) -> tuple[Living, ...]:
    """Conditions of life in the place beside the city's, its districts' and its small areas'."""
    own, city = data.figures("population", place.id), data.figures("population", data.municipality)
    areas = {each.id for each in data.register.of_kind("district", data.municipality) if each.until is None}
    small = {each.id for each in data.register.made_of(place.id, "regso")} or {
        each.id for each in data.register.of_kind("regso", data.municipality)
    }
    found = []
    for name in LIVING:
        year = max((period for indicator, period in city if indicator == name), default=None)
        if year is None:
            continue
        rows = data.indicator("population", name).filter(pl.col("period") == year)
        values = dict(rows.select("place", "value").iter_rows())
        found.append(Living(
            indicators()[name], of_figure(name, place.id, year, own.get((name, year))),
            of_figure(name, data.municipality, year, city[name, year]),
            {key: value for key, value in values.items() if key in areas},
            {key: value for key, value in values.items() if key in small},
        ))  # fmt: skip
    return tuple(found)


def _value(figure: object) -> float | None:
    number = getattr(figure, "number", None)
    return float(number) if number is not None else None


def _usual(values: list[float | None]) -> float | None:
    """Of the earlier changes from year to year, how many were smaller than the latest; None with fewer than eight."""
    known = [value for value in values if value]
    if len(known) < 10:
        return None
    steps = np.abs(np.diff(np.log(known)))
    return float((steps[:-1] < steps[-1]).mean())


def _quartiles(rows: pl.DataFrame, year: str) -> tuple[float, float, float] | None:
    known = rows.filter(pl.col("period") == year, pl.col("value").is_not_null())["value"].to_numpy()
    if len(known) < 20:
        return None
    low, middle, high = np.quantile(known, [0.25, 0.5, 0.75])
    return float(low), float(middle), float(high)
