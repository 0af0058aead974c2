"""An indicator as a panel: whole places only, what was left out told, and read by the evidence room as it stands."""

import csv
from io import StringIO

import pytest

from samverkan.picture import panels


def table(panel):
    return list(csv.DictReader(StringIO(panel.raw.decode()), delimiter=";"))


def test_only_what_has_years_and_places_enough_is_offered(stockholm):
    names = panels.offered(stockholm)
    assert {"kolada.N17625", "reported.burglary"} <= set(names)
    assert not {"kolada.N09890", "survey.calm.ak8", "living.rental"} & set(names)


def test_every_place_has_every_year_once_and_the_store_s_value(stockholm):
    rows = table(panels.panel(stockholm, "kolada.N17625"))
    places = {row["plats"] for row in rows}
    years = {row["period"] for row in rows}
    assert len(rows) == len(places) * len(years) == len({(row["plats"], row["period"]) for row in rows})
    assert {"Malmö", "Stockholm"} <= places
    known = stockholm.indicator("kolada", "kolada.N17625").filter(place="1280", period="2020")["value"].item()
    assert [float(row["varde"]) for row in rows if (row["plats"], row["period"]) == ("Malmö", "2020")] == [
        known
    ]


def test_places_with_gaps_are_left_out_and_counted(stockholm):
    whole = panels.panel(stockholm, "kolada.N17625")
    assert "inte med" not in whole.source
    gaps = panels.panel(stockholm, "kolada.N15428")
    left = 290 - len({row["plats"] for row in table(gaps)})
    assert left > 0
    assert f"{left} platser med luckor är inte med" in gaps.source


def test_the_evidence_room_reads_it(stockholm, tmp_path):
    from samverkan.evidence.panel import Columns
    from samverkan.evidence.panel_reading import read_panel

    (tmp_path / "panel.csv").write_bytes(panels.panel(stockholm, "kolada.N17625").raw)
    found = read_panel(tmp_path / "panel.csv", Columns(panels.UNIT, panels.TIME, panels.OUTCOME))
    assert len(found.units) == 290


@pytest.mark.parametrize("name", ["kolada.N09890", "finns.inte"])
def test_another_is_not_found(stockholm, name):
    with pytest.raises(LookupError):
        panels.panel(stockholm, name)
