"""For each kind of design, the steps in the order that a reader should meet them: power always first."""

from __future__ import annotations

import importlib

from samverkan.evidence.evaluation.plan import Kind, Plan
from samverkan.evidence.evaluation.steps import Step

MODULES: dict[Kind, str] = {
    "synthetic_control": "synthetic",
    "difference": "differences",
    "interrupted_series": "series",
    "areas": "areas",
    "persons": "persons",
    "near_repeat": "near_repeats",
    "hotspots": "hotspots",
    "synthesis": "synthesis",
}


def steps(plan: Plan) -> tuple[Step, ...]:
    """The steps of a plan's design. The design is imported here, so that a quick command loads no other."""
    module = importlib.import_module(f"{__name__}.{MODULES[plan.design.kind]}")
    found: tuple[Step, ...] = module.steps(plan)
    return found
