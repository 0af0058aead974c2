"""What a synthetic control says in words: its assumptions, its answer, its warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from samverkan.evidence.text import Text, join, say

if TYPE_CHECKING:
    from samverkan.evidence.synthetic_control import SyntheticControl

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade enheten fortsatt att följa samma blandning av jämförelseenheter som "
        "den följde före.",
        "Without the programme the unit would have kept following the mix of comparison units "
        "it followed before.",
    ),
    Text(
        "Jämförelseenheterna påverkades inte av insatsen, och ingen av dem fick en egen stor "
        "förändring samtidigt.",
        "The comparison units were not affected by the programme, and none had a large change "
        "of its own then.",
    ),
    Text(
        "Ingen ändrade sitt beteende i förväg, innan insatsens angivna start.",
        "Nobody changed behaviour in advance of the stated start.",
    ),
    Text(
        "Utfallet mäts på samma sätt i alla enheter och hela tiden.",
        "The outcome is measured alike in all units and throughout.",
    ),
)


def summary(result: SyntheticControl) -> Text:
    """Effect, its size in percent where defined, the placebo rank, and the warnings."""
    count = len(result.units)
    parts = [
        say(
            "Skillnaden mot den syntetiska jämförelsen är i medeltal {effect:.4g} per tidpunkt "
            "efter starten.",
            "The difference from the synthetic comparison averages {effect:.4g} per period after the start.",
            effect=result.effect,
        )
    ]
    if result.percent is not None:
        parts.append(
            say("Det är {percent:.1f} procent.", "That is {percent:.1f} per cent.", percent=result.percent)
        )
    parts.append(
        say(
            "Bland {count} enheter, där varje enhet får spela den som fick insatsen, har den plats {rank} "
            "(p = {p:.3f}).",
            "Among {count} units, each put in the treated one's place, it ranks {rank} (p = {p:.3f}).",
            count=count,
            rank=result.rank,
            p=result.p,
        )
    )
    return join([*parts, *result.warnings])


def warned(result: SyntheticControl) -> SyntheticControl:
    """The same result with what a reader must be told."""
    return replace(result, warnings=tuple(_warnings(result)))


def _warnings(result: SyntheticControl) -> list[Text]:
    found: list[Text] = []
    count = len(result.units)
    if count < 20:
        found.append(
            say(
                "Med {count} enheter kan p aldrig bli lägre än {least:.3f}.",
                "With {count} units p can never fall below {least:.3f}.",
                count=count,
                least=1 / count,
            )
        )
    spread = float(np.std(result.observed[: result.start]))
    if result.before > max(spread, 1e-300) and spread > 0:
        found.append(
            Text(
                "Den syntetiska jämförelsen liknar inte enheten ens före starten; lita inte på "
                "skillnaden efteråt.",
                "The synthetic comparison does not resemble the unit even before the start; "
                "do not trust the difference after it.",
            )
        )
    if not result.unique:
        found.append(
            Text(
                "Vikterna är inte entydiga: andra blandningar passar förtiden lika bra. Se "
                "spännvidden över alla.",
                "The weights are not unique: other mixes fit the past equally well. See the range over all.",
            )
        )
    if float(result.weights.max()) > 0.8:
        found.append(
            say(
                "En enda enhet, {unit}, bär {share:.0f} procent av jämförelsen.",
                "A single unit, {unit}, carries {share:.0f} per cent of the comparison.",
                unit=result.units[int(result.weights.argmax())],
                share=100 * float(result.weights.max()),
            )
        )
    return found
