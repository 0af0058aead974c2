"""What a single series' evaluation says in words: assumptions, answer, warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from samverkan.evidence.text import Text, join, say

if TYPE_CHECKING:
    from samverkan.evidence.interrupted_series import InterruptedSeries
    from samverkan.evidence.structural_series import StructuralSeries

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Nivån, trenden och säsongen före starten hade fortsatt om insatsen inte kommit.",
        "Level, trend and season before the start would have gone on had the programme not come.",
    ),
    Text(
        "Inget annat som påverkar utfallet ändrades samtidigt som insatsen började.",
        "Nothing else that affects the outcome changed when the programme began.",
    ),
    Text(
        "Händelserna registreras på samma sätt före och efter.",
        "Events are recorded alike before and after.",
    ),
)
FEW_EVENTS = 30


def interrupted(result: InterruptedSeries) -> Text:
    """Change in percent, events prevented, warnings."""
    percent, low, high = (100 * (value - 1) for value in (result.ratio, result.ratio_low, result.ratio_high))
    head = say(
        "Antalet ändrades med {percent:.0f} procent mot vad det annars hade varit ({level:.0f} % intervall "
        "{low:.0f} till {high:.0f}, p = {p:.3f}); det är {events:.0f} färre händelser "
        "({fewest:.0f} till {most:.0f}).",
        "The count changed by {percent:.0f} per cent from what it would have been ({level:.0f} % interval "
        "{low:.0f} to {high:.0f}, p = {p:.3f}); that is {events:.0f} fewer events ({fewest:.0f} "
        "to {most:.0f}).",
        percent=percent,
        low=low,
        high=high,
        level=100 * result.level,
        p=result.p,
        events=result.prevented,
        fewest=result.prevented_low,
        most=result.prevented_high,
    )
    return join([head, *result.warnings])


def warned(result: InterruptedSeries) -> InterruptedSeries:
    """The same result with what a reader must be told."""
    found: list[Text] = []
    if len(result.observed) < 36:
        found.append(
            say(
                "Serien har bara {count} tidpunkter; osäkerheten är snarare större än intervallet visar.",
                "The series has only {count} periods; the uncertainty is larger than the interval shows.",
                count=len(result.observed),
            )
        )
    if result.observed.sum() < FEW_EVENTS:
        found.append(
            say(
                "Bara {events} händelser under hela tiden; slutsatser ur så få är osäkra.",
                "Only {events} events over the whole time; conclusions from so few are uncertain.",
                events=int(result.observed.sum()),
            )
        )
    if result.autocorrelation_p < 0.01:
        found.append(
            Text(
                "Avvikelserna följer varandra i tiden mer än modellen fångar.",
                "The deviations follow one another in time more than the model captures.",
            )
        )
    return replace(result, warnings=tuple(found))


def structural(result: StructuralSeries) -> Text:
    """Mean and cumulative effect with their intervals."""
    return say(
        "Skillnaden mot förväntat är i medeltal {mean:.4g} per tidpunkt ({level:.0f} % "
        "intervall {low:.4g} till "
        "{high:.4g}). Sannolikheten att det finns en skillnad åt det hållet är {chance:.1f} procent.",
        "The difference from expected averages {mean:.4g} per period ({level:.0f} % interval {low:.4g} to "
        "{high:.4g}). The probability of a difference in that direction is {chance:.1f} per cent.",
        mean=result.mean_effect,
        low=result.mean_low,
        high=result.mean_high,
        level=100 * result.level,
        chance=100 * (1 - result.tail),
    )
