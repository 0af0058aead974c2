"""Small worlds for the four properties, and what is done to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from samverkan.evidence.synthetic_control import synthetic_control
from samverkan.evidence.tests.panels import matched_panel

START, PERIODS = 30, 40
FACTOR = 7.0  # another unit of the outcome
World = dict[str, Any]


def _rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def panel(seed: int) -> World:
    """Ten units over forty periods; the first one is treated from period 31 on, with an effect; the third later."""
    values = matched_panel(seed, units=10, periods=PERIODS)
    values[0, START:] += 2.0
    starts = np.full(len(values), -1)
    starts[0], starts[2] = START, START + 4
    predictors = values[:, : START - 5].reshape(len(values), 5, 5).mean(axis=2)[:, [0, 4]]
    return {"values": values, "starts": starts, "predictors": predictors, "treated": 0, "names": None}


def mixed(world: World) -> World:
    """Units in another order."""
    order = _rng(5).permutation(len(world["values"]))
    rows = {name: world[name][order] for name in ("values", "starts", "predictors")}
    return {**world, **rows, "treated": int(np.flatnonzero(order == world["treated"])[0])}


def renamed(world: World) -> World:
    """Periods called something else."""
    return {**world, "names": [f"vecka {2 * k}" for k in range(PERIODS)]}


def larger(world: World) -> World:
    """The outcome in another unit."""
    return {**world, "values": world["values"] * FACTOR, "predictors": world["predictors"] * FACTOR}


def stranger(world: World) -> World:
    """One more, on the far side of the synthetic control from the treated one: any weight on it worsens the fit."""
    found = synthetic_control(world["values"], world["treated"], START)
    far = found.synthetic - 100 * found.gap
    return {
        **world,
        "values": np.vstack([world["values"], far]),
        "starts": np.append(world["starts"], -1),
        "predictors": np.vstack([world["predictors"], far[:2]]),
    }


def counts(seed: int) -> World:
    """Monthly counts, two comparison series, and how many people there were."""
    rng = _rng(seed)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(60) / 12)
    return {
        "counts": rng.poisson(20 * season), "others": rng.poisson(np.outer([25, 30], season)),
        "people": np.linspace(900, 1000, 60), "names": None,
    }  # fmt: skip


def counts_mixed(world: World) -> World:
    """The comparison series the other way round."""
    return {**world, "others": world["others"][::-1]}


def counts_renamed(world: World) -> World:
    """Months called something else."""
    return {**world, "names": [f"m{k}" for k in range(60)]}


def counts_exposed(world: World) -> World:
    """People counted in thousands."""
    return {**world, "people": world["people"] / 1000}


def series(seed: int) -> World:
    """An outcome and three controls."""
    rng = _rng(seed)
    controls = rng.standard_normal((50, 3)).cumsum(axis=0)
    return {
        "outcome": 10 + controls @ [0.5, 0.2, 0.0] + rng.standard_normal(50),
        "controls": controls,
        "names": None,
    }


def series_mixed(world: World) -> World:
    """Controls the other way round."""
    return {**world, "controls": world["controls"][:, ::-1]}


def series_renamed(world: World) -> World:
    """Periods called something else."""
    return {**world, "names": [f"v{k}" for k in range(50)]}


def series_larger(world: World) -> World:
    """The outcome in another unit, its controls not."""
    return {**world, "outcome": world["outcome"] * FACTOR}


def series_flat(world: World) -> World:
    """A control that never varied."""
    return {**world, "controls": np.column_stack([world["controls"], np.full(50, 3.0)])}


def areas(seed: int) -> World:
    """Counts before and after in a treated and a control area, and their sizes."""
    before, after, control_before, control_after = _rng(seed).poisson([80, 60, 90, 85])
    return {"treated": (before, after, 1.0), "control": (control_before, control_after, 1.5)}


def areas_larger(world: World) -> World:
    """Sizes in a smaller unit."""
    return {name: (before, after, size * FACTOR) for name, (before, after, size) in world.items()}


def points(seed: int) -> World:
    """Events that hardly ever lie on the edge of a band."""
    rng = _rng(seed)
    return {
        "x": rng.uniform(0, 900, 80),
        "y": rng.uniform(0, 900, 80),
        "day": rng.integers(0, 60, 80),
        "unit": 1.0,
    }


def points_mixed(world: World) -> World:
    """Rows in another order."""
    order = _rng(5).permutation(80)
    return {**world, **{name: world[name][order] for name in ("x", "y", "day")}}


def points_later(world: World) -> World:
    """A year later, all of it."""
    return {**world, "day": world["day"] + 365}


def points_yards(world: World) -> World:
    """Another unit of length."""
    return {**world, "x": world["x"] * 0.9144, "y": world["y"] * 0.9144, "unit": 0.9144}


def points_afar(world: World) -> World:
    """One more event, in another town."""
    more = {"x": 9e5, "y": 9e5, "day": 30}
    return {**world, **{name: np.append(world[name], value) for name, value in more.items()}}


def map_(seed: int) -> World:
    """Counts on a grid of six by six, and its cells' middles; `order` leads back."""
    rows, columns = np.divmod(np.arange(36), 6)
    counts_ = _rng(seed).poisson(np.where(rows + columns < 3, 6.0, 1.0)).astype(float)
    return {"counts": counts_, "x": columns * 100.0, "y": rows * 100.0, "order": np.arange(36)}


def map_mirrored(world: World) -> World:
    """Places in another order."""
    order = _rng(5).permutation(36)
    return {**{name: world[name][order] for name in ("counts", "x", "y")}, "order": np.argsort(order)}


def map_larger(world: World) -> World:
    """Not counts but rates, in another unit; z is then compared, p is no longer exact."""
    return {**world, "counts": world["counts"] * 0.37}


def marks(seed: int) -> World:
    """Places marked before, events after, and sizes."""
    rng = _rng(seed)
    return {"hot": np.arange(20) < 4, "later": rng.poisson(3, 20) + 1, "areas": rng.uniform(1, 2, 20)}


def marks_mixed(world: World) -> World:
    """Places in another order."""
    order = _rng(5).permutation(20)
    return {name: values[order] for name, values in world.items()}


def marks_larger(world: World) -> World:
    """Sizes in another unit."""
    return {**world, "areas": world["areas"] * FACTOR}


def people(seed: int) -> World:
    """A hundred persons, thirty families: time, event, whether treated, age."""
    rng = _rng(seed)
    treated = np.arange(100) % 2
    return {
        "stop": np.round(rng.exponential(10 * (1 + treated)), 1) + 1.0, "event": (rng.random(100) < 0.7).astype(int),
        "x": np.column_stack([treated, rng.normal(20, 3, 100)]), "family": np.arange(100) // 3, "stretch": 1.0,
    }  # fmt: skip


def people_mixed(world: World) -> World:
    """Rows in another order."""
    order = _rng(5).permutation(100)
    return {**world, **{name: world[name][order] for name in ("stop", "event", "x", "family")}}


def people_stretched(world: World) -> World:
    """Days for weeks: time stretched."""
    return {**world, "stop": world["stop"] * FACTOR}


def people_early(world: World) -> World:
    """One more, of a family of their own, who left before anything happened to anybody."""
    more = {"stop": 0.5, "event": 0, "family": 1000}
    grown = {name: np.append(world[name], value) for name, value in more.items()}
    return {**world, **grown, "x": np.vstack([world["x"], [1, 40]])}


def studies(seed: int) -> World:
    """Effects and their errors."""
    rng = _rng(seed)
    return {"effects": rng.normal(-0.2, 0.2, 7), "errors": rng.uniform(0.05, 0.3, 7)}


def studies_mixed(world: World) -> World:
    """In another order."""
    order = _rng(5).permutation(7)
    return {name: values[order] for name, values in world.items()}


def studies_larger(world: World) -> World:
    """In another unit."""
    return {name: values * FACTOR for name, values in world.items()}


def studies_blind(world: World) -> World:
    """One more, which knows nothing."""
    return {"effects": np.append(world["effects"], 3.0), "errors": np.append(world["errors"], 1e4)}
