"""Brå, Kolada, SCB, Skolverket, Skolinspektionen, the police's monthly figures: as they come, masks kept."""

from __future__ import annotations

import json

import polars as pl
import pytest

from samverkan.picture.importing.tests.feeding import feed, parquet
from samverkan.picture.places.register import DATA, shipped
from samverkan.tables.refusal import Refusal


def figures(store, dataset):
    return {
        (row["place"], row["indicator"], row["period"]): (row["value"], row["mask"], row["written"])
        for row in store.current(dataset).table("figures").iter_rows(named=True)
    }


BRA = "kommunkod,kommun,ar,brottsgrupp,antal,per_100k\n"


def test_reported_crime_with_the_rate_its_source_counts(store, tmp_path):
    feed(store, "reported", tmp_path / "bra.csv", f"{BRA}0180,Stockholm,2022,total,192435,19601\n")
    held = figures(store, "reported")
    assert held["0180", "reported.total", "2022"][0] == 192435
    assert held["0180", "reported.total.rate", "2022"][0] == 19601


def test_a_revised_figure_replaces_the_older_and_the_rest_stays(store, tmp_path):
    feed(store, "reported", tmp_path / "a.csv", f"{BRA}0180,S,2024,total,5,1\n0180,S,2025,total,6,1\n")
    feed(store, "reported", tmp_path / "b.csv", f"{BRA}0180,S,2025,total,7,1\n")
    held = figures(store, "reported")
    assert (held["0180", "reported.total", "2024"][0], held["0180", "reported.total", "2025"][0]) == (5, 7)
    assert len(store.versions("reported")) == 2


def test_an_unknown_group_is_refused_with_those_there_are(store, tmp_path):
    done = feed(store, "reported", tmp_path / "bra.csv", f"{BRA}0180,S,2022,cykel,1,1\n")
    assert "Värdena är: total, person" in done.imported.report.refused[0].problems[0].sv


def test_kolada_as_a_table_and_as_the_interfaces_answer_are_the_same(store, tmp_path):
    table = parquet(kpi=["N15428"], municipality_id=["0180"], municipality=["Stockholm"], year=[2023], gender=["T"],
                    value=[89.2], status=[""])  # fmt: skip
    answer = {"values": [{"kpi": "N15428", "municipality": "0180", "period": 2023,
                          "values": [{"gender": "T", "count": 1, "status": "", "value": 89.2}]}]}  # fmt: skip
    first = feed(store, "kolada", tmp_path / "k.parquet", table)
    again = feed(store, "kolada", tmp_path / "k.json", json.dumps(answer))
    assert again.version == first.version
    assert figures(store, "kolada")["0180", "kolada.N15428", "2023"] == (89.2, None, "")


@pytest.mark.parametrize(
    ("status", "mask"), [("Privacy", "hidden"), ("Missing", "none"), ("Not applicable", "none")]
)
def test_koladas_secret_and_missing_values_stay_so(store, tmp_path, status, mask):
    raw = parquet(
        kpi=["N09890"], municipality_id=["0180"], year=[2023], gender=["K"], value=[None], status=[status]
    )
    feed(store, "kolada", tmp_path / "k.parquet", raw)
    assert figures(store, "kolada")["0180", "kolada.N09890.K", "2023"] == (None, mask, status)


def test_population_sums_to_the_city_with_its_unplaced_row(store, tmp_path):
    feed(store, "population", tmp_path / "deso.csv.gz", (DATA / "deso_2022.csv.gz").read_bytes())
    people = (
        store.current("population").table("people").filter(pl.col("age") == "total", pl.col("year") == 2022)
    )
    total = dict(people.select("place", "n").iter_rows())
    assert total["0180"] == 984_748
    districts = [each.id for each in shipped().of_kind("district", "0180") if each.until is None]
    assert total["0180-ej-placerat"] == 9_013
    assert sum(total[each] for each in districts) + 9_013 == 984_748
    assert total["0180-sdo-kungsholmen"] == 71_074  # SOURCE.md
    assert total["0180-sdo-jarva"] == total["0180-sdo-rinkeby-kista"] + total["0180-sdo-spanga-tensta"]


def test_shares_are_sums_over_sums_never_means_of_means(store, tmp_path):
    feed(store, "population", tmp_path / "deso.csv.gz", (DATA / "deso_2022.csv.gz").read_bytes())
    raw = pl.read_csv(DATA / "deso_2022.csv.gz", schema_overrides={"kommunkod": pl.String})
    over, under = (
        raw["arbetsmarknad_16_64_antal_sysselsatta"].sum(),
        raw["arbetsmarknad_16_64_antal_totalt"].sum(),
    )
    assert figures(store, "population")["0180", "living.at_work", "2022"][0] == pytest.approx(
        100 * over / under
    )
    assert not any("median" in name for _place, name, _when in figures(store, "population"))


SCHOOL = "skolenhetskod,matt,lasar,varde_text,vardetyp,varde\n"


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ("2022/23,252,EXISTS,252.0", (252.0, None, "")),
        ("2022/23,..,OMITTED_DUE_TO_BASED_ON_FEW_PUPILS,", (None, "hidden", "..")),
        ("2022/23,~100,ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE,", (None, "rough", "~100")),
        ("2022/23,.,MISSING,", (None, "none", ".")),
        ("2022/23,*,TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION,", (None, "none", "*")),
    ],
)
def test_skolverkets_masks_stay_masks(store, tmp_path, cells, kept):
    feed(store, "schools", tmp_path / "s.csv", f"{SCHOOL}41563453,averageGradesMeritRating9thGrade,{cells}\n")
    assert figures(store, "schools")["school-41563453", "school.merit", "2022/23"] == kept


def test_rises_year_is_the_one_the_school_year_begins(store, tmp_path):
    raw = parquet(value=[250.0], valueType=["EXISTS"], timePeriod=[2022.0], Skolenhetskod=["41563453"],
                  variable=["averageGradesMeritRating9thGrade"])  # fmt: skip
    feed(store, "schools", tmp_path / "s.parquet", raw)
    assert ("school-41563453", "school.merit", "2022/23") in figures(store, "schools")


def test_a_preschool_class_and_its_school_are_two_figures(store, tmp_path):
    raw = parquet(value=[50.0, 80.0], valueType=["EXISTS"] * 2, timePeriod=[2022.0] * 2, type=["fsk", "gr"],
                  variable=["certifiedTeachersQuota"] * 2, Skolenhetskod=["41563453"] * 2)  # fmt: skip
    done = feed(store, "schools", tmp_path / "s.parquet", raw)
    assert done.imported.report.taken == 2
    held = figures(store, "schools")
    assert held["school-41563453", "school.certified", "2022/23"][0] == 80
    assert held["school-41563453", "school.certified.fsk", "2022/23"][0] == 50


def test_a_schools_quarter_is_kept_and_its_address_and_place_are_not(store, tmp_path):
    head = "skolenhetskod,namn,lat,lon,kommunkod,gata,stadsdel,stadsdelsomrade\n"
    text = f"{head}37796564,Akalla grundskola,59.4,17.9,0180,Gatan 3,Akalla,Järva\n11111111,Utanför,59.9,18.9,0180,,,\n"
    done = feed(store, "school_units", tmp_path / "u.csv", text)
    assert dict(done.imported.counts)[done.imported.counts[0][0]] == 1
    units = store.current("school_units").table("units")
    assert units.columns == ["unit", "name", "municipality", "quarter"]
    assert units["quarter"].to_list() == [None, "0180-std-akalla"]


def test_the_school_survey_hides_few_answers(store, tmp_path):
    feed(
        store,
        "school_survey",
        tmp_path / "skolenkaten_ak8.csv.gz",
        (DATA / "skolenkaten_ak8_2022.csv.gz").read_bytes(),
    )
    held = figures(store, "school_survey")
    safety = [value for (_place, name, _when), value in held.items() if name == "survey.safety.ak8"]
    assert len(safety) == 118
    assert {mask for value, mask, _w in safety if value is None} <= {"hidden", "none"}
    assert all(0 <= value <= 10 for value, _mask, _w in safety if value is not None)


def test_shootings_by_month_and_by_year(store, tmp_path):
    text = "typ,matt,polisregion,ar,manad,antal\nskjutningar,skjutningar,Stockholm,2026,7,5\n"
    feed(store, "shootings", tmp_path / "m.csv", text)
    feed(store, "shootings", tmp_path / "y.csv", "ar,skjutningar,sprangningar\n2025,300,200\n")
    held = figures(store, "shootings")
    assert held["polisregion-stockholm", "shootings.shootings", "2026-07"][0] == 5
    assert held["00", "shootings.explosions", "2025"][0] == 200


def test_a_file_of_another_kind_is_refused_by_name(store, tmp_path):
    with pytest.raises(Refusal) as caught:
        feed(store, "kolada", tmp_path / "bra.csv", f"{BRA}0180,Stockholm,2022,total,1,1\n")
    assert "bra.csv: kolumner saknas: Nyckeltal" in caught.value.sv
    assert store.datasets() == []


def test_areas_without_borders_are_refused(store, tmp_path):
    text = "namn,kategori,ort,aktualitet\nProv,Riskområde,Stockholm,2023-12-01\n"
    with pytest.raises(Refusal, match="no borders"):
        feed(store, "vulnerable_areas", tmp_path / "uso.csv", text)


@pytest.mark.parametrize("raw", ["{", "[]", "{}", '{"values": []}'])
def test_an_answer_that_is_empty_or_broken_is_refused(store, tmp_path, raw):
    with pytest.raises(Refusal):
        feed(store, "notices", tmp_path / "events.json", raw)
