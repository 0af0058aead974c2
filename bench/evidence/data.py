"""Invented data of a declared size, the same in every run."""

import csv
import os
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROOT = Path(__file__).parents[2]
CALIFORNIA = ("cigsale", "lnincome", "beer", "age15to24", "retprice")


def shared(*parts: str) -> Path:
    """A file of the public data that lies beside the checkout (SAMVERKAN_SHARED says where else)."""
    return Path(os.environ.get("SAMVERKAN_SHARED") or ROOT.parent / "shared").joinpath("data", *parts)


def panel(units: int, periods: int, seed: int = 7) -> Floats:
    """Units that share three drifting factors, with noise; the first one gets no effect at all."""
    rng = np.random.default_rng(seed)
    factors = rng.standard_normal((3, periods)).cumsum(axis=1)
    loadings = rng.dirichlet(np.ones(4), units)[:, :3] * 3
    return 30 + loadings @ factors + 0.5 * rng.standard_normal((units, periods))


def counts(units: int, periods: int = 120, seed: int = 7) -> Floats:
    """Overdispersed monthly counts with a season."""
    rng = np.random.default_rng(seed)
    season = 0.25 * np.sin(2 * np.pi * np.arange(periods) / 12)
    mean = rng.uniform(8, 40, (units, 1)) * np.exp(season)
    return rng.poisson(mean * rng.gamma(12, 1 / 12, (units, periods))).astype(np.float64)


def points(events: int, seed: int = 7) -> tuple[Floats, Floats, Floats]:
    """Burglary-like points over a city whose size grows with their number, so that the density stays: x, y, day."""
    rng = np.random.default_rng(seed)
    side = 26_000 * np.sqrt(events / 10_000)
    centres = rng.uniform(0, side, (max(events // 40, 1), 2))
    where = centres[rng.integers(0, len(centres), events)] + rng.normal(0, 500, (events, 2))
    return np.round(where[:, 0]), np.round(where[:, 1]), np.floor(rng.uniform(0, 365, events))


def burglaries(count: int = 10_000) -> tuple[Floats, Floats, Floats]:
    """The first of Chicago's burglaries in the public data: x and y in metres, day."""
    path = shared("evidence_chicago_near_repeat", "chicago_be_rda.csv")
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["date"] and row["X"]][:count]
    day = [date.fromisoformat(row["date"]).toordinal() for row in rows]
    x, y = (np.array([float(row[name]) for row in rows]) for name in ("X", "Y"))
    return x, y, np.array(day, dtype=np.float64)


def persons(rows: int, seed: int = 7) -> dict[str, NDArray[np.float64]]:
    """Rows without tied times in families of five that share their hazard: stop, event, eight covariates, family."""
    rng = np.random.default_rng(seed)
    family = np.arange(rows) // 5
    covariates = rng.standard_normal((rows, 8))
    shared_hazard = 0.5 * rng.standard_normal(family.max() + 1)[family]
    wait = rng.exponential(np.exp(-0.1 * covariates.sum(axis=1) - shared_hazard))
    end = rng.exponential(2.0, rows)
    return {
        "stop": np.minimum(wait, end),
        "event": (wait <= end).astype(np.float64),
        "covariates": covariates,
        "cluster": family.astype(np.float64),
    }


def series(periods: int = 120, controls: int = 10, start: int = 96, seed: int = 7) -> tuple[Floats, Floats]:
    """A series that follows ten others, three lower from the start on, and those others (periods, controls)."""
    rng = np.random.default_rng(seed)
    others = rng.standard_normal((periods, controls)).cumsum(axis=0) * 0.3 + rng.standard_normal(
        (periods, controls)
    )
    outcome = 20 + others @ rng.uniform(0, 0.6, controls) + rng.standard_normal(periods)
    outcome[start:] -= 3
    return outcome, others


def california() -> dict[str, Floats]:
    """The cigarette panel as matrices (39 states, 31 years), California first; NaN where a predictor is missing."""
    rows = list(csv.DictReader(shared("evidence_prop99", "smoking.csv").open(encoding="utf-8")))
    states = sorted({row["state"] for row in rows}, key=lambda state: (state != "California", state))
    years = sorted({float(row["year"]) for row in rows})
    found = {name: np.full((len(states), len(years)), np.nan) for name in CALIFORNIA}
    for row in rows:
        for name in CALIFORNIA:
            if row[name] not in {"", "NA", "nan"}:
                found[name][states.index(row["state"]), years.index(float(row["year"]))] = float(row[name])
    return found


def predictors(table: dict[str, Floats], first: int = 1970) -> Floats:
    """The seven of 2010: four means, and sales in 1975, 1980 and 1988; (states, 7)."""

    def mean(name: str, begin: int, end: int) -> Floats:
        return np.asarray(np.nanmean(table[name][:, begin - first : end - first + 1], axis=1))

    columns = [mean(name, 1980, 1988) for name in ("lnincome", "age15to24", "retprice")]
    columns += [mean("beer", 1984, 1988), *(mean("cigsale", year, year) for year in (1975, 1980, 1988))]
    return np.column_stack(columns)
