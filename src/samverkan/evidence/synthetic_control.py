"""Synthetic control: the treated unit against the weighted mix of others that looked most like it before.

Abadie, Diamond & Hainmueller (2010), "Synthetic control methods for comparative case studies", J. Am. Stat.
Assoc. 105:493-505; Abadie (2021), "Using synthetic controls", J. Econ. Lit. 59:391-425. Every unit is run
as a placebo, always: with one shared Gram matrix that costs less than drawing the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix, synthetic_words
from samverkan.evidence._batches import by_rows
from samverkan.evidence._simplex import simplex_rows
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
Direction = Literal["either", "lower", "higher"]

ASSUMPTIONS = synthetic_words.ASSUMPTIONS
EXACT_FIT = 1e-8  # a pre-period error below this share of the panel's spread counts as none


@dataclass(frozen=True)
class SyntheticControl:
    """One treated unit, its synthetic twin, and the same for every other unit as a placebo.

    `weights` (units,) is zero for the treated; `gaps` (units, periods) is observed minus synthetic, each
    row with that unit in the treated one's place; `ratios` (units,) is root mean square gap after over
    before, NaN-free. `unique` is False when other weights fit the past equally well: then see
    `defensible_controls`.
    """

    units: tuple[str, ...]
    times: tuple[str, ...]
    treated: int
    start: int
    weights: Floats
    observed: Floats
    synthetic: Floats
    gaps: Floats
    ratios: Floats
    effect: float
    p: float
    rank: int
    before: float
    unique: bool
    expected: Direction
    warnings: tuple[Text, ...] = ()

    @property
    def gap(self) -> Floats:
        """Observed minus synthetic, (periods,)."""
        own: Floats = self.gaps[self.treated]
        return own

    @property
    def percent(self) -> float | None:
        """The mean effect in percent of the mean synthetic outcome; None where that mean is zero."""
        base = float(self.synthetic[self.start :].mean())
        return 100 * self.effect / base if base else None

    def leading(self, least: float = 5e-4) -> list[tuple[str, float]]:
        """Donors by falling weight, down to `least`."""
        order = np.argsort(-self.weights, kind="stable")
        return [(self.units[j], float(self.weights[j])) for j in order if self.weights[j] >= least]

    def summary(self) -> Text:
        """The answer in plain words, warnings last."""
        return synthetic_words.summary(self)

    def plot(self, lang: str = "sv") -> dict[str, Any]:
        """Vega-Lite: the gap with its placebo fan, the pre-period always shown."""
        from samverkan.evidence.plots import synthetic

        return synthetic.placebo_fan(self, lang)


def synthetic_control(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    units: Sequence[str] | None = None,
    times: Sequence[str] | None = None,
    expected: Direction = "either",
    penalty: float = 0.0,
    executor: Executor | None = None,
) -> SyntheticControl:
    """Fit on the outcomes of all periods before `start`; weights are non-negative and sum to one.

    outcomes (units, periods); treated is a row, start the column of the first treated period; donors are
    the rows allowed as comparison (default: all others), and the placebo units. `penalty` above zero asks
    for nearer donors (Abadie & L'Hour 2021). With `expected` other than "either", gaps after the start
    count only in that direction. Raises Refusal for gaps in the data, too few periods or units, or a table
    without variation.
    """
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start)
    keep = chosen(len(panel), treated, donors)
    _matrix.check_unit(len(keep), int(np.flatnonzero(keep == treated)[0]))
    table = _matrix.scaled(panel[keep])
    row = int(np.flatnonzero(keep == treated)[0])
    past = table.values[:, :start]
    weights = np.insert(one_unit(np.delete(past, row, axis=0), past[row], penalty), row, 0.0)
    return from_gaps(
        panel,
        table,
        keep,
        row,
        weights,
        placebo_gaps(table.values, start, penalty, executor),
        start,
        units=units,
        times=times,
        expected=expected,
        unique=is_unique(past, row, weights, penalty),
    )


def from_gaps(
    panel: Floats,
    table: _matrix.Scaled,
    keep: Ints,
    row: int,
    weights: Floats,
    gaps: Floats,
    start: int,
    *,
    units: Sequence[str] | None,
    times: Sequence[str] | None,
    expected: Direction,
    unique: bool,
) -> SyntheticControl:
    """The result for scaled gaps (kept, periods) however they were found; `row` is the treated one, weights
    its.
    """
    gaps = gaps * table.unit
    names = _matrix.labels(units, len(panel), "enheter", "units")
    ratios, before = rmspe_ratios(gaps, start, table.unit, expected)
    rank = 1 + int((np.delete(ratios, row) >= ratios[row] * (1 - 1e-9)).sum())
    result = SyntheticControl(
        units=tuple(names[k] for k in keep),
        times=_matrix.labels(times, panel.shape[1], "tidpunkter", "periods"),
        treated=row,
        start=start,
        weights=weights,
        observed=panel[keep[row]],
        synthetic=panel[keep[row]] - gaps[row],
        gaps=gaps,
        ratios=ratios,
        effect=float(gaps[row, start:].mean()),
        p=rank / len(keep),
        rank=rank,
        before=float(before[row]),
        unique=unique,
        expected=expected,
    )
    return synthetic_words.warned(result)


def chosen(units: int, treated: int, donors: Sequence[int] | None) -> Ints:
    """The treated row and the allowed donor rows, in table order."""
    if donors is None:
        return np.arange(units)
    rows = sorted({treated, *(int(donor) for donor in donors)})
    for row in rows:
        _matrix.check_unit(units, row, 0)
    return np.array(rows, dtype=np.int64)


def _gaps_of(values: Floats, gram: Floats, allowed: Flags, penalty: float, rows: Ints) -> Floats:
    found: Floats = values[rows] - simplex_rows(gram, allowed, rows, penalty)[0] @ values
    return found


def placebo_gaps(
    values: Floats, start: int, penalty: float = 0.0, executor: Executor | None = None
) -> Floats:
    """Gap (units, periods) of every unit from its own synthetic control, fitted before `start`.

    The Gram matrix is the largest thing kept: weights of all placebos together never are.
    """
    past = values[:, :start]
    everyone = np.ones(len(values), dtype=np.bool_)
    work = partial(_gaps_of, values, past @ past.T, everyone, float(penalty))
    return by_rows(work, np.arange(len(values)), executor)


def every_weight(values: Floats, start: int) -> Floats:
    """Donor weights (units, units) of every unit, fitted before `start`: memory grows with the units squared."""
    past = values[:, :start]
    everyone = np.ones(len(values), dtype=np.bool_)
    return simplex_rows(past @ past.T, everyone, np.arange(len(values)), 0.0)[0]


def one_unit(donors: Floats, target: Floats, penalty: float = 0.0) -> Floats:
    """Weights (donors,) of one target (periods,) on donors (donors, periods)."""
    stacked = np.vstack([donors, target])
    allowed = np.ones(len(stacked), dtype=np.bool_)
    found, _ = simplex_rows(stacked @ stacked.T, allowed, np.array([len(donors)]), float(penalty))
    weights: Floats = found[0, :-1]
    return weights


def rmspe_ratios(gaps: Floats, start: int, unit: float, expected: Direction) -> tuple[Floats, Floats]:
    """Root mean square gap after the start over that before, and the latter, (units,) each."""
    after = gaps[:, start:]
    if expected != "either":
        after = np.minimum(after, 0) if expected == "lower" else np.maximum(after, 0)
    before = np.sqrt(np.mean(gaps[:, :start] ** 2, axis=1))
    return np.sqrt(np.mean(after**2, axis=1)) / np.maximum(before, EXACT_FIT * unit), before


def is_unique(past: Floats, row: int, weights: Floats, penalty: float = 0.0) -> bool:
    """Whether these are the only weights that fit the past this well.

    Donors whose gradient equals the support's could take weight at no cost; the solution is unique when all
    of them together are affinely independent, as seen in the past.
    """
    seen = past - past[row]
    reach = np.einsum("jt,jt->j", seen, seen)
    slope = seen @ (weights @ seen) + 0.5 * penalty * reach
    free = slope - weights @ slope <= 1e-10 * float(reach.mean())
    free[row] = False
    tied = seen[free]
    spread = tied[1:] - tied[:1]
    return len(tied) <= 1 or int(np.linalg.matrix_rank(spread, tol=1e-9)) == len(spread)
