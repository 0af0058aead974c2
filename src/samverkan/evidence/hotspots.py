"""Hot spots of places: where more happens than chance spreads, and how well that held afterwards.

Getis & Ord (1992), Geogr. Anal. 24:189-206, and Ord & Getis (1995), Geogr. Anal. 27:286-306, for Gi*;
Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289-300, against false discoveries; Chainey, Tompson &
Uhlig (2008), Security Journal 21:4-28, for PAI; Hunt (2016) for PEI. Accuracy is measured forward only:
on events after the map was drawn. Places, never persons.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from samverkan.evidence import checks
from samverkan.evidence._draws import upper_tail
from samverkan.evidence._neighbours import Neighbours, adjacent, within
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

__all__ = [
    "ASSUMPTIONS",
    "Accuracy",
    "Hotspots",
    "adjacent",
    "false_discovery",
    "forward_accuracy",
    "getis_ord",
    "within",
]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan anhopning kunde varje antal höra till vilken plats som helst: platserna är lika stora och lika "
        "utsatta, eller räknas per invånare.",
        "Without clustering any count could belong to any place: places are alike in size and exposure, or "
        "counted per resident.",
    ),
    Text(
        "En karta över anmälda händelser visar var man anmäler och patrullerar, inte bara var brott sker.",
        "A map of reported events shows where people report and police patrol, not only where crime happens.",
    ),
)
MOST_STEPS = 2e9


@dataclass(frozen=True)
class Hotspots:
    """Gi* a place, (n,): z, one-sided p (many events), q after Benjamini-Hochberg, and which pass the rate.

    exact says whether p comes from the exact permutation distribution (whole counts) or the normal.
    """

    z: Floats
    p: Floats
    q: Floats
    hot: NDArray[np.bool_]
    rate: float
    exact: bool
    warnings: tuple[Text, ...] = field(default=())

    def summary(self) -> Text:
        """How many places are hot, and how many of them may be false."""
        head = say(
            "{hot} av {n} platser är heta; i snitt högst {rate:.0f} % av dem är falska träffar.",
            "{hot} of {n} places are hot; on average at most {rate:.0f} % of them are false.",
            hot=int(self.hot.sum()),
            n=len(self.z),
            rate=100 * self.rate,
        )
        return join([head, *self.warnings])


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


def getis_ord(values: ArrayLike, neighbours: Neighbours, *, rate: float = 0.05) -> Hotspots:
    """Gi* for every place, its own value included; `neighbours` from `within` or `adjacent`.

    values (n,): counts, or rates. rate: share of false discoveries allowed among hot places. For whole
    counts p is exact under permutation (no normal approximation, which fails for rare crime). Raises Refusal
    for fewer than three places, values that do not vary, and gaps. Source: Ord & Getis (1995), eq. 14.
    """
    x = checks.finite_vector(values, Text("Värdena", "The values"), length=neighbours.n)
    checks.share(rate, Text("Andelen falska träffar", "The false-discovery rate"))
    n, sizes = neighbours.n, neighbours.sizes()
    largest = float(abs(x).max(initial=0.0))
    if n < 3 or largest > 1e150 or np.ptp(x) <= 1e-12 * largest:
        raise Refusal(
            "Minst tre platser vars värden skiljer sig åt behövs.",
            "At least three places whose values differ are needed.",
        )
    x = x / largest if largest < 1e-100 else x
    sums, spread = neighbours.sums(x), float(np.std(x))
    room = np.sqrt(sizes * (n - sizes) / (n - 1))
    z = np.divide(sums - x.mean() * sizes, spread * room, out=np.zeros(n), where=room > 0)
    whole = bool((x >= 0).all() and (x == np.floor(x)).all() and sums.max() < 1e6)
    exact = whole and n * float(np.unique(sizes) @ np.unique(sizes)) * (sums.max() + 1) < MOST_STEPS
    p = _exact_p(x.astype(np.int64), sums, sizes) if exact else stats.norm.sf(z)
    p = np.where(room > 0, p, 1.0)
    q = false_discovery(p)
    return Hotspots(
        z=z,
        p=p,
        q=q,
        hot=q <= rate,
        rate=rate,
        exact=exact,
        warnings=_warnings(x, sizes, exact=exact),
    )


def false_discovery(p: ArrayLike) -> Floats:
    """Benjamini-Hochberg adjusted p values, (n,); holds for the positively dependent tests of neighbours."""
    chances = checks.finite_vector(p, Text("p-värdena", "The p values"))
    if ((chances < 0) | (chances > 1)).any():
        raise Refusal("p-värden ligger mellan 0 och 1.", "p values lie between 0 and 1.")
    order = np.argsort(-chances, kind="stable")
    ranks = np.arange(len(chances), 0, -1)
    adjusted = np.empty(len(chances))
    adjusted[order] = np.minimum(np.minimum.accumulate(chances[order] * len(chances) / ranks), 1.0)
    return adjusted


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


def _exact_p(x: Ints, sums: Floats, sizes: Ints) -> Floats:
    """P(a sum of so many drawn places is at least this large), one table a number of neighbours."""
    p = np.empty(len(x))
    for size in np.unique(sizes):
        same = sizes == size
        own = np.rint(sums[same]).astype(np.int64)
        p[same] = upper_tail(x, int(size), int(own.max()))[own]
    return p


def _most_on(counts: Floats, shares: Floats, area: float) -> float:
    """Most events that this share of the area could have held, the last place in part."""
    order = np.argsort(-counts / shares, kind="stable")
    filled = np.r_[0.0, np.cumsum(shares[order])]
    held = np.r_[0.0, np.cumsum(counts[order])]
    return float(np.interp(area, filled, held))


def _warnings(x: Floats, sizes: Ints, *, exact: bool) -> tuple[Text, ...]:
    said = []
    if not exact:
        said.append(
            Text(
                "p-värdena bygger på normalfördelningen, som sviktar för sällsynta händelser.",
                "The p values rest on the normal distribution, which fails for rare events.",
            )
        )
    if (sizes == 1).any():
        said.append(
            say(
                "{n} platser saknar grannar och bedöms ensamma.",
                "{n} places have no neighbours and are judged alone.",
                n=int((sizes == 1).sum()),
            )
        )
    if float(x.sum()) < 30:
        said.append(
            Text(
                "Under 30 händelser: en karta säger mer om slumpen än om platsen.",
                "Fewer than 30 events: a map says more of chance than of place.",
            )
        )
    return tuple(said)
