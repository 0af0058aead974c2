"""Hot spots of places: where more happens than chance spreads. How well that held is `accuracy`'s.

Getis & Ord (1992), Geogr. Anal. 24:189-206, and Ord & Getis (1995), Geogr. Anal. 27:286-306, for Gi*;
Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289-300, against false discoveries. Places, never persons.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _distributions as stats
from samverkan.evidence import checks
from samverkan.evidence._draws import upper_tail
from samverkan.evidence._neighbours import Neighbours, adjacent, within
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.discoveries import false_discovery
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

__all__ = [
    "ASSUMPTIONS",
    "Hotspots",
    "adjacent",
    "false_discovery",
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


def _exact_p(x: Ints, sums: Floats, sizes: Ints) -> Floats:
    """P(a sum of so many drawn places is at least this large), one table a number of neighbours."""
    p = np.empty(len(x))
    for size in np.unique(sizes):
        same = sizes == size
        own = np.rint(sums[same]).astype(np.int64)
        p[same] = upper_tail(x, int(size), int(own.max()))[own]
    return p


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
