"""Area versions: a district is what it was on the day; names that are no area are refused with what is like them."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.tables.fields import Wrong

BEFORE, AFTER = dt.date(2022, 5, 1), dt.date(2024, 5, 1)


def test_a_quarter_by_any_of_its_names(city):
    assert city.names.find("rinkeby", AFTER).quarter == "0180-std-rinkeby"
    assert city.names.find(" RINKEBY ", AFTER).district == "0180-sdo-jarva"


def test_the_old_district_counts_in_todays_and_is_kept_as_what_it_was(city):
    found = city.names.find("Rinkeby-Kista", BEFORE)
    assert (found.district, found.older, found.note) == ("0180-sdo-jarva", "0180-sdo-rinkeby-kista", None)


def test_the_old_name_after_the_merger_and_the_new_one_before_it_are_told(city):
    late, early = city.names.find("Rinkeby-Kista", AFTER), city.names.find("Järva", BEFORE)
    assert "upphörde 2023" in late.note.sv
    assert "finns sedan 2023" in early.note.sv
    assert city.names.find("Järva", AFTER).note is None


@pytest.mark.parametrize("written", ["0180R076", "180R076", "0180r076"])
def test_the_regso_code_also_without_the_zero_that_excel_takes(city, written):
    found = city.names.find(written, AFTER)
    assert found.regso == "0180R076"
    assert (found.note is not None) == (written == "180R076")


def test_an_unknown_name_is_refused_with_the_nearest_and_a_remedy(city):
    with pytest.raises(Wrong) as bad:
        city.names.find("Rinkebey", AFTER)
    assert "Rinkeby?" in bad.value.remedy.sv
