"""Where the weights are not pinned down: the least and greatest answer that the same past allows."""

from __future__ import annotations

import numpy as np

from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.feasible_range import feasible_range
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import one_unit
from samverkan.evidence.text import Text, join

TITLE = Text("Vad samma förtid också tillåter", "What the same past also allows")
SLACK = 0.01  # of each past value: as near as anyone would call the same


def step(plan: Plan) -> tuple[Step, ...]:
    """The step, for plans with one treated unit."""
    return (Step("feasible", TITLE, feasible),) if len(plan.treated) == 1 else ()


def feasible(case: Case) -> Section:
    """The range of the mean effect over all weights that follow the past as well as the best, within one per cent."""
    row, start = case.cut.single
    others = np.delete(case.values, row, axis=0)
    best = one_unit(others[:, :start], case.values[row, :start])
    target = best @ others[:, :start]
    balance = np.vstack([others[:, :start].T, np.ones(len(others))])
    after = others[:, start:].mean(axis=1)
    own = float(case.values[row, start:].mean())
    if (target <= 0).any():
        raise Refusal(
            "Förtiden har noll eller negativa värden; spännvidden räknas inte i procent av dem.",
            "The past holds zero or negative values; the range is not counted in per cent of them.",
        )
    found = feasible_range(balance, np.append(target, 1.0), after, own, tolerance=SLACK)
    least, most = found.effects
    note = Text(
        "Räknat på alla vikter som följer förtiden lika nära som de bästa, inom en procent i varje tidpunkt.",
        "Over all weights that follow the past as closely as the best, within one per cent in every period.",
    )
    return Section(
        said=(join([found.summary(), note]),),
        facts={"feasible_low": least, "feasible_high": most},
    )
