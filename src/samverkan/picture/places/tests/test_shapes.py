"""Borders that meet, on land for drawing."""

from __future__ import annotations

import pytest
import shapely

from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import outline, shipped_shapes


def test_every_quarter_and_statistical_area_has_a_border():
    register, exact = shipped(), shipped_shapes("exact")
    for kind in ("quarter", "regso"):
        for each in register.of_kind(kind, "0180"):
            assert exact[each.id].is_valid
            assert exact[each.id].area > 1000


def test_quarters_cover_the_city_once():
    areas = [shipped_shapes("exact")[each.id] for each in shipped().of_kind("quarter", "0180")]
    total = shapely.union_all(areas).area
    assert total == pytest.approx(215.7e6, rel=0.01)  # square metres; SOURCE.md
    assert sum(area.area for area in areas) == pytest.approx(total, rel=0.001)


def test_a_district_is_the_union_of_its_quarters_and_the_city_of_all():
    register = shipped()
    whole = outline(register, "0180-sdo-jarva", "exact")
    parts = [outline(register, f"0180-sdo-{name}", "exact") for name in ("rinkeby-kista", "spanga-tensta")]
    assert whole.area == pytest.approx(sum(each.area for each in parts), rel=1e-4)
    assert outline(register, "0180", "exact").area == pytest.approx(215.7e6, rel=0.01)
    assert outline(register, "1280", "exact").is_empty


@pytest.mark.parametrize("use", ["fine", "coarse"])
def test_what_is_drawn_is_land(use):
    """Statistical areas and quarters reach out over lakes; drawn, they stop at the shore."""
    exact, drawn = shipped_shapes("exact"), shipped_shapes(use)
    assert all(area.is_valid and not area.is_empty for area in drawn.values())
    quarters = [each.id for each in shipped().of_kind("quarter", "0180")]
    whole, land = (shapely.union_all([areas[name] for name in quarters]).area for areas in (exact, drawn))
    assert land == pytest.approx(187.2e6, rel=0.01)  # the city's land area, SCB 2024: 187.2 km2
    assert whole - land > 20e6
