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
    """Of `tries` worlds without effect: intervals that held zero, tests that rejected at `level`; None if not asked.

    holds: yes, careful (wider or more cautious than promised), or no.
    """

    tries: int
    covered: int | None
    rejected: int | None
    level: float
    holds: str


@cache
def table() -> dict[str, Held]:
    """Design to what was found; empty before the first calibration."""
    if not FILE.exists():
        return {}
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["designs"]
    return {name: Held(**row) for name, row in rows.items()}


def warnings(estimates: Iterable[Estimate]) -> tuple[Text, ...]:
    """One warning for each design among the estimates that did not hold its level."""
    known = table()
    found = [(each, known[each.design]) for each in estimates if each.design in known]
    return tuple(dict.fromkeys(_said(each, held) for each, held in found if held.holds != "yes"))


def _said(estimate: Estimate, held: Held) -> Text:
    facts: dict[str, str | int | float] = {
        "name_sv": estimate.name.sv,
        "name_en": estimate.name.en,
        "tries": held.tries,
        "share": 100 * (held.covered or 0) / held.tries,
        "rejected": 100 * (held.rejected or 0) / held.tries,
        "level": 100 * held.level,
    }
    if held.covered is None:
        return say(
            "{name_sv}: i {tries} påhittade världar utan effekt sade testet ändå ifrån i {rejected:.1f} % av fallen, "
            "inte {level:.0f}.",
            "{name_en}: in {tries} invented worlds without effect the test still rejected in {rejected:.1f} % of "
            "cases, "
            "not {level:.0f}.",
            **facts,
        )
    if held.holds == "careful":
        return say(
            "{name_sv}: i {tries} påhittade världar utan effekt rymde 95 %-intervallet noll i {share:.1f} % av fallen. "
            "Det är bredare än det behöver, och en verklig effekt är lättare att missa.",
            "{name_en}: in {tries} invented worlds without effect the 95 % interval held zero in {share:.1f} % of "
            "cases. "
            "It is wider than need be, and a true effect is easier to miss.",
            **facts,
        )
    return say(
        "{name_sv}: i {tries} påhittade världar utan effekt rymde 95 %-intervallet noll i bara {share:.1f} % av "
        "fallen. "
        "Läs det som osäkrare än det ser ut.",
        "{name_en}: in {tries} invented worlds without effect the 95 % interval held zero in only {share:.1f} % of "
        "cases. "
        "Read it as less certain than it looks.",
        **facts,
    )
