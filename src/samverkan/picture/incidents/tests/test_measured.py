"""What is reckoned of an own file: sums that tie, squares and repeats that are there when they are, and no more."""

from __future__ import annotations

import datetime as dt
import itertools
import json

import numpy as np
import polars as pl
import pytest

from samverkan.picture.incidents.measured import FEWEST, measured
from samverkan.picture.incidents.reading import read
from samverkan.picture.places.register import DATA
from samverkan.tables import sheet

TODAY = dt.date(2026, 11, 2)


@pytest.fixture(scope="module")
def made_up(city):
    return read(sheet.read(DATA / "pahittade_handelser.csv.gz"), city, TODAY)


@pytest.fixture(scope="module")
def told(made_up, city):
    return measured(made_up.events, city)


def test_every_row_of_the_made_up_file_is_taken(made_up):
    assert made_up.report.refused == ()
    assert made_up.report.taken == made_up.events.height > 8000
    assert sum(n for _text, n in made_up.counts) == made_up.events.height


def test_it_is_fit_to_be_kept_and_names_no_single_incident(told):
    assert json.loads(json.dumps(told)) == told


def test_districts_and_unplaced_sum_to_the_city_for_both_maps_of_districts(told, city):
    def total(place):
        return sum(map(sum, told["months"].get(place, {}).values()))

    now = [each.id for each in city.register.of_kind("district", "0180") if each.until is None]
    old = [each.id for each in city.register.of_kind("district", "0180") if each.since is None]
    assert sum(map(total, now)) + total(told["unplaced"]) == total("0180") > 8000
    changed = [each for each in old if each not in now]
    merged = [each for each in now if each not in old]
    assert sum(map(total, changed)) + total("0180-ej-placerat-2022") == sum(map(total, merged)) + total(
        told["unplaced"]
    )


def test_hours_hold_only_what_has_a_time_of_day(told, made_up):
    assert sum(map(sum, told["hours"]["0180"])) == made_up.events.filter(pl.col("timed")).height
    assert 0 < made_up.events.filter(pl.col("timed")).height < made_up.events.height


def test_late_registration_is_seen_and_the_latest_month_will_be_more_than_is_known(told):
    delay = told["delay"]
    assert 3 <= delay["median"] <= 5  # made with a mean of six days, so a median of about four
    latest = delay["latest"][-1]
    assert latest["known"] < latest["low"] <= latest["middle"] <= latest["high"]
    assert 0.6 < latest["share"] < 0.95


def test_the_nowcast_covers_what_came_in_the_end(made_up, city):
    """Seen as it was early in a month, the month before is foretold, and known in full by now."""
    covered = []
    for year, month, day in itertools.product((2025, 2026), (2, 4, 6, 8), (3, 10)):
        then = made_up.events.filter(pl.col("published") <= dt.datetime(year, month, day))
        cast = measured(then, city)["delay"]["latest"][-1]
        assert cast["month"] == 12 * year + month - 2
        first, end = dt.datetime(year, month - 1, 1), dt.datetime(year, month, 1)
        truth = made_up.events.filter(pl.col("happened").is_between(first, end, closed="left")).height
        assert cast["known"] < truth
        covered.append(cast["low"] <= truth <= cast["high"])
    assert sum(covered) >= 14  # of sixteen at 95 %


def test_squares_and_repeats_that_were_put_in_are_found(told):
    assert sum(map(len, told["hot"]["squares"].values())) >= 10
    assert all(n >= 1 for own in told["hot"]["squares"].values() for _x, _y, n, _q in own)
    near = told["near"]
    assert near["ratio"][0][0] > 1.3
    assert near["p"][0][0] < 0.05


def test_where_there_is_neither_none_is_found(city):
    chosen = np.random.default_rng(11)
    x, y = chosen.uniform(660_000, 680_000, 3000), chosen.uniform(6_572_000, 6_590_000, 3000)
    rows = [
        f"2026-{1 + n % 9:02d}-{1 + n % 28:02d};K;;{b:.0f};{a:.0f};"
        for n, (a, b) in enumerate(zip(x, y, strict=True))
    ]
    found = measured(_events(city, rows), city)
    assert sum(map(len, found["hot"]["squares"].values())) <= 2
    assert min(map(min, found["near"]["p"])) > 0.005


def test_the_middle_of_an_area_is_in_no_map_and_no_test(city):
    middle = city.quarters["0180-std-rinkeby"].centroid
    rows = [f"2026-{1 + n % 9:02d}-{1 + n % 28:02d};K;;{middle.y:.1f};{middle.x:.1f};" for n in range(200)]
    found = measured(_events(city, rows), city)
    assert found["spots"] == 0
    assert (found["hot"], found["near"], found["points"]) == (None, None, {})
    assert sum(map(sum, found["months"]["0180-std-rinkeby"].values())) > 0


def test_a_few_points_say_nothing_and_no_rows_are_no_file(city):
    rows = [f"2026-01-{1 + n % 28:02d};K;;658{n}00;66{n}000;" for n in range(5)]
    few = measured(_events(city, rows), city)
    assert few["hot"] is None
    assert few["near"] is None
    assert FEWEST > 5
    assert measured(_events(city, []), city) == {"rows": 0}


def _events(city, rows):
    head = "Händelsetid;Kategori;Registrerad;Nord;Öst;Stadsdel"
    return read(sheet.read_bytes("e.csv", "\n".join([head, *rows, ""]).encode()), city, TODAY).events
