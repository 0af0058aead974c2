"""How well a map of hot places held afterwards: measured forward only, on events after the map was drawn.

Chainey, Tompson & Uhlig (2008), Security Journal 21:4-28, for PAI; Hunt (2016) for PEI.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence.checks import Floats
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say


@dataclass(frozen=True)
class Accuracy:
    """How a map drawn before did on events after.

    hit_share of events fell on area_share of the area; pai is their quotient with its exact interval,
    best the highest quotient that this much area could have reached, pei pai over best (1 is perfect).
    """

    hits: int
    events: int
    hit_share: float
    area_share: float
    pai: float
    low: float
    high: float
    best: float
    pei: float
    level: float

    def summary(self) -> Text:
        """Share of events on share of area, and the two indices."""
        return say(
            "{hits} av {events} senare händelser ({hit:.0f} %) föll på {area:.1f} % av ytan: PAI {pai:.1f} "
            "({level:.0f} % intervall {low:.1f} till {high:.1f}), PEI {pei:.2f}.",
            "{hits} of {events} later events ({hit:.0f} %) fell on {area:.1f} % of the area: PAI {pai:.1f} "
            "({level:.0f} % interval {low:.1f} to {high:.1f}), PEI {pei:.2f}.",
            hits=self.hits,
            events=self.events,
            hit=100 * self.hit_share,
            area=100 * self.area_share,
            pai=self.pai,
            low=self.low,
            high=self.high,
            pei=self.pei,
            level=100 * self.level,
        )


def forward_accuracy(
    hot: ArrayLike, later: ArrayLike, areas: ArrayLike | None = None, *, level: float = 0.95
) -> Accuracy:
    """PAI and PEI of a map on later events.

    hot (n,) true for the places marked before; later (n,) counts of events after the map was drawn; areas
    (n,) sizes in any unit, alike if not given. With unequal sizes `best` may fill the area with part of a
    place, so pei is then a lower bound. Raises Refusal for no marked place, all marked, and no later
    events.
    """
    counts = checks.whole_counts(later, Text("De senare händelserna", "The later events"))
    flags = checks.finite_vector(hot, Text("Markeringen", "The marking"), length=len(counts))
    size = np.ones(len(counts)) if areas is None else areas
    sizes = checks.positive_vector(size, Text("Ytorna", "The areas"), length=len(counts))
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    marked = flags == 1
    if not np.isin(flags, (0, 1)).all() or not 0 < marked.sum() < len(counts) or counts.sum() == 0:
        raise Refusal(
            "Minst en plats ska vara markerad och minst en omarkerad, och någon händelse ska ha skett efteråt.",
            "At least one place must be marked and one unmarked, and some event must have happened later.",
        )
    with np.errstate(all="ignore"):
        checks.finite_result(
            float(sizes.sum()), float(counts.sum()), float((sizes / sizes.sum()).min() ** -1)
        )
    hits, events = int(counts[marked].sum()), int(counts.sum())
    area = float(sizes[marked].sum() / sizes.sum())
    alpha = (1 - level) / 2
    low = float(stats.beta.ppf(alpha, hits, events - hits + 1)) if hits else 0.0
    high = float(stats.beta.ppf(1 - alpha, hits + 1, events - hits)) if hits < events else 1.0
    best = _most_on(counts, sizes / sizes.sum(), area) / events
    share = hits / events
    return Accuracy(
        hits=hits,
        events=events,
        hit_share=share,
        area_share=area,
        pai=share / area,
        low=low / area,
        high=high / area,
        best=best / area,
        pei=share / best,
        level=level,
    )


def _most_on(counts: Floats, shares: Floats, area: float) -> float:
    """Most events that this share of the area could have held, the last place in part."""
    order = np.argsort(-counts / shares, kind="stable")
    filled = np.r_[0.0, np.cumsum(shares[order])]
    held = np.r_[0.0, np.cumsum(counts[order])]
    return float(np.interp(area, filled, held))
