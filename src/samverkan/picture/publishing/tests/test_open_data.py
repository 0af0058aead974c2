"""The open data say what the pages say, keep their masks, and the catalogue is what dataportal.se asks for."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest

from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import shipped
from samverkan.picture.publishing.dcat import NAMES
from samverkan.picture.publishing.files import all_files
from samverkan.picture.sources.indicators import CRIME
from samverkan.picture.telling.number import number_page
from samverkan.picture.telling.shapes import Teller

BASE = "https://stad.example/oppnadata/"
OWN = {
    "on": "2026-11-02", "first": 24309, "last": 24320, "places": ["0180-sdo-jarva", "0180-ej-placerat"],
    "kinds": ["Klotter"], "months": ["2025-10"], "made_up": True,
    "cells": {"0180-sdo-jarva|Klotter": [None, "2026-11-02", False], "0180-sdo-jarva|*": [12, "2026-10-02", True],
              "0180-ej-placerat|Klotter": [7, "2026-11-02", False], "0180-ej-placerat|*": [7, "2026-11-02", False],
              "*|Klotter": [19, "2026-11-02", False], "*|*": [19, "2026-11-02", False],
              "2025-10|*": [None, "2026-11-02", False]},
}  # fmt: skip


@pytest.fixture(scope="module")
def pictures(stockholm):
    return [picture(stockholm, shipped()[each]) for each in ("0180", "0180-sdo-jarva", "0180-sdo-farsta")]


@pytest.fixture(scope="module")
def files(pictures):
    return all_files(pictures, OWN, base=BASE, mail="oppnadata@stad.example")


def rows(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def test_the_csv_and_the_json_are_the_same_rows(files):
    held = json.loads(files["lagesbild.json"])
    found = rows(files["lagesbild.csv"])
    assert len(found) == len(held["rows"]) > 300
    for one, other in zip(found, held["rows"], strict=True):
        assert one["indicator"] == other["indicator"]
        number = one["value"].replace(",", ".")
        assert (float(number) if number else None) == pytest.approx(other["value"])


def test_every_number_says_whose_it_is_and_under_which_terms(files):
    held = json.loads(files["lagesbild.json"])
    assert {row["source"] for row in held["rows"]} == held["sources"].keys()
    assert all(each["licence"] and each["owner"] for each in held["sources"].values())
    assert {row["indicator"] for row in held["rows"]} <= held["indicators"].keys()


def test_they_say_what_the_pages_say(files, pictures, stockholm):
    (row,) = [
        each for each in rows(files["lagesbild.csv"])
        if each["place"] == "0180-sdo-jarva" and each["indicator"] == f"notices.{CRIME}"
        and each["period"].endswith("/2026-07")
    ]  # fmt: skip
    assert float(row["value"]) == pictures[1].notices.total.change.now
    page = number_page(stockholm, f"notices.{CRIME}", "0180-sdo-jarva", Teller("sv"))
    assert page.title


def test_a_masked_value_is_a_row_with_its_mask_and_no_number(files):
    masked = [each for each in rows(files["lagesbild.csv"]) if each["mask"] in {"hidden", "none"}]
    assert all(each["value"] == "" for each in masked)
    own = {(each["place"], each["label"], each["period"]): each for each in rows(files["egna-handelser.csv"])}
    year = "2025-10/2026-09"
    hidden = own["0180-sdo-jarva", "Klotter", year]
    assert (hidden["value"], hidden["mask"]) == ("", "undertryckt")
    about = own["0180-sdo-jarva", "Alla slag", year]
    assert (about["value"], about["mask"]) == ("12", "högst fyra fel")
    assert own["*", "Alla slag", "2025-10"]["mask"] == "undertryckt"
    assert {each["source"] for each in own.values()} == {"pahittad-handelsefil"}


def test_the_catalogue_has_what_dcat_ap_se_asks_for(files):
    root = ET.fromstring(files["dcat.rdf"])
    name = {key: f"{{{url}}}" for key, url in NAMES.items()}
    (catalog,) = root.findall(f"{name['dcat']}Catalog")
    for tag in ("title", "description", "publisher"):
        assert catalog.find(f"{name['dcterms']}{tag}") is not None
    datasets = root.findall(f"{name['dcat']}Dataset")
    assert len(datasets) == len(catalog.findall(f"{name['dcat']}dataset")) == 2
    about, resource = f"{name['rdf']}about", f"{name['rdf']}resource"
    known = {each.get(about) for each in root}
    for dataset in datasets:
        for tag in ("title", "description", "publisher", "issued", "temporal"):
            assert dataset.find(f"{name['dcterms']}{tag}") is not None, tag
        assert dataset.find(f"{name['dcat']}contactPoint").get(resource) in known
        assert all(each.get(resource) in known for each in dataset.findall(f"{name['dcat']}distribution"))
    for each in root.findall(f"{name['dcat']}Distribution"):
        url = each.find(f"{name['dcat']}accessURL").get(resource)
        assert url.removeprefix(BASE) in files
        terms = [each.find(f"{name['dcterms']}{tag}") for tag in ("license", "rights")]
        assert sum(term is not None for term in terms) == 1


def test_others_data_is_not_given_away_as_our_own(files):
    text = files["dcat.rdf"].decode()
    picture_part = text[text.index('about="https://stad.example/oppnadata/lagesbild#CSV"') :]
    assert "CC BY 4.0" in picture_part.split("</dcat:Distribution>")[0]
    assert "publicdomain/zero" not in picture_part.split("</dcat:Distribution>")[0]


def test_the_same_picture_gives_the_same_bytes(files, pictures):
    assert all_files(pictures, OWN, base=BASE, mail="oppnadata@stad.example") == files
