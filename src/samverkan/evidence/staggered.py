"""Synthetic controls for many treated units, starting at once or at different times.

Ben-Michael, Feller & Rothstein (2022), "Synthetic controls with staggered adoption", J. R. Stat. Soc. B
84:351-381: partially pooled weights, with each unit's own level taken out. Inference by exchanging the
starts between units.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence._adoption import adoption
from samverkan.evidence._batches import by_rows
from samverkan.evidence._distributions import student
from samverkan.evidence._pooled_weights import pooled_weights
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

ASSUMPTIONS: tuple[Text, ...] = (
    Text(
        "Utan insatsen hade varje enhet följt sin blandning av enheter som ännu inte fått den, "
        "på sin egen nivå.",
        "Without the programme each unit would have followed its mix of units not yet treated, "
        "at its own level.",
    ),
    Text(
        "För p-värdet: vilka enheter som började när hade lika gärna kunnat fördelas på annat sätt.",
        "For the p-value: which units started when could just as well have been dealt out otherwise.",
    ),
)


@dataclass(frozen=True)
class StaggeredControl:
    """weights (treated, units); gaps (treated, relative), zero where not `seen`: follow-up ends with the
    data.

    path (relative,) averages the seen gaps by periods since the start, `leads` of them before it; `effect`
    is the mean over all treated cells, its interval a jackknife over all units, p by exchanging starts.
    """

    units: tuple[str, ...]
    treated: Ints
    weights: Floats
    relative: Ints
    gaps: Floats
    seen: Flags
    path: Floats
    effect: float
    se: float
    low: float
    high: float
    level: float
    p: float
    draws: int
    share: float
    separate_misfit: float
    pooled_misfit: float

    def summary(self) -> Text:
        """The mean effect, its interval and the p-value."""
        return say(
            "Medeleffekten över {count} enheter är {effect:.4g} ({level:.0f} % intervall "
            "{low:.4g} till {high:.4g}; "
            "p = {p:.3f} när starterna byter plats).",
            "The mean effect over {count} units is {effect:.4g} ({level:.0f} % interval "
            "{low:.4g} to {high:.4g}; "
            "p = {p:.3f} when starts change places).",
            count=len(self.treated),
            effect=self.effect,
            level=100 * self.level,
            low=self.low,
            high=self.high,
            p=self.p,
        )

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the mean gap by periods since the start."""
        from samverkan.evidence.plots import synthetic

        names = tuple(str(number) for number in self.relative)
        return synthetic.one_gap(names, self.path, int((self.relative < 0).sum()), lang)


class _Setting(NamedTuple):
    values: Floats
    leads: int
    lags: int
    level: bool


def staggered_control(
    outcomes: ArrayLike,
    starts: ArrayLike,
    *,
    units: Sequence[str] | None = None,
    leads: int | None = None,
    lags: int | None = None,
    share: float | None = None,
    own_level: bool = True,
    draws: int = 199,
    seed: int = 20230401,
    level: float = 0.95,
    executor: Executor | None = None,
) -> StaggeredControl:
    """outcomes (units, periods), starts (units,) with -1 for never; comparison: never treated, or not
    within `lags`.

    leads: periods before matched on (default what all treated have); lags: follow-up (default what the
    first has). share: weight of the average's fit against each unit's own, 0 to 1 (default by the authors'
    rule); own_level takes each series' mean before out. Raises Refusal where a treated unit has fewer than
    two to compare with.
    """
    panel = _matrix.finite_panel(outcomes)
    first = adoption(starts, *panel.shape)
    common = int(first[first >= 0].min())
    setting = _Setting(
        (table := _matrix.scaled(panel)).values,
        common if leads is None else int(leads),
        panel.shape[1] - common if lags is None else int(lags),
        own_level,
    )
    if not 2 <= setting.leads <= common or setting.lags < 1:
        raise Refusal(
            f"Minst två tidpunkter före den första starten behövs; här finns {common}.",
            f"At least two periods before the first start are needed; there are {common}.",
        )
    if share is not None and not 0 <= share <= 1:
        raise Refusal("Andelen ska ligga mellan 0 och 1.", "The share must lie between 0 and 1.")
    treated = np.flatnonzero(first >= 0)
    allowed = _comparison(first, setting)
    weights, misfit, used = pooled_weights(
        setting.values,
        treated,
        first[treated],
        allowed,
        setting.leads,
        own_level,
        -1.0 if share is None else float(share),
    )
    gaps, seen = _gaps(first, weights, setting)
    effect, path = _averages(gaps, seen, setting)
    jackknife = _jackknife(first, setting, used)
    rng = np.random.default_rng(seed)
    exchanged = np.array([rng.permutation(first) for _ in range(draws)])
    work = partial(_exchanged, setting, used, exchanged)
    others = by_rows(work, np.arange(draws), executor, size=16)
    beyond = int((np.abs(others) >= abs(effect) * (1 - 1e-9)).sum())
    reach = float(student.ppf(0.5 + level / 2, len(treated) - 1)) * jackknife
    return StaggeredControl(
        units=_matrix.labels(units, len(panel), "enheter", "units"),
        treated=treated,
        weights=weights,
        relative=np.arange(-setting.leads, setting.lags),
        gaps=gaps * table.unit,
        seen=seen,
        path=path * table.unit,
        effect=effect * table.unit,
        se=jackknife * table.unit,
        low=(effect - reach) * table.unit,
        high=(effect + reach) * table.unit,
        level=level,
        p=(1 + beyond) / (1 + draws),
        draws=draws,
        share=used,
        separate_misfit=float(np.sqrt((misfit**2).mean())) * table.unit,
        pooled_misfit=float(np.sqrt((misfit.mean(axis=0) ** 2).mean())) * table.unit,
    )


def _comparison(first: Ints, setting: _Setting) -> Flags:
    """Who may serve whom, (treated, units): those never treated, or only after the follow-up."""
    begin = first[first >= 0]
    end = np.minimum(begin + setting.lags, setting.values.shape[1])
    allowed: Flags = (first[None] < 0) | (first[None] >= end[:, None])
    if (allowed.sum(axis=1) < 2).any():
        raise Refusal(
            "Någon enhet har färre än två att jämföras med under uppföljningen; korta den.",
            "Some unit has fewer than two to be compared with during follow-up; shorten it.",
        )
    return allowed


def _gaps(first: Ints, weights: Floats, setting: _Setting) -> tuple[Floats, Flags]:
    """Gaps by periods since the start, (treated, leads + lags), zero where unseen, and the flags."""
    treated = np.flatnonzero(first >= 0)
    gaps = np.zeros((len(treated), setting.leads + setting.lags))
    seen = np.zeros(gaps.shape, dtype=np.bool_)
    for place, row in enumerate(treated):
        begin, end = first[row] - setting.leads, min(first[row] + setting.lags, setting.values.shape[1])
        gap = setting.values[row, begin:end] - weights[place] @ setting.values[:, begin:end]
        if setting.level:
            gap = gap - gap[: setting.leads].mean()
        gaps[place, : len(gap)], seen[place, : len(gap)] = gap, True
    return gaps, seen


def _averages(gaps: Floats, seen: Flags, setting: _Setting) -> tuple[float, Floats]:
    after = slice(setting.leads, None)
    path = gaps.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return float(gaps[:, after].sum() / seen[:, after].sum()), path


def _fit(first: Ints, setting: _Setting, share: float) -> float:
    treated = np.flatnonzero(first >= 0)
    allowed = _comparison(first, setting)
    weights = pooled_weights(
        setting.values, treated, first[treated], allowed, setting.leads, setting.level, share
    )[0]
    return _averages(*_gaps(first, weights, setting), setting)[0]


def _exchanged(setting: _Setting, share: float, assignments: Ints, rows: Ints) -> Floats:
    return np.array([_fit(assignments[row], setting, share) for row in rows])


def _jackknife(first: Ints, setting: _Setting, share: float) -> float:
    """Standard error over units, each left out in turn, comparison units too: their chance is shared by
    all.
    """
    if (first >= 0).sum() < 2:
        raise Refusal(
            "Med en enda enhet med insats: använd syntetisk kontroll för en enhet.",
            "With a single treated unit: use the synthetic control for one unit.",
        )
    left = []
    for row in range(len(first)):
        rest = np.delete(np.arange(len(first)), row)
        left.append(_fit(first[rest], setting._replace(values=setting.values[rest]), share))
    spread = np.array(left) - np.mean(left)
    return float(np.sqrt((len(left) - 1) / len(left) * (spread**2).sum()))
