"""Power before start: which effect could this district, with its few events, ever show, and what would it
take?

Shown first, before any plan is locked: a design that cannot see the smallest effect that matters ends in
"cannot tell" whatever happens. Estimates from too weak designs exaggerate too: Gelman & Carlin (2014),
Perspect. Psychol. Sci. 9:641-651.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence._crossing import crossing
from samverkan.evidence.checks import Floats
from samverkan.evidence.power_designs import Counts, Design, Series
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

__all__ = ["ASSUMPTIONS", "Counts", "Power", "Series", "power", "smallest_reduction"]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Antalet händelser, överspridningen och samvariationen i tiden blir som de varit hittills.",
        "Event counts, dispersion and correlation over time stay as they have been.",
    ),
    Text(
        "Effekten är densamma i alla distrikt och kommer på en gång, om inte annat anges.",
        "The effect is the same in all districts and comes at once, unless stated.",
    ),
)
LEAST_RATIO = 1e-3  # a fall by 99.9 %: what even the best programme could reach
MOST = 5_000


@dataclass(frozen=True)
class Power:
    """What a design can show of a rate ratio.

    smallest is the smallest fall (0 to 1) shown with chance `target`, None if not even the end of all
    events would be. districts and after are how many of each, others alike, the wanted ratio takes; None
    beyond 5,000. exaggeration is how much a significant estimate of the wanted effect overstates it on
    average.
    """

    ratio: float
    chance: float
    smallest: float | None
    districts: int | None
    after: int | None
    exaggeration: float
    expected: tuple[float, float]
    target: float
    alpha: float
    curve: tuple[Floats, Floats]
    warnings: tuple[Text, ...] = field(default=())

    def summary(self) -> Text:
        """The smallest fall first, then the wanted one, then what it would take."""
        return join([self._smallest(), self._wanted(), *self._needed(), *self.warnings])

    def _smallest(self) -> Text:
        facts = {"before": self.expected[0], "after": self.expected[1], "target": 100 * self.target}
        if self.smallest is None:
            return say(
                "Med väntade {before:.0f} händelser före och {after:.0f} efter kan ingen minskning, hur stor den "
                "än är, visas med {target:.0f} % säkerhet.",
                "With {before:.0f} events expected before and {after:.0f} after, no fall, however large, can be "
                "shown with {target:.0f} % certainty.",
                **facts,
            )
        return say(
            "Med väntade {before:.0f} händelser före och {after:.0f} efter är den minsta minskning som kan visas "
            "med {target:.0f} % säkerhet {smallest:.0f} %.",
            "With {before:.0f} events expected before and {after:.0f} after, the smallest fall that can be shown "
            "with {target:.0f} % certainty is {smallest:.0f} %.",
            smallest=100 * self.smallest,
            **facts,
        )

    def _wanted(self) -> Text:
        return say(
            "En verklig förändring på {change:+.0f} % upptäcks med {chance:.0f} % sannolikhet.",
            "A true change of {change:+.0f} % is detected with {chance:.0f} % probability.",
            change=100 * (self.ratio - 1),
            chance=100 * self.chance,
        )

    def _needed(self) -> list[Text]:
        if self.chance >= self.target:
            return []
        return [
            _takes(self.districts, Text("distrikt av samma slag", "districts of the same kind")),
            _takes(self.after, Text("perioder efter start", "periods after the start")),
        ]

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: chance to detect by size of the fall."""
        from samverkan.evidence.plots import power_curve

        return power_curve.curve(self, lang)


def power(design: Design, ratio: float, *, target: float = 0.8, alpha: float = 0.05) -> Power:
    """What `design` (Counts or Series) can show of the rate ratio `ratio`, e.g. 0.75 for a fall by a quarter.

    Two-sided test at alpha. Raises Refusal for a ratio not above zero or equal to one, and levels outside
    0 to 1.
    """
    checks.positive_vector([ratio], Text("Kvoten", "The ratio"))
    checks.share(target, Text("Säkerheten", "The certainty"))
    checks.share(alpha, Text("Signifikansnivån", "The significance level"))
    if abs(log(ratio)) < 1e-6 or not LEAST_RATIO <= ratio <= 1 / LEAST_RATIO or target <= alpha:
        raise Refusal(
            "Ange en förändring skild från noll och en säkerhet över signifikansnivån.",
            "State a change other than none and a certainty above the significance level.",
        )
    chance = design.power(ratio, alpha)
    ratios = np.linspace(0.02, 1.0, 50)
    return Power(
        ratio=ratio,
        chance=chance,
        smallest=smallest_reduction(design, target=target, alpha=alpha),
        districts=_fewest(lambda n: design.sized(districts=n).power(ratio, alpha), target),
        after=_fewest(lambda n: design.sized(after=n).power(ratio, alpha), target),
        exaggeration=exaggeration(chance, alpha),
        expected=design.expected(),
        target=target,
        alpha=alpha,
        curve=(1 - ratios, np.array([design.power(float(r), alpha) for r in ratios])),
        warnings=_warnings(chance, design.expected(), alpha),
    )


def smallest_reduction(design: Design, *, target: float = 0.8, alpha: float = 0.05) -> float | None:
    """The smallest fall, as a share of the rate, detected with chance `target`; None if no fall at all is.

    A larger fall leaves fewer events after, so power need not rise all the way: the first crossing counts.
    """
    ratios = np.exp(np.linspace(log(0.999), log(LEAST_RATIO), 120))
    chances = np.array([design.power(float(r), alpha) for r in ratios])
    reached = np.flatnonzero(chances >= target)
    if not reached.size:
        return None
    if reached[0] == 0:
        return float(1 - ratios[0])
    above, below = ratios[reached[0] - 1], ratios[reached[0]]
    found = crossing(lambda r: design.power(r, alpha) - target, below, above)
    return float(1 - found)


def exaggeration(chance: float, alpha: float) -> float:
    """Mean of significant estimates over the true effect, for a normal estimate with this power.

    1 is none, 2 means that what is published is twice what is true. Source: Gelman & Carlin (2014).
    """
    reach = float(stats.norm.ppf(1 - alpha / 2))
    chance = min(max(chance, alpha * 1.0001), 1 - 1e-12)
    shift = crossing(
        lambda s: stats.norm.sf(reach - s) + stats.norm.cdf(-reach - s) - chance, 1e-9, reach + 10
    )
    tails = stats.norm.pdf(reach - shift) + stats.norm.pdf(reach + shift)
    mean = shift * (stats.norm.sf(reach - shift) - stats.norm.cdf(-reach - shift)) + tails
    return float(mean / chance / shift)


def _fewest(chance: Any, target: float) -> int | None:
    """Smallest whole number with enough power, by doubling and halving; None beyond MOST."""
    high = 1
    while high < MOST and chance(high) < target:
        high *= 2
    high = min(high, MOST)
    if chance(high) < target:
        return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= target else (middle, high)
    return high


def _takes(number: int | None, what: Text) -> Text:
    if number is None:
        return Text(f"Fler {what.sv} räcker aldrig.", f"More {what.en} never suffice.")
    return Text(f"Det skulle krävas {number} {what.sv}.", f"It would take {number} {what.en}.")


def _warnings(chance: float, expected: tuple[float, float], alpha: float) -> tuple[Text, ...]:
    said = []
    if chance < 0.5:
        said.append(
            say(
                "Ett resultat som ändå blir signifikant överskattar i snitt effekten {times:.1f} gånger.",
                "A result that turns out significant anyway overstates the effect {times:.1f} times on average.",
                times=exaggeration(chance, alpha),
            )
        )
    if min(expected) < 10:
        said.append(
            Text(
                "Under tio väntade händelser före eller efter: räkna inte med något svar.",
                "Fewer than ten events expected before or after: do not count on an answer.",
            )
        )
    return tuple(said)
