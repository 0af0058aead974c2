"""The few lines that a reader in a hurry gets: what could be shown, what was seen, and what to beware of."""

from __future__ import annotations

from samverkan.evidence.evaluation.finding import Estimate
from samverkan.evidence.evaluation.plan import POINTS
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.text import Text, say

ENOUGH, HALF = 0.8, 0.5
SENTENCES = 2  # of points: which places, and how they held
NO = Text("Knappast", "Hardly")


def lines(evaluation: Evaluation) -> tuple[Text, ...]:
    """Power first, then what was seen in plain words."""
    return (*_could(evaluation), *seen(evaluation))


def seen(evaluation: Evaluation) -> tuple[Text, ...]:
    """The main estimate with its interval in plain words; of points, what their own step says of itself."""
    kind = evaluation.plan.design.kind
    if kind in POINTS:
        fit = evaluation.section("fit")
        return fit.said[:SENTENCES] if fit is not None else ()
    main = next((each for each in evaluation.estimates if each.main), None)
    if main is None:
        return ()
    if kind == "persons" and main.percent is not None:
        return (_rate(main, main.percent, str(evaluation.plan.design.treated_group)),)
    return (_seen(main),)


def _could(evaluation: Evaluation) -> tuple[Text, ...]:
    """Could it show anything? In one line where the chance is known, else as the step has it."""
    power = evaluation.section("power")
    if power is None:
        return ()
    if power.refused is not None:
        return (
            Text(
                f"Kunde detta visa något? Det gick inte att räkna ut: {power.refused.sv}",
                f"Could this show anything? It could not be computed: {power.refused.en}",
            ),
        )
    if "power" not in power.facts or evaluation.plan.design.kind == "hotspots":
        return power.said
    chance = power.facts["power"]
    answer = Text("Ja", "Yes") if chance >= ENOUGH else Text("Kanske", "Perhaps") if chance >= HALF else NO
    return (
        say(
            "Kunde detta visa något? {answer_sv}: en verklig förändring på {wanted:g} %, den minsta som planen säger "
            "spelar roll, upptäcks med {chance:.0f} % sannolikhet. Det vanliga kravet är 80 %.",
            "Could this show anything? {answer_en}: a true change of {wanted:g} %, the least that the plan says "
            "matters, "
            "is detected with {chance:.0f} % probability. The usual demand is 80 %.",
            answer_sv=answer.sv,
            answer_en=answer.en,
            wanted=evaluation.plan.smallest_effect,
            chance=100 * chance,
        ),
    )


def _seen(main: Estimate) -> Text:
    if main.percent is None:
        return say(
            "Skillnaden mot jämförelsen är {effect:.4g} per tidpunkt; den går inte att ange i procent med intervall.",
            "The difference from the comparison is {effect:.4g} a period; it cannot be given in per cent with an "
            "interval.",
            effect=main.effect,
        )
    effect, low, high = main.percent
    return say(
        "Utfallet blev {size:.0f} % {way_sv} än det väntas ha blivit utan insatsen. Osäkerheten ({level:.0f} %): från "
        "{low_sv} till {high_sv}.",
        "The outcome was {size:.0f} % {way_en} than expected without the programme. Uncertainty ({level:.0f} %): from "
        "{low_en} to {high_en}.",
        size=abs(effect),
        way_sv="lägre" if effect < 0 else "högre",
        way_en="lower" if effect < 0 else "higher",
        level=100 * main.level,
        low_sv=_end(low).sv,
        low_en=_end(low).en,
        high_sv=_end(high).sv,
        high_en=_end(high).en,
    )


def _rate(main: Estimate, percent: tuple[float, float, float], group: str) -> Text:
    """Persons: the rate of one group beside the others', never an outcome "without the programme"."""
    effect, low, high = percent
    return say(
        "Händelserna kom i {size:.0f} % {way_sv} takt i gruppen {group} än bland de andra. Osäkerheten ({level:.0f} "
        "%): från {low_sv} till {high_sv}.",
        "Events came at a {size:.0f} % {way_en} rate in the group {group} than among the others. Uncertainty "
        "({level:.0f} %): from {low_en} to {high_en}.",
        size=abs(effect),
        way_sv="lägre" if effect < 0 else "högre",
        way_en="lower" if effect < 0 else "higher",
        group=group,
        level=100 * main.level,
        low_sv=_end(low).sv,
        low_en=_end(low).en,
        high_sv=_end(high).sv,
        high_en=_end(high).en,
    )


def _end(value: float) -> Text:
    if value < 0:
        return say("{v:.0f} % lägre", "{v:.0f} % lower", v=-value)
    return say("{v:.0f} % högre", "{v:.0f} % higher", v=value)


def warnings(evaluation: Evaluation) -> tuple[Text, ...]:
    """What the sections warn of, designs that do not hold their level, and what else happened."""
    found = [text for section in evaluation.sections for text in section.warnings]
    found += evaluation.warnings
    for event in evaluation.plan.also_happened:
        when = event.since if event.until is None else f"{event.since}–{event.until}"
        place = f" ({event.where})" if event.where else ""
        found.append(
            Text(
                f"Samtidigt, {when}{place}: {event.what}. Effekten går inte att skilja från det med de här "
                f"uppgifterna.",
                f"Meanwhile, {when}{place}: {event.what}. These data cannot tell the effect apart from it.",
            )
        )
    return tuple(dict.fromkeys(found))
