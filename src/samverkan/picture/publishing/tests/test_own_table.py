"""An attacker with every table ever given out, their margins and months, reckons out no suppressed cell."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan.picture.incidents.areas import shipped_municipality
from samverkan.picture.incidents.measured import complete, measured
from samverkan.picture.incidents.reading import read
from samverkan.picture.places.register import DATA, shipped
from samverkan.picture.publishing.own_table import (
    ALL,
    cell_of,
    fingerprint,
    kept,
    layout,
    published,
)
from samverkan.picture.sources.notice_types import notice_types
from samverkan.suppression.attack import Attack
from samverkan.tables import sheet

TODAY = dt.date(2026, 11, 2)


@pytest.fixture(scope="module")
def city():
    return shipped_municipality(shipped(), "0180", notice_types().aliases)


@pytest.fixture(scope="module")
def events(city):
    return read(sheet.read(DATA / "pahittade_handelser.csv.gz"), city, TODAY).events


def told_then(events, city, day):
    """What was measured of the file as it was on a day."""
    return measured(events.filter(pl.col("published") <= dt.datetime.combine(day, dt.time())), city)


def given_out(told, day, earlier):
    found = layout(told, shipped(), "0180")
    return found, kept(found, published(found, day, earlier), day)


def known(held):
    """What a reader knows of each cell by itself."""
    return {name: cell_of(held, *name.split("|")).interval for name in held["cells"]}


def reckoned(found, held):
    """Suppressed cells of small counts that the printed numbers pin down to less than the whole span 1 to 4."""
    attack = Attack(known(held), found.sums)
    bad = []
    for name, count in found.counts.items():
        if held["cells"][name][0] is None and 0 < count < 5:
            low, high = attack.range(name)
            bad += [name] if low > 1 or high < 4 else []
    return bad


def test_the_made_up_file_gives_most_numbers_and_tells_no_small_one(events, city):
    found, held = given_out(told_then(events, city, TODAY), TODAY, [])
    hidden = [name for name, cell in held["cells"].items() if cell[0] is None]
    small = [name for name, count in found.counts.items() if 0 < count < 5]
    assert small
    assert set(small) <= set(hidden)
    assert len(hidden) < 0.35 * len(held["cells"])
    assert reckoned(found, held) == []


def test_month_after_month_nothing_is_told_by_difference(events, city):
    """Twelve monthly publications: printed values of one cell are the same or at least five apart."""
    earlier = []
    for n in range(12):
        day = dt.date(2025 + (n + 10) // 12, (n + 10) % 12 + 1, 2)
        found, held = given_out(told_then(events, city, day), day, earlier)
        assert reckoned(found, held) == []
        for before in earlier:
            for name, cell in held["cells"].items():
                old = before["cells"].get(name)
                if old and None not in (old[0], cell[0]):
                    assert cell[0] == old[0] or abs(cell[0] - old[0]) >= 5, name
        earlier.append(held)
    assert len(earlier) == 12


counts = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=4, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts, st.integers(0, 11))
def test_any_tables_at_all(tables, month):
    places = ["0180-sdo-jarva", "0180-sdo-farsta", "0180-sdo-bromma", "0180-ej-placerat"]
    kinds = ["Klotter", "Rån", "Stöld"]

    def series(n):
        return [n if at == month else 0 for at in range(12)]

    months = {place: {kind: series(n) for kind, n in zip(kinds, row, strict=True)}
              for place, row in zip(places, tables, strict=True)}  # fmt: skip
    months["0180"] = {kind: series(sum(row[n] for row in tables)) for n, kind in enumerate(kinds)}
    told = {"months": months, "first": 24300, "last": 24311, "unplaced": "0180-ej-placerat"}
    found, held = given_out(told, TODAY, [])
    assert reckoned(found, held) == []


def test_the_year_ends_where_registration_is_whole(events, city):
    told = told_then(events, city, TODAY)
    assert complete(told) == told["last"] - 1  # October is registered to four fifths
    assert complete({**told, "delay": None}) == told["last"]


def test_less_than_a_year_is_no_table(events, city):
    told = measured(events.filter(pl.col("happened") < dt.datetime(2024, 6, 1)), city)
    assert layout(told, shipped(), "0180") is None
    assert layout({"rows": 0}, shipped(), "0180") is None


def test_no_quarter_point_or_hour_is_in_it(events, city):
    found, held = given_out(told_then(events, city, TODAY), TODAY, [])
    assert all("-std-" not in name for name in held["cells"])
    assert {name.split("|")[1] for name in held["cells"]} == {*found.kinds, ALL}


def test_the_fingerprint_is_of_what_is_printed(events, city):
    _found, held = given_out(told_then(events, city, TODAY), TODAY, [])
    changed = {**held, "cells": {**held["cells"], f"{ALL}|{ALL}": [1, "2026-11-02", False]}}
    assert fingerprint(held) != fingerprint(changed)
    assert fingerprint(held) == fingerprint({**held, "counts": {}})
