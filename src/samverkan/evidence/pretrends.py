"""Did the groups move alike before the start, and would the test have seen it if they had not?

Roth (2022), "Pretest with caution", Am. Econ. Rev.: Insights 4:305-322. A test that passes proves little
when its power is low, so the test never comes without the slope it could have seen, and what that slope
would have done to the estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special
from scipy.optimize import brentq

from samverkan.evidence.event_study import EventStudy
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PreTrend:
    """Test that all leads are zero; the linear trends it would find half and four fifths of the time.

    Hotelling's T-squared over the clusters (Pustejovsky & Tipton 2018, J. Bus. Econ. Stat. 36:672-683): the Wald test
    against chi-square rejects too often where leads are many for so many clusters.
    Slopes are per period, in units of the outcome; `bias_at_half` is what the 50-per-cent slope, carried on
    after the start, would by itself add to the mean effect over the lags.
    """

    statistic: float
    freedom: int
    p: float
    slope_at_half: float
    slope_at_four_fifths: float
    bias_at_half: float

    def summary(self) -> Text:
        """Test and power in two sentences."""
        return say(
            "Test av lika utveckling före start: p = {p:.3f}. En gradvis isärglidning på {slope:.4g} per "
            "tidpunkt skulle testet missa varannan gång, och den ensam skulle ge en skenbar "
            "effekt på {bias:.4g}.",
            "Test of equal trends before the start: p = {p:.3f}. A steady drift of {slope:.4g} "
            "per period would "
            "be missed every second time, and alone would give an apparent effect of {bias:.4g}.",
            p=self.p,
            slope=self.slope_at_half,
            bias=self.bias_at_half,
        )

    def plot(self) -> None:
        """Shown in the event study's own figure."""


def pre_trend_test(study: EventStudy, *, size: float = 0.05) -> PreTrend:
    """Test the leads of an event study; refuses where it has none, or their covariance is singular."""
    before = study.before
    if not before.any():
        raise Refusal(
            "Det finns inga skattningar före start att pröva.",
            "There are no estimates before the start to test.",
        )
    covariance = study.covariance[np.ix_(before, before)]
    scale = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
    rank = np.linalg.matrix_rank(covariance / np.outer(scale, scale), tol=1e-9)
    if rank < len(covariance) or study.freedom < len(covariance):
        raise Refusal(
            "Fler tidpunkter före start än oberoende kluster: utvecklingen före går inte att pröva.",
            "More leads than independent clusters: the trend before cannot be tested.",
        )
    statistic = float(study.estimates[before] @ np.linalg.solve(covariance, study.estimates[before]))
    steps = study.relative[before] + 1.0
    reach = float(steps @ np.linalg.solve(covariance, steps))
    leads = int(before.sum())
    rest = study.freedom - leads + 1
    half, more = (_slope(reach, leads, rest, size, power) for power in (0.5, 0.8))
    lags = study.relative[~before] + 1.0
    return PreTrend(
        statistic=statistic,
        freedom=leads,
        p=float(special.fdtrc(leads, rest, statistic * rest / (study.freedom * leads))),
        slope_at_half=half,
        slope_at_four_fifths=more,
        bias_at_half=half * float(lags.mean()) if len(lags) else 0.0,
    )


def _slope(reach: float, leads: int, freedom: int, size: float, power: float) -> float:
    """The slope per period that the F test, `reach` its noncentrality per squared slope, finds with this power."""
    critical = special.fdtri(leads, freedom, 1 - size)

    def miss(shift: float) -> float:
        return float(special.ncfdtr(leads, freedom, shift, critical)) - (1 - power)

    most = 1.0
    while miss(most) > 0:
        most *= 2
    return float(np.sqrt(brentq(miss, 1e-6, most) / reach))
