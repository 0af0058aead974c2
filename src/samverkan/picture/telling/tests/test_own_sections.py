"""An agency's own sections: said in both languages, marked when made up, one for each kind of file."""

from __future__ import annotations

import datetime as dt

import pytest

from samverkan.picture.incidents.areas import shipped_municipality
from samverkan.picture.incidents.measured import measured
from samverkan.picture.incidents.reading import read
from samverkan.picture.places.register import DATA, shipped
from samverkan.picture.reports import place_reports
from samverkan.picture.sources.notice_types import notice_types
from samverkan.picture.telling.own_sections import own_sections
from samverkan.picture.telling.shapes import Teller
from samverkan.tables import sheet

TODAY = dt.date(2026, 11, 2)
JARVA, CITY, OLD = (shipped()[each] for each in ("0180-sdo-jarva", "0180", "0180-sdo-rinkeby-kista"))


@pytest.fixture(scope="module")
def told():
    city = shipped_municipality(shipped(), "0180", notice_types().aliases)
    events = read(sheet.read(DATA / "pahittade_handelser.csv.gz"), city, TODAY).events
    reports = place_reports.read(sheet.read(DATA / "pahittade_platsrapporter.csv.gz"), city, TODAY)
    figures = [["Otrygga kvällstid", "%", "0180-sdo-jarva", "2024", 31.5, None, "31,5"],
               ["Otrygga kvällstid", "%", "0180-sdo-jarva", "2026", None, "hidden", ".."]]  # fmt: skip
    more = {"made_up": True, "read_on": "2026-11-02"}
    table = [
        [str(each) if isinstance(each, dt.date) else each for each in row] for row in reports.events.rows()
    ]
    return {"incidents": {**measured(events, city), **more}, "place_reports": {"table": table, **more},
            "own_figures": {"table": figures, **more, "made_up": False}}  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("medium", ["page", "print"])
def test_a_districts_own_sections(told, language, medium):
    found = own_sections(told, JARVA, Teller(language, medium))
    assert [each.id for each in found] == ["own", "place-reports", "figures"]
    assert [each.made_up for each in found] == [True, True, False]
    ids = [panel.id for panel in found[0].panels]
    assert ids == ["own-kinds", "own-months", "own-hours", "own-delay", "own-spots"]
    assert all(panel.source for section in found for panel in section.panels)
    assert all(panel.table for section in found for panel in section.panels)


def test_the_city_has_near_repeats_and_no_points(told):
    found = own_sections(told, CITY, Teller("sv"))
    ids = [panel.id for panel in found[0].panels]
    assert ids == ["own-kinds", "own-months", "own-hours", "own-delay", "own-near"]
    assert not any("d-point" in str(panel.wide) for panel in found[0].panels if panel.wide)


def test_an_old_district_is_counted_on_its_own_border(told):
    (section,) = own_sections({"incidents": told["incidents"]}, OLD, Teller("sv"))

    def sum_of(place):
        return sum(map(sum, told["incidents"]["months"][place].values()))

    assert sum_of(OLD.id) < sum_of(JARVA.id)
    assert "own-spots" not in [panel.id for panel in section.panels]  # points are told by today's districts


def test_kinds_stand_by_name_and_masks_stay(told):
    found = own_sections(told, JARVA, Teller("sv"))
    names = [row[0].text for row in found[0].panels[0].table.rows]
    assert names == sorted(names)
    assert [cell.text for cell in found[2].panels[0].table.rows[0]] == [
        "Otrygga kvällstid (%)",
        "2026",
        "..",
        "2024",
        "31,5",
    ]


def test_nothing_of_a_place_is_no_section(told):
    assert own_sections({"own_figures": told["own_figures"]}, CITY, Teller("sv")) == ()
    assert own_sections({"incidents": {"rows": 0, "made_up": False}}, CITY, Teller("sv")) == ()
