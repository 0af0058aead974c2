"""How many have had the event by each time: Kaplan-Meier, and Aalen-Johansen where other ends compete.

Kaplan & Meier (1958), J. Am. Stat. Assoc. 53:457-481, with exponential Greenwood intervals; Aalen &
Johansen (1978), Scand. J. Stat. 5:141-150, variance by the delta method (Marubini & Valsecchi 1995;
Collett 2015, ch. 12). Times that tie are handled as they are, never jittered. One cause alone gives one
minus Kaplan-Meier exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence._distributions import norm
from samverkan.evidence.checks import Floats, Ints
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Den som slutar följas upp hade haft samma utveckling som de som följs vidare.",
        "Those who leave follow-up would have fared as those who are followed.",
    ),
    Text(
        "Andra slut (flytt, dödsfall) som gör händelsen omöjlig räknas som konkurrerande orsaker, inte som "
        "avbruten uppföljning.",
        "Other ends (moving, death) are competing causes, not censoring, where they rule the event out.",
    ),
)
FEW_AT_RISK = 10


@dataclass(frozen=True)
class Incidence:
    """Share that has had the event by each distinct time, with interval; arrays of shape (times,).

    at_risk counts those still followed just before the time. `share` steps up at `time` and stays.
    """

    time: Floats
    at_risk: Ints
    events: Ints
    share: Floats
    variance: Floats
    low: Floats
    high: Floats
    level: float
    persons: int
    warnings: tuple[Text, ...] = field(default=())

    @property
    def free(self) -> Floats:
        """Share without the event: Kaplan-Meier's curve where there is one cause."""
        return 1 - self.share

    def at(self, time: float) -> float:
        """Share that has had the event by `time`."""
        step = int(np.searchsorted(self.time, time, side="right"))
        return float(self.share[step - 1]) if step else 0.0

    def half(self) -> float | None:
        """First time by which half have had the event; None where that is never reached."""
        reached = np.flatnonzero(self.share >= 0.5)
        return float(self.time[reached[0]]) if reached.size else None

    def summary(self) -> Text:
        """Where the curve ends, and how few are left there."""
        head = say(
            "{events} av {n} fick händelsen; vid tiden {time:g} är andelen {share:.0f} % "
            "({level:.0f} % intervall {low:.0f} till {high:.0f} %).",
            "{events} of {n} had the event; by time {time:g} the share is {share:.0f} % "
            "({level:.0f} % interval {low:.0f} to {high:.0f} %).",
            events=int(self.events.sum()),
            n=self.persons,
            time=float(self.time[-1]),
            share=100 * float(self.share[-1]),
            low=100 * float(self.low[-1]),
            high=100 * float(self.high[-1]),
            level=100 * self.level,
        )
        return join([head, *self.warnings])

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the curve with its interval."""
        from samverkan.evidence.plots import shares

        return shares.curve(self, lang)


def kaplan_meier(time: ArrayLike, event: ArrayLike, *, level: float = 0.95) -> Incidence:
    """Time to one kind of event, (n,); event 1 where it happened, 0 where follow-up ended. See the head."""
    causes = checks.finite_vector(event, Text("Händelsen", "The event"))
    if not np.isin(causes, (0, 1)).all():
        raise Refusal("Händelsen ska vara 0 eller 1 på varje rad.", "The event must be 0 or 1 in every row.")
    return cumulative_incidence(time, causes, cause=1, level=level)


def cumulative_incidence(
    time: ArrayLike, cause_of: ArrayLike, *, cause: int, level: float = 0.95
) -> Incidence:
    """Share with the event of one cause while others compete.

    time (n,) above zero; cause_of (n,): 0 where follow-up ended without any event, else the number of the
    cause. Raises Refusal for gaps, times not above zero, fractional causes and a cause that never happens.
    """
    times = checks.positive_vector(time, Text("Tiden", "The time"))
    causes = checks.whole_counts(cause_of, Text("Orsaken", "The cause"), length=len(times)).astype(np.int64)
    checks.share(level, Text("Konfidensgraden", "The confidence level"))
    if cause < 1 or not (causes == cause).any():
        raise Refusal(
            f"Ingen har händelsen av orsak {cause}: det finns ingen kurva att rita.",
            f"Nobody has the event of cause {cause}: there is no curve to draw.",
        )
    moments, index = np.unique(times, return_inverse=True)
    leaving = np.bincount(index)
    at_risk = len(times) - np.cumsum(leaving) + leaving
    all_events = np.bincount(index, weights=causes > 0).astype(np.int64)
    own = np.bincount(index, weights=causes == cause).astype(np.int64)
    before = np.concatenate([[1.0], np.cumprod(1 - all_events / at_risk)[:-1]])
    share = np.cumsum(before * own / at_risk)
    variance = _variance(share, before, at_risk, all_events, own)
    low, high = _interval(share, variance, all_causes=bool((own == all_events).all()), level=level)
    return Incidence(
        time=moments,
        at_risk=at_risk,
        events=own,
        share=share,
        variance=variance,
        low=low,
        high=high,
        level=level,
        persons=len(times),
        warnings=_warnings(at_risk, own),
    )


def _variance(share: Floats, before: Floats, at_risk: Ints, all_events: Ints, own: Ints) -> Floats:
    """Delta-method variance at every time; squares of share(t) - share(s) are expanded to running sums."""
    left = at_risk - all_events
    first = np.divide(all_events, at_risk * left, out=np.zeros(len(share)), where=left > 0)
    third = before * own / at_risk.astype(float) ** 2
    squares = share**2 * np.cumsum(first) - 2 * share * np.cumsum(first * share) + np.cumsum(first * share**2)
    second = np.cumsum(before**2 * own * (at_risk - own) / at_risk.astype(float) ** 3)
    crossed = share * np.cumsum(third) - np.cumsum(third * share)
    return np.asarray(np.maximum(squares + second - 2 * crossed, 0.0), dtype=np.float64)


def _interval(share: Floats, variance: Floats, *, all_causes: bool, level: float) -> tuple[Floats, Floats]:
    """Interval on the scale log(-log(curve)), inside 0 and 1; the curve is S for one cause, else F."""
    curve = 1 - share if all_causes else share
    inside = (curve > 0) & (curve < 1)
    logs = np.log(np.where(inside, curve, 0.5))
    reach = norm.ppf(0.5 + level / 2) * np.sqrt(variance) / (np.where(inside, curve, 0.5) * -logs)
    reach = np.minimum(reach, 700.0)  # beyond this the limits are 0 and 1 in any case
    small = np.where(inside, np.exp(logs * np.exp(reach)), curve)
    large = np.where(inside, np.exp(logs * np.exp(-reach)), curve)
    return (1 - large, 1 - small) if all_causes else (small, large)


def _warnings(at_risk: Ints, own: Ints) -> tuple[Text, ...]:
    last = int(at_risk[np.flatnonzero(own)[-1]])
    if last >= FEW_AT_RISK:
        return ()
    return (
        say(
            "Vid den sista händelsen följdes bara {n}: kurvans slut är osäkert.",
            "At the last event only {n} were still followed: the end of the curve is uncertain.",
            n=last,
        ),
    )
