"""What the Swedish result adds to what others found."""

from __future__ import annotations

from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Estimate, Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.steps import Step
from samverkan.evidence.prior import ASSUMPTIONS, prior_from_ratio, update
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

TITLE = Text("Tillsammans med tidigare studier", "Together with earlier studies")
FITTERS = {"interrupted_series": "series", "areas": "areas", "persons": "persons", "synthesis": "synthesis"}


def step(plan: Plan) -> tuple[Step, ...]:
    """The step, where the plan says what others found."""
    return (Step("prior", TITLE, combined),) if plan.earlier is not None else ()


def combined(case: Case) -> Section:
    """The main log ratio of the design, fitted again, combined with the plan's prior."""
    import importlib

    earlier, kind = case.plan.earlier, case.plan.design.kind
    if earlier is None or kind not in FITTERS:
        raise Refusal("Designen ger ingen kvot att väga ihop.", "The design gives no ratio to combine.")
    module = importlib.import_module(f"samverkan.evidence.evaluation.designs.{FITTERS[kind]}")
    facts = module.fit(case).facts
    if "log_ratio" not in facts:
        raise Refusal("Resultatet går inte att uttrycka som en kvot.", "The result cannot be put as a ratio.")
    source = Text(earlier.source, earlier.source)
    prior = prior_from_ratio(
        earlier.ratio, earlier.low, earlier.high, transfer=earlier.transfer, source=source
    )
    found = update(prior, facts["log_ratio"], facts["log_error"], level=case.plan.level)
    ratio, low, high = found.ratio()
    return Section(
        said=(found.summary(),),
        estimates=(
            Estimate(
                "prior",
                TITLE,
                found.effect,
                found.low,
                found.high,
                None,
                (100 * (ratio - 1), 100 * (low - 1), 100 * (high - 1)),
                case.plan.level,
                logs=True,
            ),
        ),
        assumptions=ASSUMPTIONS,
        facts={"swedish_share": found.swedish_share, "conflict": found.conflict},
    )
