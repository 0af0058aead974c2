"""Which system a file's numbers are in is told by the numbers, and a file that mixes them gives no point."""

from __future__ import annotations

import numpy as np
import pytest

from samverkan.picture.incidents.coordinates import located

SERGEL = {
    "EPSG:4326": (59.3326, 18.0649),
    "EPSG:3006": (6581100.5, 674344.6),
    "EPSG:3011": (6579721.9, 153694.1),
}


@pytest.mark.parametrize("code", SERGEL)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_same_square_in_each_system_and_order(code, swapped):
    north, east = (np.array([each, np.nan]) for each in SERGEL[code])
    found = located(east, north) if swapped else located(north, east)
    assert found.system.code == code
    assert found.swapped == swapped
    assert abs(found.x[0] - 674344.6) < 1
    assert abs(found.y[0] - 6581100.5) < 1
    assert np.isnan(found.x[1])
    assert len(found.notes) == 1 + swapped


def test_a_file_of_two_systems_gives_no_point_rather_than_wrong_ones():
    north, east = np.array([59.3, 6580994.0] * 10), np.array([18.1, 674571.0] * 10)
    found = located(north, east)
    assert found.system is None
    assert np.isnan(found.x).all()


def test_a_stray_pair_is_dropped_alone():
    north, east = np.full(50, 59.3), np.full(50, 18.1)
    north[7] = 0.0
    found = located(north, east)
    assert np.isnan(found.x).sum() == 1
