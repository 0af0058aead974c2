"""The prepared borders place points as shapely's STRtree does, whatever the borders look like."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.picture.incidents.placing import OUTSIDE, prepared
from samverkan.picture.places.shapes import shipped_shapes


def by_tree(shapes, x, y):
    """The plain way: the first polygon that each point lies within; real borders overlap by a hair here and there."""
    out = np.full(len(x), len(shapes))
    point, area = shapely.STRtree(list(shapes.values())).query(shapely.points(x, y), predicate="within")
    np.minimum.at(out, point, area)
    return np.where(out == len(shapes), OUTSIDE, out)


@pytest.mark.parametrize("kind", ["std", "R"])
def test_the_citys_own_borders(kind):
    shapes = {
        key: shape for key, shape in shipped_shapes("exact").items() if kind in key.removeprefix("0180")
    }
    chosen = np.random.default_rng(5)
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    x, y = chosen.uniform(west, east, 20_000), chosen.uniform(south, north, 20_000)
    found, wanted = prepared(shapes).place(x, y), by_tree(shapes, x, y)
    assert (found == wanted).all()
    assert (wanted != OUTSIDE).mean() > 0.2  # else it proves nothing


def test_points_a_hair_from_the_borders_are_placed_as_exactly():
    shapes = {key: shape for key, shape in shipped_shapes("exact").items() if "std" in key}
    chosen = np.random.default_rng(9)
    corners = shapely.get_coordinates(list(shapes.values()))
    ends = corners[chosen.integers(len(corners) - 1, size=20_000)[:, None] + [0, 1]]
    share = chosen.uniform(0, 1, (20_000, 1))
    x, y = (ends[:, 0] * share + ends[:, 1] * (1 - share) + chosen.normal(0, 0.01, (20_000, 2))).T
    found, wanted = prepared(shapes).place(x, y), by_tree(shapes, x, y)
    assert (found == wanted).all()
    assert len(set(wanted)) > 100  # else it proves nothing


@pytest.mark.parametrize("size", [1.0, 1e-3, 1e5])
def test_level_and_upright_borders_whatever_the_scale(size):
    chosen = np.random.default_rng(1)
    shapes = {f"{n}": shapely.box(n, 0, n + 1, 1 + n) for n in range(5)}
    x, y = chosen.uniform(-1, 7, (2, 5_000))
    scaled = {key: shapely.transform(shape, lambda at: at * size) for key, shape in shapes.items()}
    assert (prepared(scaled).place(x * size, y * size) == by_tree(shapes, x, y)).all()


def test_where_areas_overlap_the_first_has_the_point():
    shapes = {"large": shapely.box(0, 0, 10, 10), "within": shapely.box(3, 3, 7, 7)}
    x, y = np.random.default_rng(2).uniform(0, 10, (2, 2_000))
    assert set(prepared(shapes).place(x, y)) == {0}


corner = st.tuples(st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=60)
@given(st.lists(st.lists(corner, min_size=3, max_size=9), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_any_borders_holes_and_islands_among_them(rings, seed):
    # A cover of the plane: no point has two answers. Points lie off the corners' lattice, so on no border.
    shapes, taken = {}, shapely.Polygon()
    for n, ring in enumerate(rings):
        own = shapely.make_valid(shapely.Polygon(ring)).difference(taken)
        own = shapely.MultiPolygon([part for part in shapely.get_parts(own) if part.geom_type == "Polygon"])
        if own.area > 0.5:
            shapes[str(n)], taken = own, taken.union(own)
    if not shapes:
        return
    x, y = np.random.default_rng(seed).uniform(-1, 41, (2, 400))
    assert (prepared(shapes).place(x, y) == by_tree(shapes, x, y)).all()


def test_a_point_on_the_border_between_two_belongs_to_exactly_one():
    areas = prepared({"west": shapely.box(0, 0, 10, 10), "east": shapely.box(10, 0, 20, 10)})
    y = np.linspace(0.5, 9.5, 50)
    assert set(areas.lookup[areas.place(np.full(50, 10.0), y)]) == {"east"}


def test_what_is_no_point_lies_nowhere():
    areas = prepared({"a": shapely.box(0, 0, 10, 10)})
    assert (
        list(areas.lookup[areas.place(np.array([np.nan, np.inf, 5.0]), np.array([5.0, 5.0, np.nan]))])
        == [None] * 3
    )


def test_no_borders_is_an_error():
    with pytest.raises(ValueError, match="no borders"):
        prepared({})
