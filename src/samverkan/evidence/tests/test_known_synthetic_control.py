"""Published numbers that synthetic control must reproduce (evidence.md, "Must reproduce")."""

from __future__ import annotations

import pytest

from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.tests.panels import basque, smoking


def test_california_outcomes_only():
    """Data of Abadie, Diamond & Hainmueller (2010); the exact simplex fit, as mlsynth 1.0.0 has it.

    ATT 1989-2000 = -19.5136; the placebo rank is 3 of 39.
    """
    table = smoking()
    result = synthetic_control(table.values, table.row("California"), table.column(1989), units=table.units)
    assert result.effect == pytest.approx(-19.5136, abs=1e-3)
    assert result.p == 3 / 39
    weights = dict(result.leading())
    published = {
        "Utah": 0.394,
        "Montana": 0.232,
        "Nevada": 0.205,
        "Connecticut": 0.109,
        "New Hampshire": 0.045,
        "Colorado": 0.015,
    }
    assert weights.keys() == published.keys()
    assert weights == pytest.approx(published, abs=1e-3)
    assert result.unique


def test_basque_country_outcomes_only():
    """Data of Abadie & Gardeazabal (2003); start 1970, 17 regions."""
    table = basque()
    row = next(row for row, unit in enumerate(table.units) if "Basque" in unit)
    result = synthetic_control(table.values, row, table.column(1970), units=table.units)
    later = slice(table.column(1975), None)
    percent = 100 * result.gap[later].mean() / result.synthetic[later].mean()
    assert percent == pytest.approx(-11.7, abs=0.1)
    assert result.p == 7 / 17
