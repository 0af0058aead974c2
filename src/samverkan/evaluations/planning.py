"""From what is written in the form to a plan: the same file, with the same faults told, as on the command line."""

from datetime import date
from typing import Any

import yaml

from samverkan.evidence.evaluation.plan import PANELS, Plan
from samverkan.evidence.evaluation.question_file import MAY, NEEDED, parse_question

NAME = "QUESTION.yaml"
DATA = "data"
KINDS = (".csv", ".xlsx", ".ods", ".parquet")
RULES = {"row": ["row"], "place": ["x", "y", "day"], "report": ["report"]}
"""What one event is, of points: every row, the same place and day, or the same number of a report."""


def question(facts: dict[str, Any], author: str, written: date, suffix: str) -> bytes:
    """The question file that the form stands for. Raises nothing: `read` says what is wrong with it."""
    content: dict[str, Any] = {
        "id": "plan", "title": facts["title"], "question": facts["question"], "author": author, "written": written,
        "outcome": {
            "name": facts["measure"], "definition": facts["definition"], "better": facts.get("better", "lower"),
        },
        "data": {
            "file": DATA + suffix, "source": facts["source"], "vintage": facts["vintage"], "columns": _columns(facts),
        },
        "design": {"kind": facts["kind"], **_design(facts)},
        "smallest_effect": float(facts["smallest"]),
        "also_happened": [
            {"since": since, "what": what} for since, what in pairs(facts["also"]).items()
        ],
    }  # fmt: skip
    if facts["kind"] in PANELS:
        content["treated"] = pairs(facts["treated"])
    if facts.get("method"):
        content["method"] = facts["method"]
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    return text.encode()


def read(raw: bytes) -> Plan:
    """The plan. Raises Refusal with every fault at once."""
    return parse_question(raw, NAME)


def lines(text: str) -> list[str]:
    """One name a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def pairs(text: str) -> dict[str, str]:
    """`name: value` a line; a line without a colon has an empty value, which the plan's own check refuses."""
    found = {}
    for line in lines(text):
        name, _, value = line.partition(":")
        found[name.strip()] = value.strip()
    return found


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    kind = facts["kind"]
    columns: dict[str, Any] = {
        name: facts[name] for name in (*NEEDED[kind], *MAY[kind]) if facts.get(name) and name != "covariates"
    }
    if kind in PANELS and len(parts := columns.get("time", "").split("+")) == 2:
        columns["time"] = [part.strip() for part in parts]
    if covariates := lines(facts.get("covariates") or ""):
        columns["covariates"] = covariates
    return columns


def _design(facts: dict[str, Any]) -> dict[str, Any]:
    kind = facts["kind"]
    if kind == "persons":
        return {"treated_group": facts["treated_group"]}
    if kind == "near_repeat":
        return {"event": RULES[facts["rule"]], "metres": facts["metres"], "days": facts["days"]}
    if kind == "hotspots":
        return {
            "event": RULES[facts["rule"]],
            "cell": float(facts["cell"]),
            "drawn": facts["drawn"].isoformat(),
        }
    return {"season": facts["season"], "compare_with": lines(facts["compare_with"])}
