"""Near repeats straight from a file: the table in the terminal, and as CSV if wanted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast

from samverkan.evidence.evaluation.plan import Data, Design, Outcome, Plan
from samverkan.evidence.evaluation.rows import read_points
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

HEADS = (
    "metres_from",
    "metres_to",
    "days_from",
    "days_to",
    "observed",
    "expected",
    "ratio",
    "z",
    "p",
    "p_family",
)
SWEDISH = ("meter från", "till", "dygn från", "till", "par", "väntade", "kvot", "z", "p", "p alla band")


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for, as typed."""

    x: str
    y: str
    day: str
    metres: str
    days: str
    event: str
    metric: str
    permutations: int
    seed: int


def run_near_repeat(
    path: Path, wanted: Wanted, lang: str, output: Path | None, executor: Executor | None
) -> Iterator[str]:
    """Lines for the terminal; the table goes to `output` too. Raises Refusal for faults in file or bands."""
    from samverkan.evidence.evaluation.designs.near_repeats import events_of
    from samverkan.evidence.near_repeat import near_repeat

    rule = tuple(part.strip() for part in wanted.event.split(",") if part.strip())
    report = {name: name for name in rule if name not in {"row", "x", "y", "day"}}
    points = read_points(path, _plan(path, wanted, report))
    events = events_of(points, tuple("report" if name in report else name for name in rule))
    found = near_repeat(
        events,
        metres=_numbers(wanted.metres, "--metres"),
        days=_numbers(wanted.days, "--days"),
        metric=cast("Literal['manhattan', 'euclid']", wanted.metric),
        permutations=wanted.permutations,
        seed=wanted.seed,
        executor=executor,
    )
    yield found.summary().sv if lang == "sv" else found.summary().en
    table = found.table()
    heads = [key for key in HEADS if key in table[0]]
    yield "\t".join(SWEDISH[: len(heads)] if lang == "sv" else heads)
    for row in table:
        yield "\t".join(f"{row[key]:.4g}" for key in heads)
    if output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads)
            writer.writeheader()
            writer.writerows(table)


def _plan(path: Path, wanted: Wanted, report: dict[str, str]) -> Plan:
    """The plan that the reader of points asks; only its columns matter."""
    if len(report) > 1:
        names = ", ".join(report)
        raise Refusal(
            f"Ange en kolumn för händelsen, inte {names}.", f"Give one column for the event, not {names}."
        )
    columns: dict[str, str | tuple[str, ...]] = {"x": wanted.x, "y": wanted.y, "day": wanted.day}
    if report:
        columns["report"] = next(iter(report))
    data = Data(path.name, path.name, date.min, columns)
    return Plan("", "", "", "", date.min, Outcome("", ""), data, Design("near_repeat"), 1.0)


def _numbers(written: str, option: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in written.split(","))
    except ValueError as error:
        said = Text(
            f"{option} ska vara tal med komma emellan.", f"{option} must be numbers with commas between."
        )
        raise Refusal(said.sv, said.en) from error
