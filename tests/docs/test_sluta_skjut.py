"""The worked example: its page says what the program finds, and claims no more than the figures carry.

Source: Polismyndigheten, confirmed shootings by region and month (docs/examples/sluta-skjut/SOURCE.md).
"""

import csv

import pytest
from support.shared import shared_file
from tools import sluta_skjut

PAGE = sluta_skjut.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ratios():
    return {start: sluta_skjut.by_start(start) for start in sluta_skjut.STARTS}


def test_the_page_is_as_the_program_computes_it():
    assert sluta_skjut.page(PAGE) == PAGE


def test_the_fall_is_no_break_at_the_start(ratios):
    """What the page rests its doubt on."""
    assert ratios["2020-01"][0] < ratios["2018-10"][0] < ratios["2018-07"][0]
    assert ratios["2018-10"][2] < 1


def test_the_figures_are_those_of_the_public_series():
    with shared_file("polisen_skjutningar_sprangningar", "manad_stockholm_syd.csv").open(
        encoding="utf-8"
    ) as file:
        rows = [row for row in csv.DictReader(file) if row["matt"] == "skjutningar"]
    with (sluta_skjut.EXAMPLE / "skjutningar.csv").open(encoding="utf-8") as file:
        ours = list(csv.DictReader(file))
    keys = ("polisregion", "ar", "manad", "antal")
    assert sorted(tuple(row[key] for key in keys) for row in rows) == sorted(
        tuple(row[key] for key in keys) for row in ours
    )


def test_the_years_add_up_to_what_was_checked():
    with (sluta_skjut.EXAMPLE / "skjutningar.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["polisregion"] == "Stockholm"]
    years = [sum(int(row["antal"]) for row in rows if row["ar"] == str(year)) for year in range(2018, 2026)]
    assert years == [105, 100, 164, 136, 128, 119, 98, 69]
