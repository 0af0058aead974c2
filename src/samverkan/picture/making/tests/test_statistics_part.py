"""Yearly figures: the right year, the right population, masks that stay masks."""

from __future__ import annotations

import pytest

from samverkan.picture.making.statistics_part import LIVING, compared_part, living_part, reported_part
from samverkan.picture.places.register import shipped
from samverkan.tables.figures import Mask


def place(name):
    return shipped().find(name, ("municipality", "district"))


def test_reported_crime_in_the_city_and_how_usual_its_change_is(stockholm):
    total = reported_part(stockholm)[0]
    assert total.indicator.id == "reported.total"
    assert total.years == tuple(sorted(total.years))
    assert (total.latest.value, total.numbers[-2].value) == pytest.approx((191_090, 202_688), rel=0.01)
    assert total.percent == pytest.approx(100 * (total.latest.value / total.numbers[-2].value - 1))
    assert 0 <= total.usual <= 1


def test_a_rate_of_2022_stands_on_that_years_population(stockholm):
    total = reported_part(stockholm)[0]
    n = total.years.index("2022")
    assert total.rates[n] == pytest.approx(100_000 * total.numbers[n].value / 981_759, abs=0.6)


def test_key_figures_beside_all_municipalities(stockholm):
    found = {each.indicator.id: each for each in compared_part(stockholm)}
    eligible = found["kolada.N15428"]
    low, middle, high = eligible.quartiles[-1]
    assert low < middle < high
    assert eligible.others > 280
    assert eligible.latest.place == "0180"


def test_living_conditions_of_a_place_its_city_and_its_small_areas(stockholm):
    found = {each.indicator.id: each for each in living_part(stockholm, place("Järva"))}
    assert set(found) == set(LIVING)
    low = found["living.low_standard"]
    assert low.own.value > low.city.value
    assert len(low.districts) == 11
    assert low.own.value == max(low.districts.values())
    assert set(low.small) <= {each.id for each in shipped().made_of(place("Järva").id, "regso")}
    city = {each.indicator.id: each for each in living_part(stockholm, place("Stockholm"))}
    assert len(city["living.low_standard"].small) > 100


def test_a_place_without_figures_is_told_as_having_none(stockholm):
    missing = living_part(stockholm, place("Uppsala"))[0]
    assert missing.own.value is None
    assert missing.own.mask is Mask.NONE
    assert missing.city.value is not None


def test_a_district_that_ended_has_its_own_figures(stockholm):
    old = {each.indicator.id: each.own.value for each in living_part(stockholm, place("Rinkeby-Kista"))}
    new = {each.indicator.id: each.own.value for each in living_part(stockholm, place("Järva"))}
    assert old["living.low_standard"] is not None
    assert old["living.low_standard"] != new["living.low_standard"]
