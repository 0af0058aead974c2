"""Police notices: type, time and, by name, quarter; never a text, never a point; every one accounted for."""

from __future__ import annotations

import datetime as dt
import json

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.picture.importing import notices as reading
from samverkan.picture.importing.event_tables import month_number, tables_of, unplaced
from samverkan.picture.importing.quarters_in_text import Quarters
from samverkan.picture.importing.tests.feeding import feed, notices, parquet
from samverkan.picture.places.register import shipped
from samverkan.picture.sources.notice_types import notice_types

Q = Quarters(shipped(), "0180", notice_types().aliases)


def api(number, at, title, where="Stockholm", kind="Rån", summary="", gps="59.329324,18.068581"):
    return {"id": number, "datetime": at, "name": title, "summary": summary, "url": "/x", "type": kind,
            "location": {"name": where, "gps": gps}}  # fmt: skip


def events(store):
    return store.current("notices").table("events")


def test_the_interfaces_answer(store, tmp_path):
    answer = [
        api(
            1,
            "2026-08-22 19:04:11 +02:00",
            "22 augusti 17.59, Rån, Stockholm",
            summary="Ett rån i Rinkeby. Två personer.",
        ),
        api(
            2,
            "2026-08-22 06:00:00 +02:00",
            "22 augusti 05.00, Sammanfattning natt, Stockholms län",
            "Stockholms län",
        ),
        api(
            3,
            "2026-08-22 06:00:00 +02:00",
            "21 augusti 23.10, Misshandel, Järfälla",
            "Järfälla",
            "Misshandel",
        ),
    ]
    done = feed(store, "notices", tmp_path / "events.json", json.dumps(answer))
    assert done.imported.report.taken == 3
    first, night, other = events(store).rows(named=True)
    assert first["happened"] == dt.datetime(2026, 8, 22, 17, 59)
    assert first["published"] == dt.datetime(2026, 8, 22, 19, 4, 11)
    assert (first["quarter"], first["district"], first["placed"]) == (
        "0180-std-rinkeby",
        "0180-sdo-jarva",
        "one_name",
    )
    assert (night["municipality"], night["county"], night["placed"]) == (None, "01", "county")
    assert (other["municipality"], other["county"], other["placed"]) == ("0123", "01", "municipality")


def test_neither_text_nor_point_is_kept(store, tmp_path):
    answer = [
        api(
            1, "2026-08-22 19:04:11 +02:00", "22 augusti 17.59, Rån, Stockholm", summary="Anna Prov i Rinkeby"
        )
    ]
    feed(store, "notices", tmp_path / "events.json", json.dumps(answer))
    kept = b"".join(file.read_bytes() for file in store.root.rglob("*") if file.is_file())
    assert b"Anna" not in kept
    assert b"59.32" not in kept
    assert not {"lat", "lon", "x", "y", "summary", "title"} & set(events(store).columns)


@pytest.mark.parametrize(
    ("title", "published", "happened"),
    [
        ("22 augusti 17.59, Rån", "2026-08-22 19:04", dt.datetime(2026, 8, 22, 17, 59)),
        ("31 december 23.30, Rån", "2027-01-01 00:10", dt.datetime(2026, 12, 31, 23, 30)),
        ("02 januari 10:00, Information", "2026-12-31 12:00", dt.datetime(2027, 1, 2, 10)),
        ("22 augusti, Rån", "2026-08-23 19:04", dt.datetime(2026, 8, 22)),
        ("Uppdatering om rånet", "2026-08-23 19:04", dt.datetime(2026, 8, 23, 19, 4)),
    ],
)
def test_the_time_of_the_title_is_of_the_latest_year_that_is_not_ahead(
    store, tmp_path, title, published, happened
):
    feed(store, "notices", tmp_path / "events.json", json.dumps([api(1, published, title)]))
    assert events(store)["happened"][0] == happened


def test_an_announcement_with_the_wrong_year_is_mended_and_told(store, tmp_path):
    text = "id;handelsetid;lokal_tid;typ;kommunkod\n1;2024-06-01T10:00;2025-05-30T09:00:00+0200;Information;0180\n"
    done = feed(store, "notices", tmp_path / "f.csv", text)
    assert events(store)["happened"][0] == dt.datetime(2025, 6, 1, 10)
    assert "fel år" in done.imported.report.mended[0].sv


def test_renamed_types_are_counted_together_and_new_ones_told(store, tmp_path):
    rows = [(1, "2024-01-01T10:00", "Detonation", "Rinkeby"), (2, "2024-02-01T10:00", "Explosion", "Rinkeby"),
            (3, "2024-02-01T10:00", "Rymdskrot", "Rinkeby")]  # fmt: skip
    done = feed(store, "notices", tmp_path / "f.csv", notices(*rows))
    assert events(store)["kind"].to_list() == ["Explosion", "Explosion", "Rymdskrot"]
    assert events(store)["group"].to_list() == ["guns", "guns", "other"]
    said = [problem.sv for problem in done.imported.report.mended]
    assert any("äldre namnet Detonation räknas som Explosion" in each for each in said)
    assert any("'Rymdskrot' är en ny typ" in each for each in said)


@pytest.mark.parametrize(
    ("text", "quarter", "district", "how"),
    [
        ("Rån i Rinkeby centrum", "rinkeby", "jarva", "one_name"),
        ("Rån i Rinkebys centrum", "rinkeby", "jarva", "one_name"),
        ("Bråk vid Gullmarsplan", "johanneshov", "enskede-arsta-vantor", "one_name"),
        ("Kista och Husby", None, "jarva", "same_district"),
        ("Kista och Bromma kyrka", None, None, "several_names"),
        ("mitt i city", None, None, "no_name"),
        ("en kistabor", None, None, "no_name"),
        ("Södra Hammarbyhamnen", "sodra-hammarbyhamnen", "sodermalm", "one_name"),
    ],
)
def test_which_quarter_a_text_is_about(text, quarter, district, how):
    found = Q.find(text)
    assert found.quarter == (f"0180-std-{quarter}" if quarter else None)
    assert found.district == (f"0180-sdo-{district}" if district else None)
    assert found.how == how


def test_the_same_file_again_is_nothing_new_and_a_later_one_adds(store, tmp_path):
    rows = [(1, "2024-01-01T10:00", "Rån", "Rinkeby"), (2, "2024-02-01T10:00", "Rån", "Farsta")]
    first = feed(store, "notices", tmp_path / "a.csv", notices(*rows))
    again = feed(store, "notices", tmp_path / "b.csv", notices(*rows))
    assert (first.same, again.same) == (False, True)
    feed(store, "notices", tmp_path / "c.csv", notices((3, "2024-03-01T10:00", "Rån", "Bromma kyrka")))
    assert events(store)["id"].to_list() == [1, 2, 3]


def test_a_placed_notice_stays_placed_when_it_comes_again_without_a_place(store, tmp_path):
    feed(store, "notices", tmp_path / "a.csv", notices((1, "2024-01-01T10:00", "Rån", "Rinkeby")))
    feed(store, "notices", tmp_path / "b.csv", notices((1, "2024-01-01T10:00", "Rån, försök", "")))
    row = events(store).row(0, named=True)
    assert (row["kind"], row["quarter"], row["placed"]) == ("Rån, försök", "0180-std-rinkeby", "one_name")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ett;2024-01-01T10:00;2024-01-01T11:00;Rån;0180;;", "kolumn id: 'ett' är inte ett tal"),
        ("1;2024-13-01T10:00;2024-01-01T11:00;Rån;0180;;", "kolumn handelsetid"),
        ("1;2024-01-01T10:00;;Rån;0180;;", "kolumn lokal_tid: värdet saknas"),
        ("1;2024-01-01T10:00;2024-01-01T11:00;;0180;;", "kolumn typ: värdet saknas"),
        ("1;2024-01-01T10:00;2024-01-01T11:00;Rån;Stockholm;;", "kolumn kommunkod"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_file_row_and_column(store, tmp_path, row, words):
    good = "9;2024-01-01T10:00;2024-01-01T11:00;Rån;0180;;"
    done = feed(store, "notices", tmp_path / "f.csv", notices(row, good))
    (refused,) = done.imported.report.refused
    assert refused.problems[0].sv.startswith("f.csv, rad 2")
    assert words in refused.problems[0].sv
    assert done.imported.report.rows == 2
    assert events(store)["id"].to_list() == [9]


def test_summaries_are_kept_but_not_counted(store, tmp_path):
    rows = [(1, "2024-01-01T10:00", "Sammanfattning natt", ""), (2, "2024-01-01T10:00", "Rån", "")]
    feed(store, "notices", tmp_path / "f.csv", notices(*rows))
    assert len(events(store)) == 2
    monthly = store.current("notices").table("monthly")
    assert monthly.filter(pl.col("place") == "0180")["n"].sum() == 1


def test_a_dry_run_writes_nothing(store, tmp_path):
    done = feed(
        store, "notices", tmp_path / "f.csv", notices((1, "2024-01-01T10:00", "Rån", "Rinkeby")), dry=True
    )
    assert done.version is None
    assert done.imported.report.taken == 1
    assert store.datasets() == []


def test_lost_zeros_of_a_spreadsheet_are_put_back(store, tmp_path):
    raw = parquet(
        id=[1],
        handelsetid=["2024-01-01T10:00"],
        lokal_tid=["2024-01-01T11:00"],
        typ=["Rån"],
        kommunkod=[180.0],
    )
    done = feed(store, "notices", tmp_path / "f.parquet", raw)
    assert events(store)["municipality"][0] == "0180"
    assert "nollor" in done.imported.report.mended[0].sv


PLACES = [*(each.name for each in shipped().of_kind("quarter", "0180")[::9]), ""]


@given(
    st.lists(
        st.tuples(
            st.datetimes(dt.datetime(2022, 1, 1), dt.datetime(2026, 1, 1)), st.sampled_from(["Rån", "Brand"]),
            st.sampled_from(PLACES), st.sampled_from(["0180", "0123", ""]),
        ),
        min_size=1, max_size=40,
    )
)  # fmt: skip
def test_districts_and_unplaced_sum_to_the_city_before_and_after_the_merger(rows):
    frame = pl.DataFrame(
        [
            (at, True, at, "g", kind, code or None, code[:2] or None,
             Q.by_name[name].id if name and code == "0180" else None,
             Q.district_of(Q.by_name[name].id) if name and code == "0180" else None)
            for at, kind, name, code in rows
        ],
        schema={"happened": pl.Datetime("us"), "timed": pl.Boolean, "published": pl.Datetime("us"), "group": pl.String,
                "kind": pl.String, "municipality": pl.String, "county": pl.String, "quarter": pl.String,
                "district": pl.String},
        orient="row",
    )  # fmt: skip
    monthly = tables_of(frame, shipped())["monthly"]
    total = dict(monthly.group_by("place").agg(pl.col("n").sum()).iter_rows())
    city = sum(code == "0180" for *_rest, code in rows)
    for day, rest in (
        (dt.date(2022, 6, 1), unplaced("0180", older=True)),
        (dt.date(2025, 1, 1), unplaced("0180")),
    ):
        districts = shipped().of_kind("district", "0180", day)
        assert sum(total.get(each.id, 0) for each in districts) + total.get(rest, 0) == city
    assert total.get("0180-sdo-jarva", 0) == total.get("0180-sdo-rinkeby-kista", 0) + total.get(
        "0180-sdo-spanga-tensta", 0
    )
    assert total["00"] == len(rows)


def test_months_hours_and_delays(store, tmp_path):
    rows = ["1;2024-01-01T10:00;2024-01-03T10:00;Rån;0180;Rinkeby;",
            "2;2024-01-08T10:30;2024-01-08T11:00;Rån;0180;Rinkeby;"]  # fmt: skip
    feed(store, "notices", tmp_path / "f.csv", notices(*rows))
    version = store.current("notices")
    month = version.table("monthly").filter(pl.col("place") == "0180-sdo-jarva").row(0, named=True)
    assert (month["month"], month["n"], month["kind"]) == (month_number(2024, 1), 2, "Rån")
    hour = version.table("hours").filter(pl.col("place") == "0180-sdo-jarva").row(0, named=True)
    assert (hour["weekday"], hour["hour"], hour["n"]) == (1, 10, 2)  # both Mondays
    assert dict(version.table("delays").select("days", "n").iter_rows()) == {0: 1, 2: 1}


def test_the_schema_has_no_room_for_a_point_or_a_text():
    assert set(reading.SCHEMA) == {
        "id", "happened", "timed", "published", "kind", "group", "municipality", "county", "quarter", "district",
        "placed",
    }  # fmt: skip
