"""Several treated units against mixes of others, starting at once or one after another."""

from __future__ import annotations

import numpy as np

from samverkan.evidence import staggered, synthetic_did
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number, same
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.text import Text


def fit(case: Case) -> Section:
    """Partially pooled synthetic controls, starts exchanged for the p value."""
    found = staggered.staggered_control(
        case.values,
        case.cut.starts,
        units=case.panel.units,
        seed=case.plan.seed,
        level=case.plan.level,
        executor=case.executor,
    )
    treated = case.cut.starts >= 0
    after = np.concatenate([case.values[row, start:] for row, start in _pairs(case)])
    base = float(after.mean()) - found.effect
    share = tuple(100 * value / base for value in (found.effect, found.low, found.high)) if base > 0 else None
    effects = found.gaps[:, found.relative >= 0].sum(axis=1) / np.maximum(
        found.seen[:, found.relative >= 0].sum(axis=1), 1
    )
    rows = tuple(
        (same(case.panel.units[unit]), number(effect))
        for unit, effect in zip(found.treated, effects, strict=True)
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "staggered_control",
                Text("Syntetiska kontroller", "Synthetic controls"),
                found.effect,
                found.low,
                found.high,
                found.p,
                (share[0], share[1], share[2]) if share else None,
                case.plan.level,
                main=True,
            ),
        ),
        tables=(
            Table(
                Text("Medeleffekten i varje enhet", "The mean effect in each unit"),
                (Text("Enhet", "Unit"), Text("Effekt", "Effect")),
                rows,
            ),
        ),
        figures=(
            Figure.of(
                "path",
                found.plot,
                Text(
                    "Skillnaden mot jämförelserna efter tid sedan start.",
                    "Difference from the comparisons, by time since start.",
                ),
                found.summary(),
            ),
        ),
        assumptions=staggered.ASSUMPTIONS,
        facts={"placebo_p": found.p, "treated": float(treated.sum())},
    )


def variants(case: Case) -> Section:
    """Synthetic difference-in-differences; refused where starts differ."""
    rows = [row for row, _ in _pairs(case)]
    starts = {start for _, start in _pairs(case)}
    if len(starts) > 1:
        from samverkan.evidence.refusal import Refusal

        raise Refusal(
            "Starterna är utspridda; syntetisk skillnad i skillnader kräver en gemensam start.",
            "Starts are staggered; synthetic difference-in-differences needs one common start.",
        )
    found = synthetic_did.synthetic_did(
        case.values, rows, case.start, level=case.plan.level, seed=case.plan.seed, executor=case.executor
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "synthetic_did",
                Text("Syntetisk skillnad i skillnader", "Synthetic difference-in-differences"),
                found.effect,
                found.low,
                found.high,
                found.p,
                None,
                case.plan.level,
            ),
        ),
        assumptions=synthetic_did.ASSUMPTIONS,
    )


def _pairs(case: Case) -> list[tuple[int, int]]:
    return [(int(row), int(start)) for row, start in enumerate(case.cut.starts) if start >= 0]


STEPS = (
    Step("power", power_section.TITLE, power_section.exchanged, 2),
    Step("fit", Text("Syntetiska kontroller", "Synthetic controls"), fit, 6),
    Step(
        "variants",
        Text("En annan väg till samma svar", "Another way to the same answer"),
        variants,
        1,
    ),
)
