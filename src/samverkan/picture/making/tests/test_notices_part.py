"""Notices of a place: what sums to what, what is compared with what, and what chance can explain."""

from __future__ import annotations

import polars as pl
import pytest

from samverkan.picture.importing.event_tables import unplaced
from samverkan.picture.making.notices_part import notices_part
from samverkan.picture.making.spans import Span, month_number
from samverkan.picture.measures.change import Verdict
from samverkan.picture.places.register import shipped
from samverkan.picture.sources.notice_types import notice_types

JARVA, RINKEBY_KISTA, SPANGA_TENSTA = "Järva", "Rinkeby-Kista", "Spånga-Tensta"


def place(name):
    return shipped().find(name, ("municipality", "district"))


@pytest.fixture(scope="module")
def city(stockholm):
    return notices_part(stockholm, place("Stockholm"))


@pytest.fixture(scope="module")
def events(stockholm):
    """The notices themselves, about crime, in Stockholm: what every sum is held against."""
    crime = [kind for group in notice_types().groups if group.crime for kind in group.types]
    rows = stockholm.version("notices").table("events")
    return rows.filter(pl.col("municipality") == "0180", pl.col("kind").is_in(crime))


def between(events, span):
    month = pl.col("happened").dt.year().cast(int) * 12 + pl.col("happened").dt.month() - 1
    return events.filter(month.is_between(span.first, span.last))


def test_the_city_counts_every_notice_of_the_year_once(city, events):
    assert city.now == Span(month_number("2025-08"), month_number("2026-07"))
    assert city.total.change.now == between(events, city.now).height
    assert city.total.change.before == between(events, city.before).height


def test_districts_and_what_is_not_placed_sum_to_the_city(city):
    assert sum(area.now for area in city.areas) + city.unplaced.now == city.total.change.now
    assert sum(area.before for area in city.areas) + city.unplaced.before == city.total.change.before
    assert len(city.areas) == 11
    assert city.unplaced.place.id == unplaced("0180")
    assert city.unplaced.now > 100  # about a third: it is no rounding error


def test_a_districts_quarters_and_those_that_name_several_sum_to_it(stockholm, events):
    span = Span(month_number("2023-04"), month_number("2025-03"))
    part = notices_part(stockholm, place(JARVA), span)
    several = events.filter(pl.col("district") == "0180-sdo-jarva", pl.col("quarter").is_null())
    assert part.unplaced.now == between(several, part.now).height == 2
    assert sum(area.now for area in part.areas) + part.unplaced.now == part.total.change.now
    assert sum(area.before for area in part.areas) + part.unplaced.before == part.total.change.before
    assert {area.place.name for area in part.areas} >= {"Rinkeby", "Tensta", "Husby", "Kista", "Akalla"}


def test_the_merged_district_is_its_two_parts_and_what_names_several_quarters(stockholm, events):
    """Counts are by quarter, so both borders are exact at both times."""
    jarva, one, other = (
        notices_part(stockholm, place(name)) for name in (JARVA, RINKEBY_KISTA, SPANGA_TENSTA)
    )
    several = events.filter(pl.col("district") == "0180-sdo-jarva", pl.col("quarter").is_null())
    left = between(several, jarva.span).height
    assert left > 0
    assert sum(jarva.total.months) == sum(one.total.months) + sum(other.total.months) + left
    assert one.total.months != other.total.months


def test_groups_sum_to_all_and_traffic_is_no_crime(city):
    crime = [line for line in city.lines if line.crime]
    assert city.total.months == tuple(map(sum, zip(*(line.months for line in crime), strict=True)))
    assert {line.group for line in city.lines if not line.crime} == {"fire", "traffic", "other"}
    assert "summary" not in {line.group for line in city.lines}


def test_no_change_that_chance_explains_is_called_one(city):
    sure = [line for line in city.lines if line.change.verdict in {Verdict.UP, Verdict.DOWN}]
    assert sure == []  # held against ten per cent of false finds, none of the ten groups is
    [near] = [line for line in city.changes if line.change.verdict is Verdict.PERHAPS]
    assert (near.group, near.change.before, near.change.now) == ("guns", 41, 17)
    assert near.change.high < 1  # the interval alone excludes no change
    assert city.changes[0] is near


def test_a_rate_stands_on_the_nearest_years_population(city, stockholm):
    assert city.people.number == 988_943
    assert (city.people.year, city.people.off) == (2023, 3)
    assert city.total.rate == pytest.approx(10_000 * city.total.change.now / 988_943)
    assert stockholm.people("0180", 2022).number == 984_748
    assert stockholm.people("0180", 2040) is None


def test_a_chosen_time_moves_both_years(stockholm):
    span = Span(month_number("2023-04"), month_number("2025-12"))
    part = notices_part(stockholm, place("Stockholm"), span)
    assert part.now == Span(month_number("2025-01"), month_number("2025-12"))
    assert part.before == Span(month_number("2024-01"), month_number("2024-12"))
    assert part.span == span


def test_a_time_before_the_source_is_whole_is_cut_and_a_short_one_refused(stockholm):
    part = notices_part(stockholm, place("Stockholm"), Span(month_number("2020-01"), month_number("2026-07")))
    assert part.span.first == month_number("2023-04")
    short = notices_part(
        stockholm, place("Stockholm"), Span(month_number("2026-01"), month_number("2026-07"))
    )
    assert short.span.months >= 24


def test_hours_are_those_that_the_notices_tell(city, events):
    assert [len(row) for row in city.hours] == [24] * 7
    timed = events.filter(pl.col("timed"), pl.col("happened").dt.year() >= 2023)
    assert city.timed == sum(map(sum, city.hours)) == timed.height
    friday_night = timed.filter(pl.col("happened").dt.weekday() == 5, pl.col("happened").dt.hour() == 23)
    assert city.hours[4][23] == friday_night.height > 0


def test_a_quiet_districts_line_says_too_few(stockholm):
    part = notices_part(stockholm, place("Skarpnäck"))
    few = [line for line in part.lines if line.change.now + line.change.before < 10]
    assert few
    assert all(line.change.verdict is Verdict.FEW for line in few)
    assert not set(few) & set(part.changes)
