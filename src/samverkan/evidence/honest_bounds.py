"""How far from parallel could the trends have been before the conclusion falls? Honest sensitivity bounds.

Rambachan & Roth (2023), "A more credible approach to parallel trends", Rev. Econ. Stud. 90:2555-91. Two
ways to say how bad it may be after the start: at most `size` times the worst change between neighbouring
periods before (relative), or bending by at most `size` a period from a straight line (smooth).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence._batches import in_order
from samverkan.evidence._conditional_test import accepted, dual_corners
from samverkan.evidence._fixed_length import fixed_length
from samverkan.evidence.event_study import EventStudy
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Kind = Literal["relative", "smooth"]
GRID = 601
MOST_LAGS = 6
REACH = 20  # the tested values span this many standard errors either way, as in the authors' own programme


@dataclass(frozen=True)
class HonestBounds:
    """Robust intervals (k,) by how large a departure is allowed; `breakdown` the first that lets zero in."""

    kind: Kind
    sizes: Floats
    low: Floats
    high: Floats
    breakdown: float | None
    level: float

    def summary(self) -> Text:
        """At what departure the conclusion falls."""
        if self.breakdown is None:
            return say(
                "Slutsatsen står kvar vid alla prövade avsteg, upp till {most:g}.",
                "The conclusion stands at every departure tried, up to {most:g}.",
                most=float(self.sizes.max()),
            )
        if self.kind == "relative":
            return say(
                "Slutsatsen faller om utvecklingarna efter start avvek {times:.2f} gånger så "
                "mycket som i det "
                "värsta steget före.",
                "The conclusion falls if trends after the start departed {times:.2f} times as much as in the "
                "worst step before.",
                times=self.breakdown,
            )
        return say(
            "Slutsatsen faller om trenden fick böja av {bend:.4g} per tidpunkt.",
            "The conclusion falls if the trend could bend by {bend:.4g} per period.",
            bend=self.breakdown,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the interval against the allowed departure."""
        from samverkan.evidence.plots import differences

        return differences.bounds(self, lang)


def honest_bounds(
    study: EventStudy,
    *,
    kind: Kind = "relative",
    sizes: Sequence[float] | None = None,
    target: ArrayLike | None = None,
    level: float = 0.95,
    executor: Executor | None = None,
) -> HonestBounds:
    """Robust intervals for target'(effects after the start); target (lags,) default the first period's
    effect.

    Needs at least one lead, and leads and lags without holes round the reference -1. Default sizes: 0, 0.5,
    1, 1.5, 2 (relative); 0 to 2 standard errors (smooth). Refuses many lags with kind "relative": merge
    periods first.
    """
    leads, lags = _ends(study)
    aim = np.eye(lags)[0] if target is None else np.asarray(target, dtype=np.float64)
    if aim.shape != (lags,) or not np.isfinite(aim).all() or not aim.any():
        raise Refusal(
            f"Målet ska vägas ihop av {lags} tidpunkter efter start.",
            f"The target must weigh {lags} periods after the start.",
        )
    se = float(np.sqrt(aim @ study.covariance[leads:, leads:] @ aim))
    if se <= 0:
        raise Refusal(
            "Skattningen saknar osäkerhet; det finns inget att pröva.",
            "The estimate has no uncertainty; there is nothing to check.",
        )
    tried = np.array(sizes if sizes is not None else _default(kind, se), dtype=np.float64)
    if not np.isfinite(tried).all() or (tried < 0).any() or not len(tried):
        raise Refusal("Avsteg ska vara tal från noll och uppåt.", "Departures must be numbers from zero up.")

    interval = partial(_interval, kind, study.estimates, study.covariance, leads, aim, level, se)
    found = np.array(in_order(interval, map(float, tried), executor, len(tried)))
    return HonestBounds(kind, tried, found[:, 0], found[:, 1], _breakdown(tried, found, interval), level)


def _interval(
    kind: Kind,
    estimates: Floats,
    covariance: Floats,
    leads: int,
    aim: Floats,
    level: float,
    se: float,
    size: float,
) -> tuple[float, float]:
    if kind == "smooth":
        return fixed_length(estimates, covariance, leads, aim, size, level)
    return _relative(estimates, covariance, leads, aim, size, level, se)


def _ends(study: EventStudy) -> tuple[int, int]:
    before = study.before
    leads, lags = int(before.sum()), int((~before).sum())
    whole = [*range(-leads - 1, -1), *range(lags)]
    if not leads or not lags or study.relative.tolist() != whole:
        raise Refusal(
            "Händelsestudien måste ha minst en skattning före och en efter start, utan hål.",
            "The event study must have an estimate before and one after the start, without holes.",
        )
    return leads, lags


def _default(kind: Kind, se: float) -> list[float]:
    return [0.0, 0.5, 1.0, 1.5, 2.0] if kind == "relative" else [share * se for share in (0, 0.25, 0.5, 1, 2)]


def _breakdown(
    tried: Floats, found: Floats, interval: Callable[[float], tuple[float, float]]
) -> float | None:
    """The smallest departure whose interval holds zero, to a thousandth of the step that brackets it."""
    holds = (found[:, 0] <= 0) & (found[:, 1] >= 0)
    if not holds.any():
        return None
    first = float(tried[holds].min())
    under = tried[~holds & (tried < first)]
    if not len(under):
        return first
    low, high = float(under.max()), first
    for _ in range(6):
        middle = (low + high) / 2
        left, right = interval(middle)
        low, high = (low, middle) if left <= 0 <= right else (middle, high)
    return high


def _relative(
    estimates: Floats, covariance: Floats, leads: int, aim: Floats, size: float, level: float, se: float
) -> tuple[float, float]:
    """Hull of the values accepted for some place and sign of the worst step before the start."""
    if len(aim) > MOST_LAGS:  # effects later than the target hardly restrict it; with many they are left out
        aim = aim[: int(np.flatnonzero(aim)[-1]) + 1]
    keep = leads + len(aim)
    estimates, covariance = estimates[:keep], covariance[:keep, :keep]
    change = _steps(leads, len(aim))
    rows = [_restrictions(change, leads, worst, sign, size) for worst in range(leads) for sign in (1.0, -1.0)]
    tests = [_test(row, estimates, covariance, leads, aim, 1 - level) for row in rows]

    def accept(values: Floats) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = np.any([test(values) for test in tests], axis=0)
        return found

    centre = float(aim @ estimates[leads:])
    width = REACH * se + abs(centre)
    values = np.linspace(centre - width, centre + width, GRID)
    kept = np.flatnonzero(accept(values))
    if not len(kept):
        return centre, centre
    step = values[1] - values[0]
    finer = np.linspace(0, step, 33)
    low, high = float(values[kept[0]]), float(values[kept[-1]])
    return (
        float((low - finer)[accept(low - finer)].min(initial=low)),
        float((high + finer)[accept(high + finer)].max(initial=high)),
    )


def _steps(leads: int, lags: int) -> Floats:
    """Changes between neighbouring periods as rows over (leads, lags), the reference held at zero."""
    whole = np.diff(np.eye(leads + 1 + lags), axis=0)
    return np.delete(whole, leads, axis=1)


def _restrictions(change: Floats, leads: int, worst: int, sign: float, size: float) -> Floats:
    """Rows r with r'bias <= 0: step `worst` before the start, times its sign and size, bounds every step
    after.

    That no other step before is larger goes untested, as the authors advise: it adds noise, hardly any bite.
    """
    largest = sign * change[worst]
    return np.array([side * row - size * largest for row in change[leads:] for side in (1, -1)])


def _test(
    rows: Floats, estimates: Floats, covariance: Floats, leads: int, aim: Floats, size: float
) -> Callable[[Floats], NDArray[np.bool_]]:
    """Which values of aim'effects are accepted under these rows, the other effects being nuisance."""
    basis = np.linalg.svd(aim[None])[2][1:]  # directions that leave the target alone
    noise = rows @ covariance @ rows.T
    after = rows[:, leads:]
    corners = dual_corners(np.sqrt(np.maximum(np.diag(noise), 0.0)), after @ basis.T)
    return partial(accepted, corners, rows @ estimates, after @ (aim / (aim @ aim)), noise, size)
