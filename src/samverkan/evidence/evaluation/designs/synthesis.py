"""Several districts or studies together, what a next place may expect, and what that adds to earlier knowledge."""

from __future__ import annotations

import math

from samverkan.evidence import synthesis as meta
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section, prior_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number, same
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.rows import Studies
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.small_studies import egger
from samverkan.evidence.text import Text, say


def steps(plan: Plan) -> tuple[Step, ...]:
    """The prior only where the plan has one."""
    return (*STEPS, *prior_section.step(plan))


def power(case: Case) -> Section:
    """The smallest change that studies of these sizes could show together, if all places were alike."""
    from samverkan.evidence import _distributions as stats

    studies = _studies(case)
    error = 1 / math.sqrt(float((studies.errors**-2).sum()))
    reach = float(stats.norm.ppf(0.5 + case.plan.level / 2))
    smallest = 1 - math.exp(-(reach + float(stats.norm.ppf(0.8))) * error)
    wanted = abs(math.log(1 + case.plan.good * case.plan.smallest_effect / 100))
    chance = float(stats.norm.sf(reach - wanted / error) + stats.norm.cdf(-reach - wanted / error))
    return Section(
        said=(
            say(
                "Tillsammans kan {k} studier som bäst, om alla platser vore lika, visa en minskning på "
                "{smallest:.0f} % med "
                "80 % säkerhet.",
                "Together {k} studies can at best, if all places were alike, show a fall of {smallest:.0f} % with 80 % "
                "certainty.",
                k=len(studies.names),
                smallest=100 * smallest,
            ),
        ),
        facts={"power": chance},
    )


def fit(case: Case) -> Section:
    """Fixed or random effects, with the prediction interval."""
    studies = _studies(case)
    found = meta.meta_analysis(
        studies.effects,
        studies.errors,
        method=case.plan.design.method,
        labels=studies.names,
        level=case.plan.level,
    )
    share = tuple(100 * (math.exp(value) - 1) for value in (found.estimate, found.low, found.high))
    rows = tuple(
        (same(name), number(effect), number(error), number(100 * weight, ".0f"), number(without))
        for name, effect, error, weight, without in zip(
            found.labels, found.effects, found.errors, found.weights, found.without, strict=True
        )
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "synthesis",
                Text("Alla tillsammans", "All together"),
                found.estimate,
                found.low,
                found.high,
                found.p,
                (share[0], share[1], share[2]),
                case.plan.level,
                main=True,
                logs=True,
            ),
        ),
        tables=(
            Table(
                Text("Studierna (logaritmerade kvoter)", "The studies (log ratios)"),
                (
                    Text("Studie", "Study"),
                    Text("Effekt", "Effect"),
                    Text("Medelfel", "Error"),
                    Text("Vikt, %", "Weight, %"),
                    Text("Alla utom den", "All but it"),
                ),
                rows,
            ),
        ),
        figures=(
            Figure.of(
                "forest",
                found.plot,
                Text(
                    "Varje studie, alla tillsammans, och vad en ny plats kan vänta sig.",
                    "Each study, all, a new place.",
                ),
                found.summary(),
            ),
        ),
        warnings=found.warnings,
        assumptions=meta.ASSUMPTIONS,
        facts={"log_ratio": found.estimate, "log_error": found.error},
    )


def small(case: Case) -> Section:
    """Do small studies tell another story than large ones?"""
    studies = _studies(case)
    found = egger(studies.effects, studies.errors)
    return Section(said=(found.summary(),), warnings=found.warnings, facts={"egger_p": found.p})


def _studies(case: Case) -> Studies:
    assert case.studies is not None
    return case.studies


STEPS = (
    Step("power", power_section.TITLE, power, 1),
    Step("fit", Text("Alla tillsammans", "All together"), fit, 1),
    Step("small", Text("Små studier mot stora", "Small studies against large"), small, 1),
)
