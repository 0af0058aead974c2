"""The reference of QUESTION.yaml, written from the plan's own types so that it cannot be out of step with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from samverkan.evidence.evaluation.plan import Between, Data, Design, Earlier, Event, Outcome, Plan
from samverkan.evidence.evaluation.question_file import MAY, NEEDED
from samverkan.evidence.evaluation.report.words import DESIGNS

SAYS: dict[type, dict[str, str]] = {
    Plan: {
        "id": "A short name for files and registers.",
        "title": "The report's title.",
        "question": "What is asked, in one sentence that anyone understands.",
        "author": "Who answers for the plan.",
        "written": "The day it was written.",
        "outcome": "What was to change.",
        "data": "Where the numbers come from.",
        "design": "How the question is answered.",
        "smallest_effect": "The least change, in per cent, that would matter for a decision.",
        "method": "The method's id in the catalogue, so that the result can feed its evidence card.",
        "treated": "Each treated unit and its first treated period, e.g. `{Norra: 2022-01}`.",
        "follow_up_until": "The last period that counts; the data's last if left out.",
        "excluded": "Units that may serve neither as treated nor as comparison, each with the reason.",
        "also_happened": "What else happened that may explain a change. Every one becomes a warning.",
        "earlier": "What others found, to be combined with the result.",
        "level": "The level of every interval.",
        "seed": "Where chance is drawn from; the same seed, the same answer.",
    },
    Outcome: {
        "name": "Its name in figures and tables.",
        "definition": "What is counted and what is not.",
        "better": "Which direction is for the better.",
    },
    Data: {
        "file": "CSV, Parquet, Excel or ODS, beside the question file or with its full path.",
        "source": "Who publishes it.",
        "vintage": "The day it was fetched.",
        "columns": "Which column plays which part; see the table of designs.",
        "only": "Keep the rows whose columns hold exactly these values.",
        "sheet": "The sheet of an Excel file; the first filled one if left out.",
        "absent": "A unit that lacks a row for a period: refuse, leave it out, or count zero.",
        "hidden": "A unit with an empty or masked cell: refuse, or leave it out.",
        "first": "The first period that is read.",
        "last": "The last period that is read.",
    },
    Design: {
        "kind": "Which design.",
        "season": "Periods in a year (12 for months, 1 for none).",
        "harmonics": "Pairs of waves that the season is made of.",
        "change": "Whether the programme may change the level only, or the slope too.",
        "family": "How counts vary.",
        "compare_with": "The comparison units.",
        "predictors": "For synthetic control: a name, and `COLUMN PERIOD` or `COLUMN FIRST..LAST`.",
        "largest_group": "The most units in a comparison group when every group is tried.",
        "draws": "Shuffles of a permutation test.",
        "neighbours": "Areas that crime could move to.",
        "neighbour_controls": "What the neighbours are compared with.",
        "metres": "Rising distance bands, from 0.",
        "days": "Rising time bands, from 0.",
        "metric": "How distance is measured.",
        "event": "What one event is: `[row]`, or the columns that must be equal, e.g. `[report]`.",
        "cell": "The side of a cell of the map, in metres.",
        "drawn": "The day the map was drawn; what came before makes it, what came after judges it.",
        "treated_group": "The value of the group column that was treated.",
        "method": "How studies are pooled.",
    },
    Event: {
        "what": "What happened.",
        "since": "From when.",
        "until": "Until when.",
        "where": "Where.",
    },
    Earlier: {
        "ratio": "The rate ratio, e.g. 0.75 for a fall by a quarter.",
        "low": "The lower end of its 95 per cent interval.",
        "high": "The upper end.",
        "transfer": "Standard deviation, in log units, of how far the effect may shift on the way here: a judgement.",
        "source": "Where it stands.",
    },
}
HEAD = """# The question file

An evaluation begins with one YAML file: the question, the outcome, the data and the design. Lock it with
`samverkan evaluate lock QUESTION.yaml` before anyone has seen the outcome; the report lists whatever was done
otherwise. A fault in the file is told with its line, its key and what to do.
"""


def render() -> str:
    """The whole page as Markdown."""
    parts = [HEAD, *(_record(record) for record in SAYS), _designs()]
    return "\n".join(parts)


def _record(record: type) -> str:
    lines = [f"## {record.__name__}", "", "| Key | Holds | Needed | What it is for |", "|---|---|---|---|"]
    hints = get_type_hints(record, include_extras=True)
    for item in fields(record):
        said = SAYS[record][item.name]
        lines.append(f"| `{item.name}` | {_holds(hints[item.name])} | {_needed(item)} | {said} |")
    return "\n".join([*lines, ""])


def _needed(item: Any) -> str:
    if item.default is MISSING and item.default_factory is MISSING:
        return "yes"
    return "no" if item.default in {MISSING, None, ()} else f"no; `{item.default}`"


def _holds(hint: Any) -> str:
    """The form of a value, in words."""
    if get_origin(hint) is Annotated:
        inner, limits = get_args(hint)[:2]
        assert isinstance(limits, Between)
        return f"{_holds(inner)}, {limits.least:g} to {limits.most:g}"
    if get_origin(hint) is Literal:
        return " or ".join(f"`{word}`" for word in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_holds(get_args(hint)[0])}"
    if get_origin(hint) in {Mapping, dict}:
        return f"names and {_holds(get_args(hint)[1])}"
    parts = [part for part in get_args(hint) if part is not NoneType]
    if parts:
        return " or ".join(_holds(part) for part in parts)
    plain = {str: "text", int: "whole number", float: "number", date: "date"}
    return plain.get(hint, f"[{hint.__name__}](#{hint.__name__.lower()})")


def _designs() -> str:
    lines = [
        "## Designs and their columns",
        "",
        "| Kind | What it is | Columns needed | May have |",
        "|---|---|---|---|",
    ]
    lines += list(_kinds())
    return "\n".join([*lines, ""])


def _kinds() -> Iterator[str]:
    for kind, needed in NEEDED.items():
        may = ", ".join(f"`{name}`" for name in MAY[kind])
        yield f"| `{kind}` | {DESIGNS[kind].en} | {', '.join(f'`{name}`' for name in needed)} | {may} |"
