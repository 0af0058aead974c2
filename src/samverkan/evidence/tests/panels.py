"""Panels for tests: the published ones as unit-by-period matrices, and simulated ones with a known truth."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from samverkan.evidence.refusal import Refusal
from samverkan.evidence.tests.shared import shared_file


class Table(NamedTuple):
    values: np.ndarray
    units: list[str]
    times: list[str]

    def row(self, unit):
        return self.units.index(unit)

    def column(self, time):
        return self.times.index(str(time))


def wide(frame, unit, time, value):
    """Units by periods, both sorted; every cell filled or the test stops."""
    table = frame.pivot(on=time, index=unit, values=value).sort(unit)
    years = sorted((name for name in table.columns if name != unit), key=float)
    values = table.select(years).to_numpy().astype(float)
    assert np.isfinite(values).all()
    return Table(values, table[unit].to_list(), [str(int(float(year))) for year in years])


@cache
def smoking():
    frame = pl.read_csv(shared_file("evidence_prop99", "smoking.csv"))
    return wide(frame, "state", "year", "cigsale")


@cache
def basque():
    frame = pl.read_csv(shared_file("evidence_basque", "basque.csv"), infer_schema_length=None)
    return wide(frame.filter(pl.col("regionno") != 1), "regionname", "year", "gdpcap")


def factor_panel(units=20, periods=40, factors=2, noise=0.5, seed=0):
    """Smooth common factors, unit loadings, unit levels and noise; no unit is treated."""
    rng = np.random.default_rng(seed)
    paths = rng.normal(size=(factors, periods)).cumsum(axis=1)
    loadings = rng.uniform(0, 1, size=(units, factors))
    return 50 + loadings @ paths + rng.normal(scale=noise, size=(units, periods))


def answered(estimator, *arguments, **options):
    """The estimator's result, or None after a refusal that says why in both languages."""
    spoken = None
    try:
        return estimator(*arguments, **options)
    except Refusal as refusal:
        spoken = refusal
    assert len(spoken.sv) > 10
    assert len(spoken.en) > 10
    return None
