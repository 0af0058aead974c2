"""Acceptance line 3: totals tie, on the whole public files; they skip where the shared folder is missing."""

from __future__ import annotations

import polars as pl
import pytest
from support.shared import shared_file

from samverkan.picture.importing.kinds_of_import import KINDS
from samverkan.picture.importing.known_files import SHIPPED, in_folder
from samverkan.picture.importing.running import run
from samverkan.picture.places.register import DATA


@pytest.mark.slow
def test_every_one_of_85_011_notices_is_accounted_for(store):
    done = run(KINDS["notices"], shared_file("polisen_handelser", "handelser.parquet"), store)
    report = done.imported.report
    assert report.rows == 85_011
    assert report.taken + report.repeated + len(report.refused) == 85_011
    assert all(row.problems for row in report.refused)
    assert report.taken == 85_011
    assert sum(count for _how, count in done.imported.counts) == 85_011
    run(KINDS["notices"], shared_file("polisen_handelser", "stockholm_handelser_stadsdel.csv.gz"), store)
    events = store.current("notices").table("events")
    assert len(events) == 85_011
    city = events.filter(pl.col("municipality") == "0180")
    assert len(city) == 3_857
    placed = city["district"].is_not_null().sum()
    assert placed / len(city) == pytest.approx(0.67, abs=0.01)  # SOURCE.md: 66 % have one quarter
    monthly = store.current("notices").table("monthly")
    total = dict(monthly.group_by("place").agg(pl.col("n").sum()).iter_rows())
    districts = [place for place in total if place.startswith("0180-sdo-") and not _ended(place)]
    assert sum(total[place] for place in districts) + total["0180-ej-placerat"] == total["0180"]


def _ended(place):
    from samverkan.picture.places.register import shipped

    return shipped()[place].until is not None


@pytest.mark.slow
def test_the_countrys_population_and_the_citys(store):
    run(KINDS["population"], shared_file("scb_deso_2022", "deso_statistik_2022.csv.gz"), store)
    people = (
        store.current("population").table("people").filter(pl.col("age") == "total", pl.col("year") == 2022)
    )
    total = dict(people.select("place", "n").iter_rows())
    assert total["00"] == 10_521_556
    assert total["0180"] == 984_748


@pytest.mark.slow
def test_the_school_figures_keep_their_masks(store):
    path = shared_file("skolverket_skolenheter", "skolstatistik_2020_2026.csv.gz")
    run(KINDS["schools"], path, store)
    raw = pl.read_csv(path, schema_overrides={"skolenhetskod": pl.String}).filter(
        pl.col("lasar").is_not_null()
    )
    held = store.current("schools").table("figures")
    assert len(held) == len(raw)
    masked = raw.filter(pl.col("vardetyp") != "EXISTS")
    assert held.filter(pl.col("mask").is_not_null()).height >= len(masked)
    rough = held.filter(pl.col("mask") == "rough")
    assert rough.height == raw.filter(pl.col("vardetyp").str.starts_with("ROUNDED")).height
    assert rough["written"].unique().to_list() == ["~100"]
    assert (
        held.filter(pl.col("mask") == "hidden")["value"].null_count()
        == held.filter(pl.col("mask") == "hidden").height
    )


def test_the_rates_of_reported_crime_rest_on_one_population_a_year(store):
    """Count over rate gives the same population for all six groups of a year: 2022's mean is SCB's."""
    run(KINDS["reported"], DATA / "anmalda_brott.csv", store)
    held = (
        store.current("reported")
        .table("figures")
        .filter(pl.col("place") == "0180", pl.col("period") == "2022")
    )
    value = dict(held.select("indicator", "value").iter_rows())
    groups = [name for name in value if not name.endswith(".rate")]
    assert len(groups) == 6
    for name in groups:
        low = value[name] / (value[f"{name}.rate"] + 0.5) * 1e5
        high = value[name] / (value[f"{name}.rate"] - 0.5) * 1e5
        assert low <= 981_759 <= high  # the mean of 978,770 and 984,748, SCB


def test_all_that_ships_can_be_imported_and_again_changes_nothing(store):
    for name, kind in SHIPPED:
        assert not run(KINDS[kind], DATA / name, store).same
    before = {each: store.current(each).name for each in store.datasets()}
    for name, kind in SHIPPED:
        assert run(KINDS[kind], DATA / name, store).same
    assert before == {each: store.current(each).name for each in store.datasets()}


@pytest.mark.slow
def test_the_shared_folder_is_loaded_by_one_list(store):
    folder = shared_file("polisen_handelser", "handelser.parquet").parents[1]
    found = list(in_folder(folder))
    assert {kind for _file, kind in found} == set(KINDS)
