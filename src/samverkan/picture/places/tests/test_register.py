"""Places as they were and are; the merger of 2023 is the worked example."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.picture.places.register import UnknownPlaceError, shipped, swedish

BEFORE, AFTER = dt.date(2023, 6, 30), dt.date(2023, 7, 1)


def names(places):
    return [each.name for each in places]


def test_thirteen_districts_before_the_merger_and_eleven_after():
    assert len(shipped().of_kind("district", "0180", BEFORE)) == 13
    assert len(shipped().of_kind("district", "0180", AFTER)) == 11
    assert "Rinkeby-Kista" in names(shipped().of_kind("district", "0180", BEFORE))
    assert "Järva" in names(shipped().of_kind("district", "0180", AFTER))


def test_what_became_of_them():
    register = shipped()
    assert names(register.successors("0180-sdo-rinkeby-kista")) == ["Järva"]
    assert sorted(names(register.predecessors("0180-sdo-jarva"))) == ["Rinkeby-Kista", "Spånga-Tensta"]
    assert register.predecessors("0180-sdo-bromma") == ()
    assert register.successors("0180-sdo-bromma") == ()


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_districts_share_the_quarters_out_without_gap_or_overlap(day):
    register = shipped()
    parts = [
        part.id
        for each in register.of_kind("district", "0180", day)
        for part in register.made_of(each.id, "quarter")
    ]
    assert sorted(parts) == sorted(each.id for each in register.of_kind("quarter", "0180"))
    assert len(parts) == 117


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_districts_share_the_statistical_areas_out_too(day):
    register = shipped()
    parts = [
        part.id
        for each in register.of_kind("district", "0180", day)
        for part in register.made_of(each.id, "regso")
    ]
    assert len(parts) == len(set(parts)) == 127


def test_a_merged_district_is_exactly_its_older_ones():
    register = shipped()
    for name in ("0180-sdo-jarva", "0180-sdo-norra-innerstaden"):
        for kind in ("quarter", "regso"):
            whole = {each.id for each in register.made_of(name, kind)}
            parts = [
                each.id for older in register.predecessors(name) for each in register.made_of(older.id, kind)
            ]
            assert sorted(parts) == sorted(whole)


def test_every_municipality_and_county_of_the_country():
    assert len(shipped().of_kind("municipality")) == 290
    assert len(shipped().of_kind("county")) == 21


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Järva", "0180-sdo-jarva"), ("jarva", "0180-sdo-jarva"), ("RINKEBY-KISTA", "0180-sdo-rinkeby-kista"),
        ("rinkeby kista", "0180-sdo-rinkeby-kista"), ("0180-std-akalla", "0180-std-akalla"),
        ("Farsta", "0180-sdo-farsta"),
        ("Kista", "0180-std-kista"), ("Stockholm", "0180"), ("0180", "0180"),
    ],
)  # fmt: skip
def test_a_place_by_any_name(wanted, found):
    assert shipped().find(wanted).id == found


def test_an_unknown_place_tells_what_is_like_it():
    with pytest.raises(UnknownPlaceError) as caught:
        shipped().find("Rinkebyy")
    assert "Rinkeby-Kista" in caught.value.near
    with pytest.raises(UnknownPlaceError):
        shipped()["finns-inte"]


def test_swedish_letters_sort_last_and_in_their_order():
    assert sorted(["Östermalm", "Årsta", "Älvsjö", "Zinkensdamm"], key=swedish) == [
        "Zinkensdamm", "Årsta", "Älvsjö", "Östermalm",
    ]  # fmt: skip
