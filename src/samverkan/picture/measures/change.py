"""Has it changed more than chance would? Two counts, an interval for their ratio, and one verdict for each of many.

The share of all events that fell in the later period has a Beta posterior (Jeffreys' prior, which behaves well for
small counts: Brown, Cai & DasGupta 2001, Statist. Sci. 16:101-133). Counts of events come in clusters; a dispersion
above one widens the interval as if there were so many fewer independent events. When many groups are read side by
side some change by chance alone, so verdicts hold the rate of false ones (Benjamini & Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import exp, log, sqrt

import numpy as np
import scipy  # its parts load when they are first used

from samverkan.evidence.discoveries import false_discovery

FEW = 10  # events in the two periods together: fewer say nothing
RATE = 0.10  # of the verdicts "changed", at most this share is false on average
LEVEL = 0.95


class Verdict(Enum):
    """What can be said of a change. PERHAPS: by itself more than chance, but not among so many read side by side."""

    UP = "up"
    DOWN = "down"
    PERHAPS = "perhaps"
    UNCLEAR = "unclear"
    FEW = "few"


@dataclass(frozen=True)
class Change:
    """now over before as a ratio of rates, its 95 % interval, and the two-sided p that nothing changed."""

    now: int
    before: int
    ratio: float
    low: float
    high: float
    p: float
    dispersion: float
    verdict: Verdict = Verdict.UNCLEAR

    @property
    def percent(self) -> float:
        """Change in per cent; infinite from nothing."""
        return 100 * (self.ratio - 1)


def change(now: int, before: int, *, months: tuple[int, int] = (12, 12), dispersion: float = 1.0) -> Change:
    """Compare two counts over so many months each. Raises ValueError for a negative count or an empty period."""
    if now < 0 or before < 0 or min(months) <= 0:
        raise ValueError("counts must not be negative, and periods must have months")
    phi = max(1.0, dispersion)
    share = (
        now / phi + 0.5,
        before / phi + 0.5,
    )  # of the Beta posterior; scipy.stats' own is far slower to ask
    time = months[1] / months[0]
    low, high = (
        _odds(float(scipy.special.betaincinv(*share, q))) * time for q in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    even = months[0] / (months[0] + months[1])
    p = 2 * min(float(tail(*share, even)) for tail in (scipy.special.betainc, scipy.special.betaincc))
    ratio = now / before * time if before else (float("inf") if now else 1.0)
    return Change(now, before, ratio, low, high, min(1.0, p), phi)


def against(
    now: int, before: int, rest_now: int, rest_before: int, *, dispersion: float = 1.0
) -> tuple[float, float, float]:
    """How an area changed against the rest: ratio of the two ratios with its 95 % interval.

    A change in how much is told or reported everywhere cancels out of it.
    """
    cells = [n + 0.5 for n in (now, before, rest_now, rest_before)]
    middle = log(cells[0]) - log(cells[1]) - log(cells[2]) + log(cells[3])
    off = float(scipy.special.ndtri((1 + LEVEL) / 2)) * sqrt(
        max(1.0, dispersion) * sum(1 / cell for cell in cells)
    )
    return exp(middle), exp(middle - off), exp(middle + off)


def judged(changes: Sequence[Change], *, rate: float = RATE) -> list[Change]:
    """The same changes with their verdicts, held together so that at most `rate` of those that changed are false."""
    enough = [each.now + each.before >= FEW for each in changes]
    q = np.ones(len(changes))
    if any(enough):
        q[enough] = false_discovery([each.p for each, some in zip(changes, enough, strict=True) if some])
    held = zip(changes, enough, q, strict=True)
    return [_with_verdict(each, some, float(value) <= rate) for each, some, value in held]


def dispersion(counts: Sequence[int], period: int = 12) -> float:
    """How much more counts vary than Poisson's, from the same month of neighbouring years; at least 1.

    counts: months in order, whole years or not. 1 when there are no two years to compare. The level may differ
    between years; its change is taken out first.
    """
    series = np.asarray(counts, dtype=float)
    found: list[float] = []
    for start in range(0, len(series) - 2 * period + 1, period):
        one, other = series[start : start + period], series[start + period : start + 2 * period]
        if one.sum() == 0 or other.sum() == 0:
            continue
        ratio = other.sum() / one.sum()
        spread = (other - ratio * one) ** 2 / np.maximum(other.mean() + ratio**2 * one.mean(), 1e-9)
        found.append(float(spread.sum() / (period - 1)))
    return max(1.0, float(np.mean(found))) if found else 1.0


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _with_verdict(each: Change, enough: bool, real: bool) -> Change:
    said = Verdict.FEW if not enough else Verdict.UNCLEAR
    if enough and real:
        said = Verdict.UP if each.ratio > 1 else Verdict.DOWN
    elif enough and not each.low <= 1 <= each.high:
        said = Verdict.PERHAPS
    return replace(each, verdict=said)
