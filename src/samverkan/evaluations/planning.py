"""From what is written in the form to a plan: the same file, with the same faults told, as on the command line."""

from datetime import date
from typing import Any

import yaml

from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.question_file import parse_question

NAME = "QUESTION.yaml"
DATA = "data"
KINDS = (".csv", ".xlsx", ".ods", ".parquet")


def question(facts: dict[str, Any], author: str, written: date, suffix: str) -> bytes:
    """The question file that the form stands for. Raises nothing: `read` says what is wrong with it."""
    columns = {name: facts[name] for name in ("unit", "time", "outcome", "exposure") if facts.get(name)}
    if len(parts := columns["time"].split("+")) == 2:
        columns["time"] = [part.strip() for part in parts]
    content: dict[str, Any] = {
        "id": "plan", "title": facts["title"], "question": facts["question"], "author": author, "written": written,
        "outcome": {"name": facts["measure"], "definition": facts["definition"], "better": facts["better"]},
        "data": {
            "file": DATA + suffix, "source": facts["source"], "vintage": facts["vintage"], "columns": columns,
        },
        "design": {
            "kind": facts["kind"], "season": facts["season"], "compare_with": lines(facts["compare_with"]),
        },
        "treated": pairs(facts["treated"]), "smallest_effect": float(facts["smallest"]),
        "also_happened": [
            {"since": since, "what": what} for since, what in pairs(facts["also"]).items()
        ],
    }  # fmt: skip
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
