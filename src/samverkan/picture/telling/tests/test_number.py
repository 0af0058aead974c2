"""A number opened: source, date, definition, population, uncertainty, and every value there is of it."""

from __future__ import annotations

import pytest

from samverkan.picture.places.register import shipped
from samverkan.picture.sources.indicators import indicators
from samverkan.picture.telling.number import UnknownNumberError, number_page
from samverkan.picture.telling.shapes import Teller

SV, EN = Teller("sv"), Teller("en")
MUST = (
    "Vad som räknas",
    "Enhet",
    "Osäkerhet",
    "Källa",
    "Villkor",
    "Går till och med",
    "Inläst",
    "Kända brister",
)


def test_every_indicator_of_the_city_opens_and_says_all_that_is_needed(stockholm):
    opened = 0
    for name in indicators():
        try:
            page = number_page(stockholm, name, "0180", SV)
        except UnknownNumberError:
            continue
        opened += 1
        facts = dict(page.facts)
        assert set(MUST) <= set(facts), name
        assert all(facts[each] for each in MUST), name
        assert page.panels[0].table.rows
        assert number_page(stockholm, name, "0180", EN).facts[0][0] == "What is counted"
    assert opened > 25


def test_a_rate_names_the_population_and_its_year(stockholm):
    facts = dict(number_page(stockholm, "notices.crime", "0180", SV).facts)
    assert "988\u00a0943 invånare 31 december 2023" in facts["Per 10 000 invånare och år"].replace(
        "\u202f", "\u00a0"
    )
    assert "…" in facts["Förändring, 95 procents intervall"]


def test_a_schools_masked_year_is_told_in_words(stockholm):
    units = stockholm.version("schools").table("figures")
    hidden = units.filter(indicator="school.eligible", mask="hidden")["place"][0]
    page = number_page(stockholm, "school.eligible", hidden, SV)
    cells = [row[1].text for row in page.panels[0].table.rows]
    assert any("dolt" in cell for cell in cells)


@pytest.mark.parametrize(("indicator", "place"), [
    ("notices.nothing", "0180"), ("notices.crime", "nowhere"), ("kolada.N15428", "0180-sdo-jarva"),
    ("school.eligible", "school-0"), ("<script>", "0180"), ("notices.summary", "0180"),
])  # fmt: skip
def test_what_is_not_there_is_said_not_to_be(stockholm, indicator, place):
    with pytest.raises(UnknownNumberError):
        number_page(stockholm, indicator, place, SV)


def test_an_ended_district_opens_too(stockholm):
    old = shipped().find("Rinkeby-Kista", ("district",))
    assert number_page(stockholm, "notices.crime", old.id, SV).place == "Rinkeby-Kista"
