"""A map of hot places drawn on one day, judged by what happened after it."""

from __future__ import annotations

import datetime as dt

import numpy as np

from samverkan.evidence import hotspots as hot
from samverkan.evidence.accuracy import Accuracy, forward_accuracy
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs.near_repeats import events_of, points
from samverkan.evidence.evaluation.finding import Estimate, Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.grid import Grid, grid_over
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say


def steps(_plan: Plan) -> tuple[Step, ...]:
    """The same for all plans."""
    return STEPS


def power(case: Case) -> Section:
    """How many events came before the map: fewer than thirty say more of chance than of place."""
    _, before, _ = _split(case)
    count = int(before.sum())
    return Section(
        said=(
            say(
                "Kartan bygger på {count} händelser. Under 30 säger en karta mer om slumpen än om platsen.",
                "The map rests on {count} events. Below 30 a map says more of chance than of place.",
                count=count,
            ),
        ),
        facts={"power": 1.0 if count >= 30 else 0.0},
    )


def fit(case: Case) -> Section:
    """Hot places by Gi* with false discoveries held down, and their accuracy forward."""
    grid, before, after = _split(case)
    found = hot.getis_ord(before, grid.neighbours(), rate=1 - case.plan.level)
    accuracy = forward_accuracy(found.hot, after, level=case.plan.level)
    return Section(
        said=(found.summary(), accuracy.summary()),
        estimates=(_estimate(accuracy),),
        warnings=found.warnings,
        assumptions=hot.ASSUMPTIONS,
        facts={"events": float(accuracy.events), "pei": accuracy.pei},
    )


def _estimate(accuracy: Accuracy) -> Estimate:
    return Estimate(
        "hotspots",
        Text("Träffsäkerhet framåt (PAI)", "Accuracy forward (PAI)"),
        accuracy.pai,
        accuracy.low,
        accuracy.high,
        None,
        (100 * (accuracy.pai - 1), 100 * (accuracy.low - 1), 100 * (accuracy.high - 1)),
        accuracy.level,
        main=True,
    )


def naive(case: Case) -> Section:
    """The same area given to the places with most events before: what a map has to beat."""
    grid, before, after = _split(case)
    found = hot.getis_ord(before, grid.neighbours(), rate=1 - case.plan.level)
    most = np.zeros(len(before), np.bool_)
    most[np.argsort(-before, kind="stable")[: int(found.hot.sum())]] = True
    accuracy = forward_accuracy(most, after, level=case.plan.level)
    return Section(
        said=(
            say(
                "De lika många rutor som haft flest händelser hade gett PAI {pai:.1f} och PEI {pei:.2f}.",
                "As many cells with most events before would have given PAI {pai:.1f} and PEI {pei:.2f}.",
                pai=accuracy.pai,
                pei=accuracy.pei,
            ),
        ),
    )


def _split(
    case: Case,
) -> tuple[Grid, np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The grid over all events, and counts before and from the day the map was drawn."""
    data, design = points(case), case.plan.design
    try:
        drawn = (dt.date.fromisoformat(str(design.drawn)) - data.first_day).days
    except ValueError as error:
        raise Refusal("design.drawn ska vara ett datum.", "design.drawn must be a date.") from error
    events = events_of(data, design.event)
    grid = grid_over(events.x, events.y, metres=design.cell)
    early = events.day < drawn
    if early.all() or not early.any():
        raise Refusal(
            f"Alla händelser ligger på samma sida om {design.drawn}.",
            f"All events lie on one side of {design.drawn}.",
        )
    return (
        grid,
        grid.counts(events.x[early], events.y[early]),
        grid.counts(events.x[~early], events.y[~early]),
    )


STEPS = (
    Step("power", Text("Vad kunde detta visa?", "What could this show?"), power, 1),
    Step("fit", Text("Heta platser och hur de höll", "Hot places and how they held"), fit, 3),
    Step("naive", Text("Vad en enkel karta hade gett", "What a simple map would have given"), naive, 1),
)
