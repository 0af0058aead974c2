"""Schools beside crime: by name, masks kept and out of every sum."""

from __future__ import annotations

import dataclasses

import pytest

from samverkan.picture.making.schools_part import COLUMNS, schools_part, spread
from samverkan.picture.places.register import shipped, swedish
from samverkan.tables.figures import Mask


def place(name):
    return shipped().find(name, ("municipality", "district"))


@pytest.fixture(scope="module")
def jarva(stockholm):
    return schools_part(stockholm, place("Järva"))


def test_schools_stand_by_name_and_not_by_any_figure(jarva):
    names = [school.name for school in jarva.schools]
    assert names == sorted(names, key=swedish)
    assert "Rinkebyskolan" in names
    merits = [school.numbers["school.merit"].value or 0 for school in jarva.schools]
    assert merits not in (sorted(merits), sorted(merits, reverse=True))


def test_every_school_has_every_column_and_says_why_one_is_empty(jarva):
    for school in jarva.schools:
        assert set(school.numbers) == set(COLUMNS)
        for number in school.numbers.values():
            assert number.value is not None or number.mask is not None


def test_a_masked_value_is_counted_as_masked_and_is_in_no_sum(stockholm):
    city = schools_part(stockholm, place("Stockholm"))
    rough = [
        school
        for school in city.schools
        if school.numbers["school.eligible"].mask in {Mask.ROUGH, Mask.HIDDEN}
    ]
    assert rough
    assert city.masked >= len(rough)
    exact = city.values("school.eligible")
    assert len(exact) == sum(school.numbers["school.eligible"].mask is None for school in city.schools)
    assert all(school.numbers["school.eligible"].written in {"~100", "..", "."} for school in rough)
    with_rough = [school.numbers["school.eligible"].value for school in city.schools]
    assert len([value for value in with_rough if value is not None]) > len(exact)


def test_districts_schools_and_those_without_a_place_are_the_citys(stockholm):
    city = schools_part(stockholm, place("Stockholm"))
    inside = [
        school.unit
        for each in shipped().of_kind("district", "0180")
        if each.until is None
        for school in schools_part(stockholm, each).schools
    ]
    assert len(inside) == len(set(inside))
    assert set(inside) <= {school.unit for school in city.schools}
    assert (
        len(city.schools) - len(inside) <= city.without_place == 3
    )  # two of them are in no register any more


def test_an_ended_district_has_the_schools_of_its_quarters(stockholm, jarva):
    old = {school.unit for school in schools_part(stockholm, place("Rinkeby-Kista")).schools}
    other = {school.unit for school in schools_part(stockholm, place("Spånga-Tensta")).schools}
    assert old | other == {school.unit for school in jarva.schools}
    assert not old & other


def test_fewer_than_three_schools_have_no_spread(jarva):
    two = dataclasses.replace(jarva, schools=jarva.schools[:2])
    assert spread(list(two.schools)) == {}
    assert set(spread(list(jarva.schools))) == set(jarva.spread) != set()
