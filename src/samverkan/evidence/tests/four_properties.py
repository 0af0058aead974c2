"""Which of the four properties holds for which design, and why one does not apply: one table, tested and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from samverkan.evidence.tests import property_worlds as worlds

PROPERTIES = ("permute units", "relabel time", "rescale the outcome", "add an irrelevant donor")
Told = dict[str, Any]  # numbers by name
Run = Callable[..., Told]


@dataclass(frozen=True)
class Holds:
    """Two runs of one world, and what the second must be, told from the first; `said` is that in words."""

    said: str
    pair: Callable[[int], tuple[Told, Told]]


@dataclass(frozen=True)
class Idle:
    """The property says nothing about this design."""

    why: str


Cell = Holds | Idle
ORDER = Idle("takes periods in their order, no names")
EVERYBODY = Idle("every untreated unit is the comparison, so none is irrelevant")
NAMED = Idle("the plan names the comparison, so none is irrelevant")


def same(
    run: Run, change: Callable[[Any], Any], world: Callable[[int], Any]
) -> Callable[[int], tuple[Told, Told]]:
    """Nothing changes."""

    def pair(seed: int) -> tuple[Told, Told]:
        made = world(seed)
        return run(made), run(change(made))

    return pair


def times(
    run: Run, change: Callable[[Any], Any], world: Callable[[int], Any], factor: float, *names: str
) -> Callable[[int], tuple[Told, Told]]:
    """The numbers of these names are multiplied, and nothing else changes."""

    def pair(seed: int) -> tuple[Told, Told]:
        made = world(seed)
        first = {name: value * factor if name in names else value for name, value in run(made).items()}
        return first, run(change(made))

    return pair


def panel_row(
    run: Run, *, labels: bool, donor: Cell | None = None, free: tuple[str, ...] = ()
) -> tuple[Cell, ...]:
    """A design on a panel: `free` numbers have no unit; a donor cell is given where it is not plainly unchanged."""

    def scaled(seed: int) -> tuple[Told, Told]:
        made = worlds.panel(seed)
        names = [name for name in run(made) if name not in free]
        return times(run, worlds.larger, worlds.panel, worlds.FACTOR, *names)(seed)

    def with_donor(seed: int) -> tuple[Told, Told]:
        made = worlds.panel(seed)
        first, second = run(made), run(worlds.stranger(made))
        return ({k: v for k, v in told.items() if k not in free} for told in (first, second))  # type: ignore[return-value]

    return (
        Holds("nothing changes", same(run, worlds.mixed, worlds.panel)),
        Holds("only the names change", same(run, worlds.renamed, worlds.panel)) if labels else ORDER,
        Holds("effects and intervals by as much, p not at all", scaled),
        donor or Holds("effects unchanged; p has one more placebo", with_donor),
    )


def table() -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Design, and its four cells in the order of PROPERTIES."""
    from samverkan.evidence.tests import property_runs as runs

    yield "Synthetic control", panel_row(runs.synthetic, labels=True, free=("p",))
    yield "Penalised synthetic control", panel_row(runs.penalised, labels=True, free=("p",))
    all_weigh = Idle("its correction may weigh every donor, below zero too")
    yield "Augmented synthetic control", panel_row(runs.augmented, labels=True, donor=all_weigh)
    standard = Idle("predictors are standardised over all units, so each one counts")
    yield (
        "Synthetic control with predictors",
        panel_row(runs.with_predictors, labels=True, donor=standard, free=("p",)),
    )
    pulled = Idle("a penalty pulls the weights together, so every unit has some")
    yield (
        "Synthetic difference-in-differences",
        panel_row(runs.synthetic_did, labels=True, donor=pulled, free=("p",)),
    )
    own_level = Idle("each unit's level is taken out first, so any unit can serve a little")
    yield "Staggered synthetic controls", panel_row(runs.staggered, labels=False, donor=own_level)
    again = Idle("it fits anew with each period after the start, and then another donor may serve")
    yield "Conformal interval", panel_row(runs.conformal, labels=True, donor=again, free=("p",))
    drawn = Idle("its width is simulated over all donors' weights")
    yield "Prediction interval", panel_row(runs.prediction, labels=True, donor=drawn)
    yield "All defensible controls", panel_row(runs.defensible, labels=False, free=("agreeing",))
    yield "Difference in differences", panel_row(runs.difference, labels=False, donor=EVERYBODY, free=("p",))
    yield "Callaway & Sant'Anna", panel_row(runs.group_time, labels=False, donor=EVERYBODY)
    yield "Sun & Abraham", panel_row(runs.sun_abraham, labels=False, donor=EVERYBODY)
    yield "Imputation", panel_row(runs.imputation, labels=False, donor=EVERYBODY)
    yield from _series(runs)
    yield from _places(runs)
    yield from _persons(runs)
    yield (
        "Meta-analysis",
        (
            Holds("nothing changes", same(runs.meta, worlds.studies_mixed, worlds.studies)),
            Idle("studies have no order in time"),
            Holds(
                "estimate and limits by as much, p not at all",
                times(
                    runs.meta, worlds.studies_larger, worlds.studies, worlds.FACTOR, "estimate", "low", "high"
                ),
            ),
            Holds(
                "a study that knows nothing changes nothing (fixed effect)",
                same(runs.meta_fixed, worlds.studies_blind, worlds.studies),
            ),
        ),
    )


def _series(runs: Any) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    yield (
        "Interrupted series",
        (
            Holds(
                "comparison series in any order", same(runs.interrupted, worlds.counts_mixed, worlds.counts)
            ),
            Holds("only the names change", same(runs.interrupted, worlds.counts_renamed, worlds.counts)),
            Holds(
                "counts have no unit; that of the exposure changes nothing",
                same(runs.interrupted, worlds.counts_exposed, worlds.counts),
            ),
            NAMED,
        ),
    )
    yield (
        "Bayesian structural series",
        (
            Holds("controls in any order", same(runs.structural, worlds.series_mixed, worlds.series)),
            Holds("only the names change", same(runs.structural, worlds.series_renamed, worlds.series)),
            Holds(
                "effects and intervals by as much, the tail not at all",
                times(
                    runs.structural,
                    worlds.series_larger,
                    worlds.series,
                    worlds.FACTOR,
                    "effect",
                    "low",
                    "high",
                ),
            ),
            Holds(
                "a control that never varied changes nothing",
                same(runs.structural, worlds.series_flat, worlds.series),
            ),
        ),
    )
    yield (
        "Weighted displacement difference",
        (
            Idle("each area has a part of its own"),
            Idle("two totals, before and after"),
            Holds(
                "counts have no unit; that of the areas' size rescales, and z not at all",
                times(
                    runs.displacement,
                    worlds.areas_larger,
                    worlds.areas,
                    1 / worlds.FACTOR,
                    "total",
                    "low",
                    "high",
                ),
            ),
            NAMED,
        ),
    )


def _places(runs: Any) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    yield (
        "Near repeats",
        (
            Holds("nothing changes", same(runs.knox, worlds.points_mixed, worlds.points)),
            Holds("all days moved: nothing changes", same(runs.knox, worlds.points_later, worlds.points)),
            Holds(
                "another unit of length, bands too: nothing changes",
                same(runs.knox, worlds.points_yards, worlds.points),
            ),
            Holds(
                "an event far from all: no pair more",
                same(runs.knox_observed, worlds.points_afar, worlds.points),
            ),
        ),
    )
    yield (
        "Hot spots",
        (
            Holds("places renamed, answers renamed", same(runs.hot, worlds.map_mirrored, worlds.map_)),
            Idle("one map, no time"),
            Holds("another unit: z unchanged", same(runs.hot, worlds.map_larger, worlds.map_)),
            Idle("every place is part of what chance could deal out"),
        ),
    )
    yield (
        "Accuracy forward",
        (
            Holds("nothing changes", same(runs.accuracy, worlds.marks_mixed, worlds.marks)),
            Idle("one time after the map was drawn"),
            Holds(
                "another unit of area: nothing changes",
                same(runs.accuracy, worlds.marks_larger, worlds.marks),
            ),
            Idle("every place is part of the area"),
        ),
    )


def _persons(runs: Any) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    changed = "time stretched in any rising way: nothing changes"
    moved = "time stretched: the same heights at the stretched times"
    for name, run, stretched in (
        ("Cox", runs.cox, changed), ("Andersen-Gill", runs.repeated, changed),
        ("Cumulative incidence", runs.incidence, moved), ("Mean number of events", runs.mean_number, moved),
    ):  # fmt: skip
        yield (
            name,
            (
                Holds("rows in any order", same(run, worlds.people_mixed, worlds.people)),
                Holds(stretched, same(run, worlds.people_stretched, worlds.people)),
                Idle("the outcome is a time: see relabel time"),
                Holds(
                    "one who left before the first event changes nothing",
                    same(run, worlds.people_early, worlds.people),
                ),
            ),
        )


def line(name: str, cells: tuple[Cell, ...]) -> str:
    """One line of the page."""
    said = [cell.said if isinstance(cell, Holds) else f"– ({cell.why})" for cell in cells]
    return f"| {' | '.join([name, *said])} |"


def close(first: Told, second: Told, tolerance: float) -> bool:
    """Whether all numbers are there in both and agree."""
    return first.keys() == second.keys() and all(
        np.allclose(first[name], second[name], rtol=tolerance, atol=tolerance * _size(first[name]))
        for name in first
    )


def _size(value: Any) -> float:
    return float(np.max(np.abs(value), initial=1e-9))
