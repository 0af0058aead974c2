"""Schools beside crime: eligibility, merit value, safety. Schools by name, masks kept, no ranking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from samverkan.picture.making.data import Data
from samverkan.picture.making.numbers import Number, of_figure
from samverkan.picture.places.register import Place, swedish
from samverkan.tables.figures import Figure, Mask

RESULTS = ("school.eligible", "school.merit", "school.all_passed", "school.certified")
SURVEY = ("survey.safety", "survey.calm")
COLUMNS = (*RESULTS, *SURVEY)


@dataclass(frozen=True)
class School:
    """One school's latest figures by indicator."""

    unit: str
    name: str
    district: str
    numbers: Mapping[str, Number]


@dataclass(frozen=True)
class SchoolsPart:
    """Schools of a place by name; the year of the results; how many values were masked; how many lack a quarter."""

    schools: tuple[School, ...]
    year: str
    spread: Mapping[str, tuple[float, float, float]]
    city: Mapping[str, tuple[float, float, float]]
    masked: int
    without_place: int

    def values(self, indicator: str) -> list[float]:
        """The exact values the schools have; masked ones are no part of any sum."""
        found = (school.numbers[indicator] for school in self.schools)
        return [number.value for number in found if number.value is not None and number.mask is None]


def schools_part(data: Data, place: Place) -> SchoolsPart | None:
    """The compulsory schools with a year 9 in the place; None where no results were read in."""
    units, results = data.version("school_units"), data.version("schools")
    if units is None or results is None:
        return None
    own = units.table("units").filter(pl.col("municipality") == data.municipality)
    figures = results.table("figures").filter(pl.col("indicator").is_in(RESULTS))
    merit = figures.filter(pl.col("indicator") == "school.eligible", pl.col("mask") != "none")
    year = str(merit["period"].max() or "")
    survey = _survey(data)
    now = {key: _figure(row) for row in figures.filter(pl.col("period") == year).iter_rows(named=True)
           for key in [(row["place"], row["indicator"])]}  # fmt: skip
    has_nine = {
        place_
        for place_, indicator in now
        if indicator == "school.eligible" and _told(now[place_, indicator])
    }
    schools = []
    for unit, name, quarter in own.select("unit", "name", "quarter").iter_rows():
        key = f"school-{unit}"
        if key in has_nine:
            schools.append(School(unit, name, _district(data, quarter), _numbers(key, year, now, survey)))
    placed = {f"school-{unit}" for unit in own.filter(pl.col("quarter").is_not_null())["unit"]}
    inside = [each for each in schools if place.kind == "municipality" or _lies_in(data, each, place)]
    return SchoolsPart(
        tuple(sorted(inside, key=lambda each: swedish(each.name))), year, spread(inside), spread(schools),
        masked=sum(number.mask in {Mask.HIDDEN, Mask.ROUGH} for each in inside for number in each.numbers.values()),
        without_place=len(has_nine - placed),
    )  # fmt: skip


def _survey(data: Data) -> dict[tuple[str, str], Figure]:
    version = data.version("school_survey")
    if version is None:
        return {}
    rows = version.table("figures").filter(pl.col("indicator").is_in([f"{name}.ak8" for name in SURVEY]))
    return {
        (row["place"], row["indicator"].removesuffix(".ak8")): _figure(row)
        for row in rows.iter_rows(named=True)
    }


def _numbers(
    key: str, year: str, results: Mapping[tuple[str, str], Figure], survey: Mapping[tuple[str, str], Figure]
) -> dict[str, Number]:
    found = {name: of_figure(name, key, year, results.get((key, name))) for name in RESULTS}
    return found | {name: of_figure(name, key, "2022", survey.get((key, name))) for name in SURVEY}


def _told(figure: Figure) -> bool:
    return figure.mask is not Mask.NONE


def _district(data: Data, quarter: str | None) -> str:
    if quarter is None:
        return ""
    found = [each for each in data.register.wholes_of(quarter, "district") if each.until is None]
    return found[0].id if found else ""


def _lies_in(data: Data, school: School, place: Place) -> bool:
    if place.until is None:
        return school.district == place.id
    version = data.version("school_units")
    assert version is not None
    quarters = {each.id for each in data.register.made_of(place.id, "quarter")}
    own = version.table("units").filter(pl.col("unit") == school.unit)["quarter"].to_list()
    return bool(own) and own[0] in quarters


def spread(schools: list[School]) -> dict[str, tuple[float, float, float]]:
    """By column the lowest, middle and highest of the exact values; of fewer than three schools nothing."""
    found = {}
    for name in COLUMNS:
        values = [
            number.value for school in schools
            if (number := school.numbers[name]).value is not None and number.mask is None
        ]  # fmt: skip
        if len(values) >= 3:
            low, middle, high = np.quantile(values, [0, 0.5, 1])
            found[name] = (float(low), float(middle), float(high))
    return found


def _figure(row: Mapping[str, object]) -> Figure:
    value = row["value"]
    number = float(value) if isinstance(value, int | float) else None
    return Figure(number, Mask(str(row["mask"])) if row["mask"] else None, str(row["written"] or ""))
