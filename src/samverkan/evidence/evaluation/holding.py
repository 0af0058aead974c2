"""Which designs hold what they promise, as `make calibrate` found; the report warns where one does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from samverkan.evidence.evaluation.finding import Estimate
from samverkan.evidence.text import Text, say

FILE = Path(__file__).with_name("calibration.yaml")


@dataclass(frozen=True)
class Held:
    """Of `tries` worlds without effect: how many intervals held zero, how many tests rejected; None where not asked."""

    tries: int
    covered: int | None
    rejected: int | None
    holds: bool


@cache
def table() -> dict[str, Held]:
    """Design to what was found; empty before the first calibration."""
    if not FILE.exists():
        return {}
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["designs"]
    return {
        name: Held(row["tries"], row.get("covered"), row.get("rejected"), bool(row["holds"]))
        for name, row in rows.items()
    }


def warnings(estimates: Iterable[Estimate]) -> tuple[Text, ...]:
    """One warning for each design among the estimates that did not hold its level."""
    said = []
    known = table()
    for each in estimates:
        found = known.get(each.design)
        if found is not None and not found.holds:
            said.append(_said(each, found))
    return tuple(dict.fromkeys(said))


def _said(estimate: Estimate, found: Held) -> Text:
    facts: dict[str, str | int] = {
        "name_sv": estimate.name.sv,
        "name_en": estimate.name.en,
        "tries": found.tries,
    }
    if found.covered is not None:
        return say(
            "{name_sv}: i {tries} påhittade världar utan effekt täckte 95 %-intervallet noll i {share:.1f} % av "
            "fallen, "
            "inte 95. Läs intervallet som osäkrare än det ser ut.",
            "{name_en}: in {tries} invented worlds without effect the 95 % interval held zero in {share:.1f} % of "
            "cases, "
            "not 95. Read the interval as less certain than it looks.",
            share=100 * found.covered / found.tries,
            **facts,
        )
    return say(
        "{name_sv}: i {tries} påhittade världar utan effekt sade testet ändå ifrån i {share:.1f} % av fallen, inte 5.",
        "{name_en}: in {tries} invented worlds without effect the test still rejected in {share:.1f} % of cases, "
        "not 5.",
        share=100 * (found.rejected or 0) / found.tries,
        **facts,
    )
