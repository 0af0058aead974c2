"""QUESTION.yaml read to a plan: right in form, and whole for the design it names."""

from __future__ import annotations

from pathlib import Path

from samverkan.evidence.evaluation._forms import read_record
from samverkan.evidence.evaluation.plan import PANELS, POINTS, Kind, Plan
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

NEEDED: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys(PANELS, ("unit", "time", "outcome")),
    "persons": ("person", "stop", "event", "group"),
    "near_repeat": ("x", "y", "day"),
    "hotspots": ("x", "y", "day"),
    "synthesis": ("study", "effect", "error"),
}
MAY: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys(PANELS, ("exposure", "covariates")),
    "persons": ("start", "covariates", "cluster"),
    "near_repeat": ("report",),
    "hotspots": ("report",),
    "synthesis": (),
}


def read_question(path: Path) -> Plan:
    """The plan in a file. Raises Refusal naming file, line, key and remedy, for every fault at once."""
    if not path.is_file():
        raise Refusal(f"Filen {path.name} finns inte.", f"There is no file {path.name}.")
    return parse_question(path.read_bytes(), path.name)


def parse_question(raw: bytes, name: str = "QUESTION.yaml") -> Plan:
    """The plan in a file's bytes; errors as `read_question`."""
    plan: Plan = read_record(raw, name, Plan)
    found = [*_columns(plan), *_treated(plan), *_own(plan)]
    if found:
        raise Refusal(
            "\n".join(f"{name}: {text.sv}" for text in found),
            "\n".join(f"{name}: {text.en}" for text in found),
        )
    return plan


def _columns(plan: Plan) -> list[Text]:
    needed, may = NEEDED[plan.design.kind], MAY[plan.design.kind]
    lacking = [name for name in needed if name not in plan.data.columns]
    strange = [name for name in plan.data.columns if name not in (*needed, *may)]
    return [
        *(
            Text(f"data.columns.{name} saknas; säg vilken kolumn det är.", f"data.columns.{name} is missing.")
            for name in lacking
        ),
        *(
            Text(
                f"data.columns.{name} används inte av {plan.design.kind}; den kan ha {', '.join((*needed, *may))}.",
                f"data.columns.{name} is not used by {plan.design.kind}; it may have {', '.join((*needed, *may))}.",
            )
            for name in strange
        ),
    ]


def _treated(plan: Plan) -> list[Text]:
    if plan.design.kind in PANELS and not plan.treated:
        return [
            Text(
                "treated saknas: vilka enheter fick insatsen, och från när?",
                "treated is missing: who, from when?",
            )
        ]
    several = len(plan.treated) > 1
    if several and plan.design.kind == "interrupted_series":
        return [
            Text("interrupted_series tar en enhet med insats.", "interrupted_series takes one treated unit.")
        ]
    if plan.design.kind == "areas" and len(set(plan.treated.values())) > 1:
        return [Text("areas kräver samma start i alla enheter.", "areas needs one start for all units.")]
    return []


def _own(plan: Plan) -> list[Text]:
    design, found = plan.design, []
    if design.kind in POINTS and not design.event:
        found.append(
            Text(
                "design.event saknas: vad är en händelse? [row] för varje rad, annars kolumner som ska vara lika.",
                "design.event is missing: what is one event? [row] for every row, else columns that must be equal.",
            )
        )
    if design.kind == "near_repeat" and not (design.metres and design.days):
        found.append(
            Text("design.metres och design.days saknas.", "design.metres and design.days are missing.")
        )
    if design.kind == "hotspots" and not design.drawn:
        found.append(
            Text(
                "design.drawn saknas: vilken dag ritades kartan?",
                "design.drawn is missing: when was the map drawn?",
            )
        )
    if design.kind == "persons" and not design.treated_group:
        found.append(
            Text(
                "design.treated_group saknas: vilket värde i group fick insatsen?",
                "design.treated_group is missing: which value of group was treated?",
            )
        )
    if design.kind == "areas" and not design.compare_with:
        found.append(Text("design.compare_with saknas.", "design.compare_with is missing."))
    return found
