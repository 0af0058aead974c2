"""What speaks for "cannot tell", and harm next door: thin data, poor comparisons, rivals, steps that refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.verdict import Plea, Word
from samverkan.evidence.text import Text, say

FEW_EVENTS = 30
ENOUGH_POWER = 0.8
HARDLY = 0.5
SMALL = 0.05
Facts = Mapping[str, float]


class _Doubt(NamedTuple):
    """Which fact, when it raises the doubt, and the words."""

    fact: str
    raised: Callable[[float], bool]
    text: Text


DOUBTS = (
    _Doubt("events", lambda n: n < FEW_EVENTS, Text("Händelserna är få.", "The events are few.")),
    _Doubt(
        "misfit",
        lambda share: share > HARDLY,
        Text(
            "Jämförelsen följde dåligt redan före starten.", "The comparison followed badly before the start."
        ),
    ),
    _Doubt(
        "unique",
        lambda unique: unique < 1,
        Text("Jämförelsens vikter är inte entydiga.", "The comparison's weights are not unique."),
    ),
    _Doubt(
        "early",
        lambda share: share > 0.1,
        Text(
            "Låtsade starter före den verkliga ser också ut som effekter.",
            "Pretended starts before the real one look like effects too.",
        ),
    ),
    _Doubt(
        "pretrend_p",
        lambda p: p < SMALL,
        Text("Utvecklingarna skilde sig redan före starten.", "Trends differed before the start."),
    ),
    _Doubt(
        "breakdown",
        lambda times: times < 1,
        Text(
            "Slutsatsen faller om trenderna efter starten avvek så mycket som de gjorde före.",
            "The conclusion falls if trends departed after the start as much as they did before.",
        ),
    ),
    _Doubt(
        "conflict",
        lambda p: p < SMALL,
        Text(
            "Resultatet och de tidigare studierna säger emot varandra.",
            "The result and the earlier studies contradict each other.",
        ),
    ),
)


def of_facts(facts: Facts) -> Iterator[Plea]:
    """Doubts that the numbers raise."""
    if facts.get("power", 1.0) < ENOUGH_POWER:
        yield Plea(
            Word.CANNOT_TELL,
            say(
                "Upplägget hade bara {power:.0f} % chans att visa den minsta effekt som spelar roll.",
                "The design had only a {power:.0f} % chance of showing the least effect that matters.",
                power=100 * facts["power"],
            ),
        )
    for doubt in DOUBTS:
        if doubt.fact in facts and doubt.raised(facts[doubt.fact]):
            yield Plea(Word.CANNOT_TELL, doubt.text)
    if facts.get("feasible_low", 0.0) < 0 < facts.get("feasible_high", 0.0):
        yield Plea(
            Word.CANNOT_TELL,
            Text(
                "Vikter som följer förtiden lika väl ger effekter åt båda håll.",
                "Weights that follow the past as well give effects both ways.",
            ),
        )
    if facts.get("neighbour", 0.0) > 2 * facts.get("neighbour_se", 0.0) > 0:
        yield Plea(
            Word.HARMFUL,
            Text(
                "Händelserna ökade i grannområdet: de kan ha flyttat.",
                "Events rose next door: they may have moved.",
            ),
        )


def of_plan(plan: Plan) -> Iterator[Plea]:
    """What else happened, as the plan knew."""
    for event in plan.also_happened:
        when = event.since if event.until is None else f"{event.since}–{event.until}"
        place = f", {event.where}" if event.where else ""
        yield Plea(
            Word.CANNOT_TELL,
            Text(
                f"Samtidigt hände: {event.what} ({when}{place}).", f"Meanwhile: {event.what} ({when}{place})."
            ),
        )


def of_refusals(parts: Iterable[Section]) -> Iterator[Plea]:
    """Steps that could not be taken."""
    for part in parts:
        if part.refused is not None:
            yield Plea(
                Word.CANNOT_TELL,
                Text(f"{part.title.sv}: {part.refused.sv}", f"{part.title.en}: {part.refused.en}"),
            )


def of_deviations(deviations: Iterable[Text]) -> Iterator[Plea]:
    """What was done otherwise than planned."""
    for text in deviations:
        yield Plea(Word.CANNOT_TELL, Text(f"Avvikelse: {text.sv}", f"Deviation: {text.en}"))
