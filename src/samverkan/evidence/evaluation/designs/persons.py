"""Persons over time, on pseudonymised exports: time to an event, events that come again, other ends that compete."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from samverkan.evidence import _distributions as stats
from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.designs import power_section, prior_section
from samverkan.evidence.evaluation.finding import Estimate, Figure, Section, Table, number, same
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.rows import Persons
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

if TYPE_CHECKING:
    from samverkan.evidence.incidence import Incidence
    from samverkan.evidence.survival import Cox

MOST_GROUPS = 4


def steps(plan: Plan) -> tuple[Step, ...]:
    """The prior only where the plan has one."""
    return (*STEPS, *prior_section.step(plan))


def power(case: Case) -> Section:
    """Smallest ratio of rates that so many events could show (Schoenfeld 1983), the groups' results still unseen."""
    persons = _persons(case)
    events = int((persons.event == 1).sum())
    part = float(_treated(case).mean())
    if not 0 < part < 1 or not events:
        raise Refusal(
            "Båda grupperna och minst en händelse behövs.", "Both groups and at least one event are needed."
        )
    reach = stats.norm.ppf(0.5 + case.plan.level / 2)
    spread = 1 / math.sqrt(events * part * (1 - part))
    smallest = 1 - math.exp(-(reach + stats.norm.ppf(0.8)) * spread)
    wanted = abs(math.log(1 + case.plan.good * case.plan.smallest_effect / 100))
    chance = float(stats.norm.sf(reach - wanted / spread) + stats.norm.cdf(-reach - wanted / spread))
    return Section(
        said=(
            say(
                "Med {events} händelser, alla grupper sammanlagda, är den minsta minskning av takten som kan visas "
                "med 80 % "
                "säkerhet {smallest:.0f} %.",
                "With {events} events, all groups together, the smallest fall in the rate that can be shown with 80 % "
                "certainty is {smallest:.0f} %.",
                events=events,
                smallest=100 * smallest,
            ),
            say(
                "En verklig förändring på {wanted:.0f} % visas med {chance:.0f} % sannolikhet.",
                "A true change of {wanted:.0f} % is shown with {chance:.0f} % probability.",
                wanted=case.plan.smallest_effect,
                chance=100 * chance,
            ),
        ),
        facts={"power": chance},
    )


def curves(case: Case) -> Section:
    """The share with the event over time in each group, other ends competing."""
    from samverkan.evidence import incidence
    from samverkan.evidence.plots import shares

    persons = _persons(case)
    if _again(persons):
        raise Refusal(
            "Flera rader per person: kurvan för en enda händelse ritas inte.",
            "Several rows a person: no curve of a single event is drawn.",
        )
    found: dict[str, Incidence] = {}
    for group in dict.fromkeys(persons.groups):
        rows = np.array([name == group for name in persons.groups])
        found[group] = incidence.cumulative_incidence(
            persons.stop[rows], persons.event[rows], cause=1, level=case.plan.level
        )
    if len(found) > MOST_GROUPS:
        raise Refusal(
            f"{len(found)} grupper är för många att rita.", f"{len(found)} groups are too many to draw."
        )
    return Section(
        said=tuple(
            Text(f"{group}: {curve.summary().sv}", f"{group}: {curve.summary().en}")
            for group, curve in found.items()
        ),
        figures=(
            Figure.of(
                "curves",
                lambda lang: shares.curves(found, lang),
                Text(
                    "Andelen som har haft händelsen, efter tid.", "The share that has had the event, by time."
                ),
                Text(
                    "; ".join(c.summary().sv for c in found.values()),
                    "; ".join(c.summary().en for c in found.values()),
                ),
            ),
        ),
        assumptions=incidence.ASSUMPTIONS,
    )


def fit(case: Case) -> Section:
    """Cox regression, errors over persons, families or places; repeated events over the person."""
    from samverkan.evidence import survival

    found = _cox(case)
    ratio, low, high = (float(values[0]) for values in (found.ratios, np.exp(found.low), np.exp(found.high)))
    rows = tuple(
        (same(str(row["name"])), *(number(float(row[key]), ".3g") for key in ("ratio", "low", "high", "p")))
        for row in found.table()
    )
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                _key(found),
                Text("Cox-regression", "Cox regression"),
                float(found.coefficients[0]),
                float(found.low[0]),
                float(found.high[0]),
                float(found.p[0]),
                (100 * (ratio - 1), 100 * (low - 1), 100 * (high - 1)),
                case.plan.level,
                main=True,
                logs=True,
            ),
        ),
        tables=(
            Table(
                Text("Takten i förhållande till jämförelsen", "The rate relative to the comparison"),
                (
                    Text("Uppgift", "Covariate"),
                    Text("Kvot", "Ratio"),
                    Text("Från", "From"),
                    Text("Till", "To"),
                    same("p"),
                ),
                rows,
            ),
        ),
        warnings=found.warnings,
        assumptions=survival.ASSUMPTIONS,
        facts={
            "events": float(found.events),
            "log_ratio": float(found.coefficients[0]),
            "log_error": float(found.errors[0]),
        },
    )


def _key(found: Cox) -> str:
    """The row of the calibration table: with few families or places the design is another one."""
    from samverkan.evidence.survival import FEW_CLUSTERS

    return "cox" if found.clusters is None or found.clusters >= FEW_CLUSTERS else "cox_few"


def _cox(case: Case) -> Cox:
    from samverkan.evidence import recurrent, survival

    persons = _persons(case)
    covariates = np.column_stack([_treated(case), persons.covariates])
    names = [str(case.plan.design.treated_group), *persons.names]
    event = (persons.event == 1).astype(float)
    if _again(persons):
        return recurrent.andersen_gill(
            persons.person, persons.start, persons.stop, event, covariates, names=names, level=case.plan.level
        )
    cluster = persons.cluster if persons.cluster is not None else persons.person
    start = persons.start if "start" in case.plan.data.columns else None
    return survival.cox(
        persons.stop, event, covariates, names=names, start=start, cluster=cluster, level=case.plan.level
    )


def _persons(case: Case) -> Persons:
    assert case.persons is not None
    return case.persons


def _treated(case: Case) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    wanted = case.plan.design.treated_group
    flags = np.array([float(group == wanted) for group in _persons(case).groups])
    if not flags.any() or flags.all():
        raise Refusal(
            f"Gruppen {wanted} saknas, eller så saknas de att jämföra med.",
            f"The group {wanted} is missing, or those to compare with.",
        )
    return flags


def _again(persons: Persons) -> bool:
    return len(set(persons.person)) < len(persons.person)


STEPS = (
    Step("power", power_section.TITLE, power, 1),
    Step("fit", Text("Takten i grupperna", "The rate in the groups"), fit, 2),
    Step("curves", Text("Andel med händelsen över tid", "Share with the event over time"), curves, 1),
)
