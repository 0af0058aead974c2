"""Before-after with comparison areas: the weighted displacement difference, displacement and diffusion.

Wheeler & Ratcliffe (2018), "A simple weighted displacement difference test to evaluate place based crime
interventions", Crime Science 7:11. Bowers & Johnson (2003), "Measuring the geographical displacement and
diffusion of benefit effects of crime prevention activity", J. Quant. Criminol. 19:275-301.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence._distributions import norm
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

FEW = 10  # below this the normal approximation to a Poisson count is poor (the paper's own warning)


@dataclass(frozen=True)
class Area:
    """Counts in one area before and after the start, and its size (1, km², 10,000 residents ...)."""

    before: float
    after: float
    size: float = 1.0


ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade antalet i insatsområdet ändrats lika mycket som i jämförelseområdet.",
        "Without the programme the count in the treated area would have changed as much as in the control.",
    ),
    Text(
        "Grannområdena är dit brott kunde flytta, och jämförelseområdena är inte själva påverkade.",
        "The neighbouring areas are where crime could move, and the comparison areas are not affected.",
    ),
    Text(
        "Antalen varierar som Poisson gånger den angivna överspridningen, oberoende av varandra.",
        "Counts vary as Poisson times the stated dispersion, independently of one another.",
    ),
)

NOWHERE = Area(0, 0)


@dataclass(frozen=True)
class DisplacementDifference:
    """Change in treated areas minus change in comparison areas, per unit of size and of time.

    `local` is the treated area itself, `neighbour` the area that crime could move to, `total` their sum.
    `quotient` is Bowers & Johnson's WDQ, None where it is undefined.
    """

    local: float
    local_se: float
    neighbour: float
    neighbour_se: float
    total: float
    total_se: float
    z: float
    p: float
    low: float
    high: float
    level: float
    dispersion: float
    quotient: float | None
    warnings: tuple[Text, ...] = field(default=())

    def summary(self) -> Text:
        """The answer in two sentences, warnings after it."""
        facts = {
            "total": self.total,
            "low": self.low,
            "high": self.high,
            "level": 100 * self.level,
            "p": self.p,
        }
        head = say(
            "Skillnaden mot jämförelseområdena är {total:.1f} händelser "
            "({level:.0f} % intervall {low:.1f} till {high:.1f}, p = {p:.3f}).",
            "The difference from the comparison areas is {total:.1f} events "
            "({level:.0f} % interval {low:.1f} to {high:.1f}, p = {p:.3f}).",
            **facts,
        )
        return join([head, *self._moved(), *self.warnings])

    def _moved(self) -> list[Text]:
        if self.neighbour_se == 0:
            return []
        facts = {"neighbour": self.neighbour, "se": self.neighbour_se}
        if self.neighbour > 0:
            return [
                say(
                    "I grannområdena {neighbour:+.1f} (medelfel {se:.1f}): tyder på att brott flyttat dit.",
                    "In the neighbouring areas {neighbour:+.1f} (SE {se:.1f}): points to displacement.",
                    **facts,
                )
            ]
        return [
            say(
                "I grannområdena {neighbour:+.1f} (medelfel {se:.1f}): ingen flytt av brott syns.",
                "In the neighbouring areas {neighbour:+.1f} (SE {se:.1f}): no displacement is seen.",
                **facts,
            )
        ]


def displacement_difference(
    *,
    treated: Area,
    control: Area,
    neighbour: Area = NOWHERE,
    neighbour_control: Area = NOWHERE,
    periods: tuple[float, float] = (1.0, 1.0),
    dispersion: float = 1.0,
    level: float = 0.95,
) -> DisplacementDifference:
    """Weighted displacement difference (WDD) with a Poisson standard error.

    periods: lengths of the time before and after, in one unit. dispersion: variance over mean of the
    counts, 1 for Poisson; take it from `dispersion_of`, because crime varies more than Poisson and nominal
    95 % intervals then cover far less. Raises Refusal for negative, fractional or missing counts, for
    sizes and periods not above zero, and where no event happened. Source: Wheeler & Ratcliffe (2018).
    """
    areas = {
        "treated": treated,
        "control": control,
        "neighbour": neighbour,
        "neighbour_control": neighbour_control,
    }
    for name, area in areas.items():
        _check(name, area)
    checks.positive_vector(periods, Text("Periodernas längd", "The lengths of the periods"), length=2)
    checks.positive_vector([dispersion], Text("Överspridningen", "The dispersion"))
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    local, local_var = _difference(treated, control, periods, dispersion)
    moved, moved_var = _difference(neighbour, neighbour_control, periods, dispersion)
    total, total_se = local + moved, sqrt(local_var + moved_var)
    if total_se == 0:
        raise Refusal(
            "Ingen händelse är registrerad i något område: det finns inget att jämföra.",
            "No event is recorded in any area: there is nothing to compare.",
        )
    z = total / total_se
    reach = float(norm.ppf(0.5 + level / 2)) * total_se
    return DisplacementDifference(
        local=local,
        local_se=sqrt(local_var),
        neighbour=moved,
        neighbour_se=sqrt(moved_var),
        total=total,
        total_se=total_se,
        z=z,
        p=float(2 * norm.sf(abs(z))),
        low=total - reach,
        high=total + reach,
        level=level,
        dispersion=dispersion,
        quotient=displacement_quotient(treated=treated, control=control, neighbour=neighbour),
        warnings=_warnings(treated, control, dispersion),
    )


def displacement_quotient(*, treated: Area, control: Area, neighbour: Area) -> float | None:
    """Weighted displacement quotient: above 0 diffusion of benefit, below 0 displacement.

    Below -1 more crime moved than was gained. None where the control is empty, where there is no
    neighbour, or where the treated area did not change against the control. Read it only where the
    treated area fell. Source: Bowers & Johnson (2003).
    """
    if not (control.before > 0 and control.after > 0) or neighbour.before + neighbour.after == 0:
        return None
    success = treated.after / control.after - treated.before / control.before
    if success == 0:
        return None
    return (neighbour.after / control.after - neighbour.before / control.before) / success


def dispersion_of(counts: ArrayLike) -> float:
    """Pearson dispersion of counts before the start, shape (areas, periods): variance over mean, at least 1.

    Equal periods are assumed. It reads trend and season as extra variance, so it errs on the careful
    side. Raises Refusal for fewer than two periods or no events. Source: McCullagh & Nelder (1989), 4.5.
    """
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    checks.whole_counts(table.ravel(), Text("Antalen före start", "The counts before the start"))
    means = table.mean(axis=1, keepdims=True) if table.size else table
    kept = means[:, 0] > 0 if table.size else np.zeros(0, bool)
    if table.shape[1] < 2 or not kept.any():
        raise Refusal(
            "Minst två perioder före start och minst en händelse behövs för att mäta överspridningen.",
            "At least two periods before the start and one event are needed to measure the dispersion.",
        )
    pearson = ((table[kept] - means[kept]) ** 2 / means[kept]).sum()
    return max(1.0, float(pearson / (kept.sum() * (table.shape[1] - 1))))


def _check(name: str, area: Area) -> None:
    swedish = {
        "treated": "insatsområdet",
        "control": "jämförelseområdet",
        "neighbour": "grannområdet",
        "neighbour_control": "grannområdets jämförelse",
    }[name]
    english = f"the {name.replace('_', ' ')} area"
    checks.whole_counts([area.before, area.after], Text(f"Antalen i {swedish}", f"The counts in {english}"))
    checks.positive_vector([area.size], Text(f"Storleken på {swedish}", f"The size of {english}"))


def _difference(
    treated: Area, control: Area, periods: tuple[float, float], dispersion: float
) -> tuple[float, float]:
    """The difference of changes per unit of size and time, and its Poisson variance times the dispersion."""
    before, after = periods
    terms = [
        (+1, treated.after, after * treated.size),
        (-1, treated.before, before * treated.size),
        (-1, control.after, after * control.size),
        (+1, control.before, before * control.size),
    ]
    with np.errstate(all="ignore"):  # extreme sizes overflow to inf, which is then refused
        weights = np.array([w for _, _, w in terms])
        rates = np.array([n for _, n, _ in terms]) / weights
        difference, variance = float(rates @ [s for s, _, _ in terms]), float((rates / weights).sum())
    checks.finite_result(difference, variance, dispersion * variance)
    return difference, dispersion * variance


def _warnings(treated: Area, control: Area, dispersion: float) -> tuple[Text, ...]:
    said = []
    fewest = int(min(treated.before, treated.after, control.before, control.after))
    if fewest < FEW:
        said.append(
            say(
                "Det minsta antalet är {n}: normalapproximationen är osäker under {few}.",
                "The smallest count is {n}: the normal approximation is unsafe below {few}.",
                n=fewest,
                few=FEW,
            )
        )
    if dispersion == 1.0:
        said.append(
            Text(
                "Intervallet förutsätter att antalen varierar rent slumpmässigt (Poisson); det gör brott "
                "sällan, så intervallet är troligen för smalt.",
                "The interval assumes Poisson variation; crime seldom has it, "
                "so the interval is probably too narrow.",
            )
        )
    return tuple(said)
