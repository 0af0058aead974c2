"""What is told: a table behind every drawing, a source under every panel, both languages, nothing half said."""

from __future__ import annotations

import re

import pytest

from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import shipped
from samverkan.picture.telling.changes import sentence
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Teller

NAMES = ("Stockholm", "Järva", "Rinkeby-Kista")


def link(kind, key):
    return f"/{kind}/{key}"


@pytest.fixture(scope="module")
def pictures(stockholm):
    places = [shipped().find(name, ("municipality", "district")) for name in NAMES]
    return {place.name: picture(stockholm, place) for place in places}


@pytest.fixture(scope="module")
def told(pictures):
    return {
        (name, language, medium): sections(held, Teller(language, medium, link))
        for name, held in pictures.items()
        for language in ("sv", "en")
        for medium in ("page", "print")
    }


def every_panel(told):
    for key, found in told.items():
        for section in found:
            for panel in section.panels:
                yield key, section, panel


def texts(panel):
    yield from (panel.title, panel.lead, panel.source, *panel.notes)
    for each in panel.highlights:
        yield from (each.label, each.value, each.words)
    if panel.table:
        yield panel.table.caption
        yield from (label for label, _numeric in panel.table.columns)
        yield from (cell.text for row in panel.table.rows for cell in row)


def test_a_drawing_always_has_the_table_behind_it(told):
    for key, section, panel in every_panel(told):
        if panel.wide is not None:
            assert panel.table is not None, (key, section.id, panel.id)
            assert panel.table.rows
            assert panel.narrow is not None


def test_every_panel_with_numbers_says_where_they_are_from(told):
    for key, section, panel in every_panel(told):
        if panel.wide is not None or panel.highlights:
            assert re.search(r"(Källa|Source): .+\d{4}", panel.source), (key, section.id, panel.id)


def test_rows_are_as_long_as_their_heads(told):
    for key, section, panel in every_panel(told):
        if panel.table:
            widths = {len(row) for row in panel.table.rows}
            assert widths <= {len(panel.table.columns)}, (key, section.id, panel.id)


def test_nothing_is_half_said(told):
    for key, section, panel in every_panel(told):
        for text in texts(panel):
            assert not re.search(r"\b(None|nan|inf)\b|\{|\}|Text\(|<", text), (
                key,
                section.id,
                panel.id,
                text,
            )


def test_swedish_and_english_say_the_same_numbers(told):
    for name in NAMES:
        one, other = told[name, "sv", "page"], told[name, "en", "page"]
        assert [section.id for section in one] == [section.id for section in other]
        for a, b in zip(one, other, strict=True):
            for left, right in zip(a.panels, b.panels, strict=True):
                assert (left.table is None) == (right.table is None)
                if left.table:
                    assert len(left.table.rows) == len(right.table.rows)
                assert left.title != right.title or left.id == "schools"


def test_pages_lead_to_every_number_and_print_asks_nobody_to_click(told):
    leading = [
        cell.url
        for key, _section, panel in every_panel(told)
        if key[2] == "page" and panel.table
        for row in panel.table.rows
        for cell in row
        if cell.url
    ]
    assert any(url.startswith("/number/notices.") for url in leading)
    assert any(url.startswith("/place/") for url in leading)
    assert any(url.startswith("/number/school.") for url in leading)
    for key, _section, panel in every_panel(told):
        if key[2] == "print":
            assert not re.search(r"Välj ett område|Choose a district", panel.lead)


def test_the_city_and_its_districts_show_what_each_has(told):
    city = [section.id for section in told["Stockholm", "sv", "page"]]
    district = [section.id for section in told["Järva", "sv", "page"]]
    assert {"reported", "compared"} <= set(city) - set(district)
    assert "alike" in set(district) - set(city)
    for ids in (city, district):
        assert ids[0] == "changes"
        assert ids[-2:] == ["gaps", "sources"]


def test_at_most_three_things_are_seen_first_and_each_says_whether_it_is_chance(told):
    first = told["Stockholm", "sv", "page"][0].panels[0].highlights
    assert 1 <= len(first) <= 3
    assert (first[0].label, first[0].value) == ("Skott och sprängningar", "41 → 17")
    assert "kanske mer än slumpen" in first[0].words


def test_the_sentence_claims_no_more_than_the_numbers_can_bear(pictures):
    tell = Teller("sv")
    assert (
        sentence(pictures["Järva"].notices, tell)
        == "Ingen grupp har säkert ändrats mer än vad slumpen kan förklara."
    )
    assert "Närmast är skott och sprängningar 41 → 17" in sentence(pictures["Stockholm"].notices, tell)
    assert "Nearest is" in sentence(pictures["Stockholm"].notices, Teller("en"))


def test_every_drawing_on_a_page_has_a_name_of_its_own(told):
    for key, found in told.items():
        if key[2] == "page":
            names = [
                drawing.name
                for section in found
                for panel in section.panels
                for drawing in (panel.wide, panel.narrow)
                if drawing
            ]
            assert len(names) == len(set(names)), key


def test_a_school_that_hides_its_figure_shows_the_mask_and_no_number(told):
    section = next(each for each in told["Stockholm", "sv", "page"] if each.id == "schools")
    cells = {cell.text for panel in section.panels if panel.table for row in panel.table.rows for cell in row}
    district = next(each for each in told["Järva", "sv", "page"] if each.id == "schools")
    cells |= {
        cell.text for panel in district.panels if panel.table for row in panel.table.rows for cell in row
    }
    assert "~100" in cells
