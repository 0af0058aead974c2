"""Before and after in areas beside others, with displacement and diffusion to the neighbours."""

from __future__ import annotations

import math

import numpy as np

from samverkan.evidence import displacement as wdd
from samverkan.evidence.displacement import Area
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section, prior_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.power_designs import Counts
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text


def steps(plan: Plan) -> tuple[Step, ...]:
    """The spread over comparison areas comes last but one; the prior only where the plan has one."""
    return (*STEPS, *prior_section.step(plan))


def power(case: Case) -> Section:
    """From counts and overdispersion before the start, the treated areas as one."""
    past = case.panel.outcome[:, : case.start]
    own, others = _rows(case, tuple(case.plan.treated)), _rows(case, case.plan.design.compare_with)
    design = Counts(
        rate=max(float(past[own].sum(axis=0).mean()), 1e-6),
        before=case.start,
        after=len(case.panel.times) - case.start,
        control_rate=max(float(past[others].sum(axis=0).mean()), 1e-6),
        dispersion=_dispersion(case),
        test="difference",
    )
    return power_section.of_design(case, design)


def fit(case: Case) -> Section:
    """The weighted displacement difference, its variance widened by the overdispersion seen before the start."""
    if not case.whole:
        raise Refusal(
            "Områdesdesignen räknar händelser: hela tal.", "The area design counts events: whole numbers."
        )
    plan, periods = case.plan, (float(case.start), float(len(case.panel.times) - case.start))
    treated, control = _area(case, tuple(plan.treated)), _area(case, plan.design.compare_with)
    neighbour, theirs = _area(case, plan.design.neighbours), _area(case, plan.design.neighbour_controls)
    found = wdd.displacement_difference(
        treated=treated,
        control=control,
        neighbour=neighbour,
        neighbour_control=theirs,
        periods=periods,
        dispersion=_dispersion(case),
        level=plan.level,
    )
    expected = treated.after / periods[1] - found.local
    reach = found.total - found.low
    share = (
        tuple(100 * (found.local + side * reach) / expected for side in (0, -1, 1)) if expected > 0 else None
    )
    names = (
        (Text("Insatsområdet", "Treated area"), treated),
        (Text("Jämförelseområdet", "Control area"), control),
        (Text("Grannområdet", "Neighbouring area"), neighbour),
        (Text("Grannområdets jämförelse", "The neighbour's control"), theirs),
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "displacement",
                Text("Vägd skillnad med förflyttning", "Weighted displacement difference"),
                found.total,
                found.low,
                found.high,
                found.p,
                (share[0], share[1], share[2]) if share else None,
                plan.level,
                main=True,
            ),
        ),
        tables=(
            Table(
                Text("Antal händelser", "Number of events"),
                (Text("Område", "Area"), Text("Före", "Before"), Text("Efter", "After")),
                tuple(
                    (name, number(area.before, ".0f"), number(area.after, ".0f"))
                    for name, area in names
                    if area is not wdd.NOWHERE
                ),
            ),
        ),
        warnings=found.warnings,
        assumptions=wdd.ASSUMPTIONS,
        facts={
            "neighbour": found.neighbour,
            "neighbour_se": found.neighbour_se,
            "events": treated.before + treated.after,
            **_log_ratio(treated, control, found.dispersion),
        },
    )


def _log_ratio(treated: Area, control: Area, dispersion: float) -> dict[str, float]:
    """The ratio of ratios and its error, for the prior; nothing where a count is zero."""
    counts = (treated.before, treated.after, control.before, control.after)
    if min(counts) <= 0:
        return {}
    ratio = math.log(treated.after / treated.before) - math.log(control.after / control.before)
    return {"log_ratio": ratio, "log_error": math.sqrt(dispersion * sum(1 / count for count in counts))}


def _rows(case: Case, units: tuple[str, ...]) -> list[int]:
    return [case.panel.row(unit) for unit in units]


def _area(case: Case, units: tuple[str, ...]) -> Area:
    if not units:
        return wdd.NOWHERE
    counts = case.panel.outcome[_rows(case, units)].sum(axis=0)
    return Area(float(counts[: case.start].sum()), float(counts[case.start :].sum()))


def _dispersion(case: Case) -> float:
    named = (*case.plan.treated, *case.plan.design.compare_with)
    return wdd.dispersion_of(case.panel.outcome[_rows(case, named), : case.start]) if case.start >= 2 else 1.0


def spread(case: Case) -> Section:
    """Every group of other areas that could have been the comparison."""
    from samverkan.evidence.defensible_controls import CHECKS, defensible_controls

    own = _rows(case, tuple(case.plan.treated))
    near = set(_rows(case, case.plan.design.neighbours))
    others = [row for row in range(len(case.panel.units)) if row not in own and row not in near]
    table = np.vstack([case.panel.outcome[own].sum(axis=0), case.panel.outcome[others]])
    names = ["+".join(case.plan.treated), *(case.panel.units[row] for row in others)]
    found = defensible_controls(
        table,
        0,
        case.start,
        units=names,
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
                    "The effect by every group that passes the checks.",
                ),
                found.summary(),
            ),
        ),
        assumptions=CHECKS,
        facts={"agreeing": found.agreeing, "spread_low": low, "spread_high": high},
    )


STEPS = (
    Step("power", power_section.TITLE, power, 1),
    Step("fit", Text("Före och efter, mot jämförelseområden", "Before and after, against controls"), fit, 1),
    Step("spread", Text("Alla jämförelser som går att försvara", "Every defensible comparison"), spread, 2),
)
