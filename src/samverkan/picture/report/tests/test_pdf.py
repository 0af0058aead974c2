"""The PDF: accessible, of a length to be read, and the same bytes from the same data."""

from __future__ import annotations

import io

import pikepdf
import pytest

from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import shipped
from samverkan.picture.report.content import content
from samverkan.picture.report.pdf import picture_pages, picture_pdf
from samverkan.picture.telling.shapes import Panel, Section, Teller

NAMES = ("Stockholm", "Järva", "Rinkeby-Kista")


@pytest.fixture(scope="module")
def pictures(stockholm):
    return {name: picture(stockholm, shipped().find(name, ("municipality", "district"))) for name in NAMES}


@pytest.fixture(scope="module", params=NAMES)
def pdf(request, pictures):
    return pikepdf.open(io.BytesIO(picture_pdf(pictures[request.param])))


def elements(node):
    """Every element of the structure tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def by_tag(pdf):
    found = {}
    for each in elements(pdf.Root.StructTreeRoot):
        found.setdefault(str(each["/S"]), []).append(each)
    return found


def test_title_language_and_structure(pdf):
    assert str(pdf.Root.Lang) == "sv"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as meta:
        assert str(meta["dc:title"]).startswith("Lägesbild ")
        assert str(meta["pdfuaid:part"]) == "1"
    tags = by_tag(pdf)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/P"} <= set(tags)
    assert len(tags["/H1"]) == 1
    assert len(tags["/H2"]) >= 8


def test_every_figure_has_words_for_those_who_do_not_see_it(pdf):
    figures = by_tag(pdf)["/Figure"]
    assert len(figures) >= 6
    for each in figures:
        assert len(str(each["/Alt"])) > 40
    assert len({str(each["/Alt"]) for each in figures}) == len(figures)


def test_every_table_has_heads_and_no_row_without_cells(pdf):
    for table in by_tag(pdf)["/Table"]:
        tags = [str(each["/S"]) for each in elements(table)]
        rows = [each for each in elements(table) if str(each["/S"]) == "/TR"]
        assert tags.count("/TH") >= 2
        assert len({sum(str(kid["/S"]) in {"/TH", "/TD"} for kid in elements(row)) for row in rows}) == 1


def test_six_to_twelve_pages_without_one_that_is_empty(pdf):
    assert 6 <= len(pdf.pages) <= 12
    for each in pdf.pages:
        assert len(each.Contents.read_bytes()) > 1500


def test_the_same_picture_is_the_same_bytes(pictures):
    assert picture_pdf(pictures["Järva"]) == picture_pdf(pictures["Järva"])
    assert picture_pdf(pictures["Järva"]) != picture_pdf(pictures["Järva"], "en")


def test_english_says_so(pictures):
    pdf = pikepdf.open(io.BytesIO(picture_pdf(pictures["Järva"], "en")))
    assert str(pdf.Root.Lang) == "en"
    with pdf.open_metadata() as meta:
        assert str(meta["dc:title"]) == "Situation picture Järva"


def test_every_drawing_is_told_and_given_and_the_tables_are_short(pictures):
    held, files = content(pictures["Stockholm"], Teller("sv", "print"))
    panels = [panel for section in held["sections"] for panel in section["panels"]]
    assert {panel["image"] for panel in panels if panel["image"]} | {held["cover"]["image"]} == set(files)
    assert all(panel["alt"] for panel in panels if panel["image"])
    assert all(b"class=" not in each for each in files.values())  # print knows no style sheet
    assert max(len(panel["table"]["rows"]) for panel in panels if panel["table"]) <= 45


def test_further_sections_stand_before_what_is_not_known_and_made_up_ones_say_so(pictures):
    own = Section("own", "Egna händelser", panels=(Panel("p", "Kvarter"),), made_up=True)
    held, _files = content(pictures["Järva"], Teller("sv", "print"), (own,))
    titles = [section["title"] for section in held["sections"]]
    assert titles.index("Egna händelser") == titles.index("Vad vi inte vet") - 1
    assert held["made_up"] == "Innehåller påhittade händelser"
    made_up = [section["made_up"] for section in held["sections"]]
    assert [bool(each) for each in made_up].count(True) == 1
    assert not content(pictures["Järva"], Teller("sv", "print"))[0]["made_up"]


def test_pages_as_pictures(pictures):
    images = picture_pages(pictures["Järva"], ppi=20)
    assert 6 <= len(images) <= 12
    assert all(each.startswith(b"\x89PNG") for each in images)
