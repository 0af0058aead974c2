"""One treated unit against a mix of others, or several at once: every placebo, every leave-one-out, every interval."""

from __future__ import annotations

import numpy as np

from samverkan.evidence import augmented_control as augmented
from samverkan.evidence import synthetic_checks as checks
from samverkan.evidence import synthetic_did as did
from samverkan.evidence import synthetic_words
from samverkan.evidence._batches import part
from samverkan.evidence.defensible_controls import CHECKS, defensible_controls
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section, predictors, several, spans
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number, same
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.plots import synthetic as plots
from samverkan.evidence.power_panel import synthetic_power
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import SyntheticControl, synthetic_control
from samverkan.evidence.synthetic_intervals import (
    CONFORMAL_ASSUMPTION,
    PREDICTION_ASSUMPTION,
    conformal_interval,
    prediction_interval,
)
from samverkan.evidence.text import Text


def steps(plan: Plan) -> tuple[Step, ...]:
    """One treated unit has its own steps; several are weighed together."""
    if len(plan.treated) > 1:
        return several.STEPS
    return (*STEPS, *predictors.step(plan), *spans.step(plan))


def power(case: Case) -> Section:
    """What the panel could show, from the time before alone."""
    row, start = case.cut.single
    return power_section.of_panel(
        case, synthetic_power(case.values, row, start, alpha=1 - case.plan.level, executor=case.executor)
    )


def control(case: Case) -> SyntheticControl:
    """The plain synthetic control of the case."""
    row, start = case.cut.single
    return synthetic_control(
        case.values, row, start, units=case.panel.units, times=case.panel.times, executor=case.executor
    )


def fit(case: Case) -> Section:
    """The fit, its placebo fan and its weights."""
    found = control(case)
    rows = tuple((same(unit), number(weight, ".3f")) for unit, weight in found.leading(0.005))
    name = case.plan.outcome.name
    return Section(
        said=(found.summary(),),
        estimates=(_estimate(case, found),),
        tables=(
            Table(
                Text("Jämförelsens vikter (från 0,005)", "The comparison's weights (from 0.005)"),
                (Text("Enhet", "Unit"), Text("Vikt", "Weight")),
                rows,
            ),
        ),
        figures=(
            Figure.of(
                "paths",
                lambda lang: plots.two_paths(found, lang),
                Text(
                    f"{name}: som det gick, och den syntetiska jämförelsen.",
                    f"{name}: as it went, and the synthetic one.",
                ),
                found.summary(),
            ),
            Figure.of(
                "fan",
                found.plot,
                Text(
                    "Skillnaden mot jämförelsen, bland alla enheter som får låtsas ha fått insatsen.",
                    "Difference from the comparison, among all units that pretend to have been treated.",
                ),
                found.summary(),
            ),
        ),
        warnings=found.warnings,
        assumptions=synthetic_words.ASSUMPTIONS,
        facts={"placebo_p": found.p, "unique": float(found.unique), "misfit": _misfit(found)},
    )


def _misfit(found: SyntheticControl) -> float:
    """Past gap over the outcome's own spread before: above one half the comparison hardly follows."""
    spread = float(np.std(found.observed[: found.start]))
    return found.before / spread if spread > 0 else 0.0


def _estimate(case: Case, found: SyntheticControl) -> Estimate:
    """The placebo test's answer, with the conformal interval of a constant effect where the past is long enough."""
    low = high = None
    row, start = case.cut.single
    try:
        interval = conformal_interval(case.values, row, start, level=case.plan.level)
        low, high = interval.mean_low, interval.mean_high
    except Refusal:
        pass
    base = float(found.synthetic[found.start :].mean())
    share = (
        (100 * found.effect / base, 100 * low / base, 100 * high / base)
        if low is not None and high is not None and base > 0
        else None
    )
    return Estimate(
        "synthetic_control",
        Text("Syntetisk kontroll", "Synthetic control"),
        found.effect,
        low,
        high,
        found.p,
        share,
        case.plan.level,
        main=True,
    )


def intervals(case: Case) -> Section:
    """Conformal and prediction intervals by period."""
    row, start = case.cut.single
    conformal = conformal_interval(case.values, row, start, times=case.panel.times, level=case.plan.level)
    prediction = prediction_interval(
        case.values,
        row,
        start,
        times=case.panel.times,
        level=case.plan.level,
        seed=case.plan.seed,
        executor=case.executor,
    )
    kinds = (
        ("conformal", conformal, Text("Konforma intervall", "Conformal intervals")),
        ("prediction", prediction, Text("Prognosintervall", "Prediction intervals")),
    )
    return Section(
        said=tuple(
            Text(f"{title.sv}: {found.summary().sv}", f"{title.en}: {found.summary().en}")
            for _, found, title in kinds
        ),
        figures=tuple(Figure.of(name, found.plot, title, found.summary()) for name, found, title in kinds),
        assumptions=(CONFORMAL_ASSUMPTION, PREDICTION_ASSUMPTION),
        facts={"conformal_p": conformal.p if conformal.p is not None else 1.0},
    )


def doubts(case: Case) -> Section:
    """Leave out each donor that bears weight; pretend that it began earlier."""
    row, start = case.cut.single
    with part(0, 2):
        out = checks.leave_one_out(case.values, row, start, units=case.panel.units, executor=case.executor)
    with part(1, 2):
        early = checks.in_time(case.values, row, start, executor=case.executor)
    rows = tuple((same(unit), number(effect)) for unit, effect in zip(out.units, out.effects, strict=True))
    return Section(
        said=(out.summary(), early.summary()),
        tables=(
            Table(
                Text(
                    "Effekten utan en jämförelseenhet i taget",
                    "The effect without one comparison unit at a time",
                ),
                (Text("Utan", "Without"), Text("Effekt", "Effect")),
                rows,
            ),
        ),
        facts={
            "early": float((early.p <= max(1 - case.plan.level, 1 / early.units)).mean()),
            "out_low": float(out.effects.min()),
            "out_high": float(out.effects.max()),
        },
    )


def variants(case: Case) -> Section:
    """Ridge-augmented, nearer donors (penalised) and synthetic difference-in-differences."""
    row, start = case.cut.single
    ridge = augmented.augmented_control(
        case.values, row, start, level=case.plan.level, executor=case.executor
    )
    both = did.synthetic_did(case.values, [row], start, level=case.plan.level, executor=case.executor)
    near = synthetic_control(case.values, row, start, penalty=0.1, executor=case.executor)
    level = case.plan.level
    base = float(case.values[row, start:].mean())
    return Section(
        said=(ridge.summary(), both.summary()),
        estimates=(
            Estimate(
                "augmented_control",
                Text("Korrigerad (ridge)", "Augmented (ridge)"),
                ridge.effect,
                ridge.mean_low,
                ridge.mean_high,
                None,
                percent(base, ridge.effect, ridge.mean_low, ridge.mean_high),
                level,
            ),
            Estimate(
                "synthetic_did",
                Text("Syntetisk skillnad i skillnader", "Synthetic difference-in-differences"),
                both.effect,
                both.low,
                both.high,
                both.p,
                percent(base, both.effect, both.low, both.high),
                level,
            ),
            Estimate(
                "penalised_control",
                Text("Med närmare grannar", "With nearer donors"),
                near.effect,
                None,
                None,
                near.p,
                None,
                level,
            ),
        ),
        assumptions=(*augmented.ASSUMPTIONS[-1:], *did.ASSUMPTIONS),
    )


def percent(after: float, effect: float, low: float, high: float) -> tuple[float, float, float] | None:
    """In per cent of the comparison, which is what was seen less the effect; None where that is not above zero."""
    base = after - effect
    return (100 * effect / base, 100 * low / base, 100 * high / base) if base > 0 else None


def spread(case: Case) -> Section:
    """All defensible controls, beside the single best one."""
    row, start = case.cut.single
    found = defensible_controls(
        case.values,
        row,
        start,
        units=case.panel.units,
        most=case.plan.design.largest_group,
        seed=case.plan.seed,
        executor=case.executor,
    )
    low, high = found.spread
    return Section(
        said=(found.summary(),),
        figures=(
            Figure.of(
                "spread",
                found.plot,
                Text(
                    "Effekten enligt varje jämförelsegrupp som klarar kontrollerna.",
                    "The effect by every passing group.",
                ),
                found.summary(),
            ),
        ),
        assumptions=CHECKS,
        facts={"agreeing": found.agreeing, "spread_low": low, "spread_high": high},
    )


STEPS = (
    Step("power", power_section.TITLE, power, 3),
    Step("fit", Text("Syntetisk kontroll", "Synthetic control"), fit, 1),
    Step("intervals", Text("Hur säkert?", "How sure?"), intervals, 4),
    Step("doubts", Text("Två sätt att tvivla", "Two ways to doubt"), doubts, 2),
    Step(
        "variants",
        Text("Andra vägar till samma svar", "Other ways to the same answer"),
        variants,
        2,
    ),
    Step(
        "spread",
        Text("Alla jämförelser som går att försvara", "Every comparison that can be defended"),
        spread,
        2,
    ),
)
