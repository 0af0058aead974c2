"""Panels for tests: the published ones as unit-by-period matrices, and simulated ones with a known truth."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
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


@cache
def castle():
    """Log homicide rate (states, years), first year with the law as a column (-1 never), and population."""
    frame = pd.read_stata(shared_file("evidence_castle", "castle.dta")).sort_values(["sid", "year"])
    shape = (frame.sid.nunique(), frame.year.nunique())
    post = frame.post.to_numpy().reshape(shape) > 0
    starts = np.where(post.any(axis=1), post.argmax(axis=1), -1)
    return (
        np.log(frame.homicide.to_numpy(float).reshape(shape)),
        starts,
        frame.popwt.to_numpy(float).reshape(shape),
    )


def staggered_panel(units=40, periods=12, noise=0.3, seed=0, effect=None, cohorts=(5, 8)):
    """Two cohorts and never-treated units, own levels and a common path; effect(cohort, since) is added."""
    rng = np.random.default_rng(seed)
    starts = np.array([*cohorts, -1, -1])[np.arange(units) % 4]
    panel = rng.normal(size=(units, 1)) * 3 + rng.normal(size=periods).cumsum()
    panel = panel + rng.normal(scale=noise, size=(units, periods))
    if effect is not None:
        for unit, start in enumerate(starts):
            if start >= 0:
                since = np.arange(periods - start)
                panel[unit, start:] += effect(start, since)
    return panel, starts


def matched_panel(seed=0, units=14, periods=50):
    """A factor panel whose first unit is the mean of five others and noise: a good synthetic control
    exists.
    """
    panel = factor_panel(units, periods, noise=0.2, seed=seed)
    panel[0] = panel[1:6].mean(axis=0) + np.random.default_rng(seed + 1).normal(scale=0.2, size=periods)
    return panel
