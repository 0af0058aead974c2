"""What speaks for each of the four verdicts: facts of the result, put in words under the verdict that they support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samverkan.evidence.evaluation import doubts
from samverkan.evidence.evaluation.finding import Estimate, Section
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.verdict import Plea, Word
from samverkan.evidence.text import Text, say

SMALL = 0.05


def pleas(plan: Plan, sections: Iterable[Section], deviations: Iterable[Text]) -> tuple[Plea, ...]:
    """Every plea, under the four verdicts in their order."""
    parts = tuple(sections)
    facts = {name: value for part in parts for name, value in part.facts.items()}
    estimates = [each for part in parts for each in part.estimates]
    main = next((each for each in estimates if each.main), None)
    found = [
        *_of_main(plan, main),
        *_of_others(plan, [each for each in estimates if not each.main]),
        *_of_placebos(plan, facts, main),
        *_of_comparisons(plan, facts),
        *doubts.of_facts(facts),
        *doubts.of_plan(plan),
        *doubts.of_refusals(parts),
        *doubts.of_deviations(deviations),
    ]
    order = list(Word)
    return tuple(sorted(dict.fromkeys(found), key=lambda plea: order.index(plea.verdict)))


def benefit(plan: Plan, estimate: Estimate) -> tuple[float, float] | None:
    """The interval in per cent, turned so that above zero is for the better."""
    if estimate.percent is None:
        return None
    low, high = sorted(plan.good * value for value in estimate.percent[1:])
    return low, high


def _of_main(plan: Plan, main: Estimate | None) -> Iterator[Plea]:
    if main is None:
        return
    ends = benefit(plan, main)
    if ends is None:
        yield Plea(
            Word.CANNOT_TELL,
            Text(
                "Huvudskattningen saknar intervall i procent.",
                "The main estimate has no interval in per cent.",
            ),
        )
        return
    low, high = ends
    facts = {"level": 100 * main.level, "wanted": plan.smallest_effect}
    if low > 0:
        yield Plea(
            Word.WORKED,
            say(
                "Hela {level:.0f} %-intervallet för huvudskattningen ligger på den bättre sidan om noll.",
                "All of the main estimate's {level:.0f} % interval lies on the better side of zero.",
                **facts,
            ),
        )
    if high < 0:
        yield Plea(
            Word.HARMFUL,
            say(
                "Hela {level:.0f} %-intervallet för huvudskattningen ligger på den sämre sidan om noll.",
                "All of the main estimate's {level:.0f} % interval lies on the worse side of zero.",
                **facts,
            ),
        )
    if high < plan.smallest_effect:
        yield Plea(
            Word.DID_NOT,
            say(
                "Intervallet utesluter en förbättring på {wanted:.0f} %, den minsta som planen säger spelar roll.",
                "The interval rules out an improvement of {wanted:.0f} %, the least that the plan says matters.",
                **facts,
            ),
        )
    if low <= 0 and high >= plan.smallest_effect:
        yield Plea(
            Word.CANNOT_TELL,
            say(
                "Intervallet rymmer både ingen förändring alls och en förbättring på {wanted:.0f} % eller mer.",
                "The interval holds both no change at all and an improvement of {wanted:.0f} % or more.",
                **facts,
            ),
        )


def _of_others(plan: Plan, others: list[Estimate]) -> Iterator[Plea]:
    ends = [found for each in others if (found := benefit(plan, each)) is not None]
    better, worse = sum(low > 0 for low, _ in ends), sum(high < 0 for _, high in ends)
    if better:
        yield Plea(
            Word.WORKED,
            say(
                "{count} av {all} andra skattningar har hela sitt intervall på den bättre sidan.",
                "{count} of {all} other estimates have all of their interval on the better side.",
                count=better,
                all=len(ends),
            ),
        )
    if worse:
        yield Plea(
            Word.HARMFUL,
            say(
                "{count} av {all} andra skattningar har hela sitt intervall på den sämre sidan.",
                "{count} of {all} other estimates have all of their interval on the worse side.",
                count=worse,
                all=len(ends),
            ),
        )
    if better and worse:
        yield Plea(
            Word.CANNOT_TELL,
            Text(
                "Metoderna säger emot varandra om riktningen.",
                "The methods contradict each other on direction.",
            ),
        )


def _of_placebos(plan: Plan, facts: dict[str, float], main: Estimate | None) -> Iterator[Plea]:
    p = facts.get("placebo_p")
    if p is None or main is None:
        return
    if p <= SMALL:
        yield Plea(
            Word.WORKED if plan.good * main.effect > 0 else Word.HARMFUL,
            say(
                "Skillnaden sticker ut bland låtsade insatser (p = {p:.3f}).",
                "The difference stands out among pretended programmes (p = {p:.3f}).",
                p=p,
            ),
        )
    else:
        yield Plea(
            Word.CANNOT_TELL,
            say(
                "Så stora skillnader uppstår också där ingen insats gavs (p = {p:.3f} bland låtsade insatser).",
                "Differences as large arise where there was no programme too (p = {p:.3f} among pretended ones).",
                p=p,
            ),
        )


def _of_comparisons(plan: Plan, facts: dict[str, float]) -> Iterator[Plea]:
    low, high = facts.get("spread_low"), facts.get("spread_high")
    if low is None or high is None:
        return
    if low < 0 < high:
        yield Plea(
            Word.CANNOT_TELL,
            say(
                "Jämförelsegrupper som alla går att försvara ger effekter åt båda håll ({low:.3g} till {high:.3g}).",
                "Comparison groups that can all be defended give effects both ways ({low:.3g} to {high:.3g}).",
                low=low,
                high=high,
            ),
        )
    else:
        yield Plea(
            Word.WORKED if plan.good * (low + high) > 0 else Word.HARMFUL,
            Text(
                "Alla jämförelsegrupper som klarar kontrollerna ger en effekt åt samma håll.",
                "Every comparison group that passes the checks gives an effect in the same direction.",
            ),
        )
