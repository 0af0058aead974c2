"""An own file with each trap of the data notes in it: handled, or refused in words a coordinator understands."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

from samverkan.picture.incidents.reading import SCHEMA, read, without_repeats
from samverkan.picture.places.shapes import shipped_shapes
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import read_bytes

TODAY = dt.date(2026, 11, 1)
HEAD = "Händelsetid;Kategori;Registrerad;Nord;Öst;Stadsdel"


def given(city, *lines, head=HEAD, **how):
    return read(read_bytes("egna.csv", "\n".join([head, *lines]).encode()), city, TODAY, **how)


def said(found):
    return " ".join([*found.report.lines("sv"), *(note.sv for note in found.notes)])


def test_area_versions(city):
    found = given(city, "2022-02-02;Klotter;;;;Rinkeby-Kista", "2025-02-02;Klotter;;;;Rinkeby-Kista")
    assert found.events["district"].to_list() == ["0180-sdo-jarva"] * 2
    assert found.events["older"].to_list() == ["0180-sdo-rinkeby-kista"] * 2
    assert "upphörde 2023-06-30" in said(found)


def test_renamed_categories_are_pointed_out_and_joined_only_when_a_human_says_so(city):
    old = [f"2024-{month:02d}-0{day};Detonation;;;;Rinkeby" for month in range(1, 13) for day in (1, 2)]
    new = [f"2025-{month:02d}-0{day};Explosion;;;;Rinkeby" for month in range(1, 13) for day in (1, 2)]
    found = given(city, *old, *new)
    assert set(found.events["kind"]) == {"Detonation", "Explosion"}
    assert "’Detonation’ slutar när ’Explosion’ börjar" in said(found)
    joined = given(city, *old, *new, same={"Detonation": "Explosion"})
    assert set(joined.events["kind"]) == {"Explosion"}
    assert "slutar när" not in said(joined)


def test_spellings_are_one_category(city):
    found = given(city, *["2025-01-01;Skadegörelse;;;;Rinkeby"] * 2, "2025-01-01; skadegörelse;;;;Rinkeby")
    assert set(found.events["kind"]) == {"Skadegörelse"}


def test_leading_zeros(city):
    found = given(city, "2025-01-01;Klotter;;;;180R076")
    assert found.events["regso"].to_list() == ["0180R076"]
    assert "inledande nollor" in said(found)


def test_decimal_commas(city):
    found = given(city, "2025-01-01;Klotter;;59,3907;17,9225;")
    assert found.events["quarter"].to_list() == ["0180-std-rinkeby"]
    assert "decimalkomma" in said(found)


def test_centroids_are_counted_but_are_no_points(city):
    middle = shipped_shapes("exact")["0180-std-rinkeby"].centroid
    rows = [f"2025-01-{1 + n % 28:02d};Klotter;;{middle.y:.1f};{middle.x:.1f};" for n in range(40)]
    chosen = np.random.default_rng(2).uniform(-300, 300, (40, 2))
    rows += [
        f"2025-02-{1 + n % 28:02d};Klotter;;{middle.y + b:.1f};{middle.x + a:.1f};"
        for n, (a, b) in enumerate(chosen)
    ]
    found = given(city, *rows)
    assert found.events["spot"].sum() == 40
    assert found.events["district"].to_list() == ["0180-sdo-jarva"] * 80
    assert "40 händelser har ett områdes mittpunkt" in said(found)


def test_a_centre_gives_way_to_the_name_beside_it(city):
    middle = shipped_shapes("exact")["0180-std-rinkeby"].centroid
    rows = [f"2025-01-{1 + n % 28:02d};Klotter;;{middle.y:.1f};{middle.x:.1f};Tensta" for n in range(40)]
    assert set(given(city, *rows).events["quarter"]) == {"0180-std-tensta"}


@pytest.mark.parametrize("mask", ["..", "~100", "<5"])
def test_a_mask_is_no_coordinate(city, mask):
    found = given(city, f"2025-01-01;Klotter;;{mask};17,9;Rinkeby", "2025-01-01;Klotter;;59,39;17,92;Rinkeby")
    assert len(found.report.refused) == 1
    problem = found.report.refused[0].problems[0]
    assert (problem.row, problem.column) == (2, "Nord")
    assert problem.sv.startswith("egna.csv, rad 2, kolumn Nord")


def test_points_in_water_are_told_and_counted_where_the_border_runs(city):
    lake, land = "6585086.7;658556.5", "6585500;665000"
    found = given(city, f"2025-01-01;Klotter;;{lake};", f"2025-01-01;Klotter;;{land};")
    assert "1 punkter ligger i vatten" in said(found)
    assert found.events["district"].null_count() == 0


def test_late_registration_is_kept_apart_and_an_impossible_one_let_go(city):
    found = given(
        city, "2025-01-01 13:00;Klotter;2025-01-15;;;Rinkeby", "2025-03-01;Klotter;2025-02-01;;;Rinkeby"
    )
    assert found.events["published"].to_list() == [dt.datetime(2025, 1, 15), None]
    assert found.events["happened"].to_list() == [dt.datetime(2025, 1, 1, 13), dt.datetime(2025, 3, 1)]
    assert found.events["timed"].to_list() == [True, False]
    assert "registrerat före händelsen" in said(found)


def test_free_text_and_persons_are_told_of_and_never_kept(city):
    head = HEAD + ";Beskrivning;Anmälare"
    text = "Enligt vittnet sprang två personer mot torget och försvann i riktning mot stationen."
    found = given(city, f"2025-01-01;Klotter;;;;Rinkeby;{text};19900101-2385", head=head)
    assert set(found.events.columns) == set(SCHEMA)
    held = str(found.events.to_dicts()) + said(found)
    assert "vittnet" not in held
    assert "2385" not in held
    assert "kolumnen Beskrivning har fri text" in said(found)
    assert "kolumnen Anmälare har personnummer" in said(found)


def test_a_person_in_a_kept_column_refuses_the_row(city):
    found = given(city, "2025-01-01;Klotter av 19900101-2385;;;;Rinkeby")
    assert found.report.taken == 0
    assert "2385" not in said(found)


def test_every_row_is_accounted_for(city):
    found = given(
        city, "2025-01-01;Klotter;;;;Rinkeby", "i går;Klotter;;;;Rinkeby", "2025-01-01;Klotter;;;;Atlantis"
    )
    assert (found.report.rows, found.report.taken, len(found.report.refused)) == (3, 1, 2)
    assert [row.number for row in found.report.refused] == [3, 4]
    assert "kolumn område: är inget känt område" in said(found) or "Atlantis" in said(found)


def test_a_file_that_does_not_say_where_is_refused(city):
    with pytest.raises(Refusal) as bad:
        given(city, "2025-01-01;Klotter", head="Händelsetid;Kategori")
    assert "Välj vilken kolumn" in bad.value.sv


def test_a_mapping_a_human_made_goes_before_the_guesses(city):
    found = given(
        city, "2025-01-01;A;B;Rinkeby", head="När;Kategori;Underkategori;Var",
        mapping={"happened": "När", "kind": "Underkategori", "area": "Var"},
    )  # fmt: skip
    assert found.events["kind"].to_list() == ["B"]


def test_rows_alike_in_everything_count_once(city):
    found = without_repeats(given(city, *["2025-01-01;Klotter;;;;Rinkeby"] * 3))
    assert (found.events.height, found.report.taken, found.report.repeated) == (1, 1, 2)


def test_the_points_counts_and_the_unplaced_sum_to_the_taken(city):
    found = given(
        city, "2025-01-01;K;;59,3907;17,9225;", "2025-01-01;K;;;;Tensta", "2025-01-01;K;;58,0;16,0;"
    )
    assert sum(n for _text, n in found.counts) == found.report.taken == 3
    assert found.events.filter(pl.col("district").is_null()).height == 1
