"""The picture as one object: what it stands on, what it says is missing, and that it is the same every time."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import picture
from samverkan.picture.making.year_wheel import year_wheel
from samverkan.picture.measures.season import season
from samverkan.picture.places.register import shipped
from samverkan.picture.store.store import Store


def place(name):
    return shipped().find(name, ("municipality", "district"))


@pytest.fixture(scope="module")
def city(stockholm):
    return picture(stockholm, place("Stockholm"))


@pytest.fixture(scope="module")
def jarva(stockholm):
    return picture(stockholm, place("Järva"))


def test_every_source_read_in_is_named_with_its_version(city, stockholm):
    assert city.versions == {name: state.version.name for name, state in stockholm.states.items()}
    assert {"notices", "reported", "kolada", "population", "schools", "school_survey"} <= set(city.versions)


def test_sources_that_may_not_ship_are_told_of_with_the_reason(city):
    left = {each.source.id: each.why.sv for each in city.left_out}
    assert {"shootings", "vulnerable_areas"} <= set(left)
    assert all(len(why) > 20 for why in left.values())


def test_what_is_not_known_names_the_unplaced_share_and_the_dark_figure(city, jarva):
    told = " ".join(each.sv for each in city.gaps)
    assert "procent av stadens notiser" in told
    assert "aldrig anmäls" in told
    assert "en av tre" in " ".join(each.sv for each in jarva.gaps)


def test_a_merged_district_says_since_when_and_on_which_border_it_is_counted(jarva, stockholm):
    assert "Järva finns sedan 2023-07-01" in jarva.standing.said.sv
    old = picture(stockholm, place("Rinkeby-Kista"))
    assert "upphörde 2023-06-30" in old.standing.said.sv
    assert (
        picture(stockholm, place("Farsta")).standing is None
        or not picture(stockholm, place("Farsta")).standing.said.sv
    )


def test_an_area_is_never_set_beside_the_one_it_became(stockholm):
    old = picture(stockholm, place("Rinkeby-Kista"))
    assert place("Järva").id not in {each.id for each, _lines in old.alike.districts}


def test_districts_alike_are_three_others_that_exist(jarva):
    names = [each.name for each, _lines in jarva.alike.districts]
    assert len(names) == 3
    assert "Järva" not in names
    assert all(each.until is None for each, _lines in jarva.alike.districts)


def test_only_the_city_has_what_is_only_known_of_cities(city, jarva):
    assert city.reported
    assert city.compared
    assert city.alike is None
    assert not jarva.reported
    assert not jarva.compared


def test_the_same_data_give_the_same_picture(stockholm, jarva):
    again = picture(Data(stockholm.store, shipped()), place("Järva"))
    assert again.notices.total == jarva.notices.total
    assert again.versions == jarva.versions


def test_a_store_with_nothing_in_it_gives_an_empty_picture(tmp_path):
    empty = picture(Data(Store(tmp_path), shipped()), place("Järva"))
    assert empty.notices is None
    assert empty.schools is None
    assert empty.living == ()
    assert len(empty.left_out) >= 7


def test_the_wheel_takes_a_month_that_stands_out_and_no_noise():
    even, peaked = [10] * 60, [10, 10, 10, 10, 10, 40] * 10
    first = dt.date(2020, 1, 1).year * 12
    wheel = year_wheel({"robbery": season(even, first), "theft": season(peaked, first)})
    assert [each.group for each in wheel.recurring] == ["theft"]
    assert wheel.recurring[0].more == (6, 12)
    assert wheel.calendar
