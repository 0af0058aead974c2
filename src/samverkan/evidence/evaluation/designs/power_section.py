"""The first thing shown: what this could ever show. One section for each way of knowing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samverkan.evidence.evaluation.case import Case
from samverkan.evidence.evaluation.finding import Figure, Section
from samverkan.evidence.power import Power, power
from samverkan.evidence.power_designs import Design
from samverkan.evidence.text import Text, say

if TYPE_CHECKING:
    from samverkan.evidence.power_panel import PanelPower

TITLE = Text("Vad kunde detta visa?", "What could this show?")
CAPTION = Text(
    "Sannolikheten att upptäcka en förändring, efter dess storlek.", "Chance to detect a change, by its size."
)


def exchanged(case: Case) -> Section:
    """From exchanged pretended starts before the first."""
    from samverkan.evidence.power_panel import exchange_power

    return of_panel(
        case, exchange_power(case.values, case.cut.starts, alpha=1 - case.plan.level, seed=case.plan.seed)
    )


def of_panel(case: Case, found: PanelPower) -> Section:
    """Power in the outcome's unit, and for the smallest effect that matters."""
    wanted = case.plan.smallest_effect / 100 * abs(found.level)
    chance = found.chance(wanted)
    return Section(
        said=(found.summary(), _wanted(case, chance)),
        figures=(Figure.of("power", found.plot, CAPTION, found.summary()),),
        facts={"power": chance},
    )


def of_design(case: Case, design: Design, note: tuple[Text, ...] = ()) -> Section:
    """Power of a count design, from what was known before the start."""
    found: Power = power(
        design, 1 + case.plan.good * case.plan.smallest_effect / 100, alpha=1 - case.plan.level
    )
    return Section(
        said=(found.summary(), *note),
        figures=(Figure.of("power", found.plot, CAPTION, found.summary()),),
        facts={"power": found.chance},
    )


def _wanted(case: Case, chance: float) -> Text:
    return say(
        "En verklig förändring på {wanted:.0f} %, den minsta som planen säger spelar roll, visas med {chance:.0f} % "
        "sannolikhet.",
        "A true change of {wanted:.0f} %, the least that the plan says matters, is shown with {chance:.0f} % "
        "probability.",
        wanted=case.plan.smallest_effect,
        chance=100 * chance,
    )
