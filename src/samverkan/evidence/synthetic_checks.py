"""Two ways to doubt a synthetic control: leave out each donor that bears weight, and pretend it began
earlier.

Abadie, Diamond & Hainmueller (2015), "Comparative politics and the synthetic control method", Am. J. Polit.
Sci. 59:495-510, sections on placebo in time and leave-one-out.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import _matrix
from samverkan.evidence._batches import by_rows, part
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.synthetic_control import chosen, one_unit, placebo_gaps, rmspe_ratios
from samverkan.evidence.text import Text, say

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class LeaveOneOut:
    """effects (k,) of the fit without each of the donors `units` (k,), and the fit with all."""

    units: tuple[str, ...]
    effects: Floats
    effect: float

    def summary(self) -> Text:
        """The range, and the donor that matters most."""
        worst = int(np.abs(self.effects - self.effect).argmax())
        return say(
            "Utan en jämförelseenhet i taget blir effekten {low:.4g} till {high:.4g}; mest betyder {unit}.",
            "Without one comparison unit at a time the effect runs from {low:.4g} to "
            "{high:.4g}; {unit} matters most.",
            low=float(self.effects.min()),
            high=float(self.effects.max()),
            unit=self.units[worst],
        )

    def plot(self) -> None:
        """A short table says more than a figure."""


@dataclass(frozen=True)
class InTime:
    """For each pretended start (k,): the mean gap from it to the real start, and its placebo p among all
    units.
    """

    starts: Ints
    effects: Floats
    p: Floats
    units: int

    def summary(self) -> Text:
        """How many pretended starts look like an effect."""
        found = int((self.p <= max(0.05, 1 / self.units)).sum())
        return say(
            "Av {count} låtsade starter före den verkliga visar {found} en skillnad som sticker ut.",
            "Of {count} pretended starts before the real one, {found} show a difference that stands out.",
            count=len(self.starts),
            found=found,
        )

    def plot(self) -> None:
        """A short table says more than a figure."""


def leave_one_out(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    units: Sequence[str] | None = None,
    executor: Executor | None = None,
) -> LeaveOneOut:
    """Refit without each donor that has weight; arguments as `synthetic_control`."""
    panel, keep, row = _kept(outcomes, treated, start, donors)
    _matrix.check_unit(len(keep), row, 3)
    names = _matrix.labels(units, len(panel), "enheter", "units")
    table = _matrix.scaled(panel[keep])
    target = table.values[row]
    others = np.delete(table.values, row, axis=0)
    other_names = [names[k] for k in np.delete(keep, row)]
    weights = one_unit(others[:, :start], target[:start])
    bearing = np.flatnonzero(weights > 1e-9)
    effects = by_rows(partial(_without, others, target, start), bearing, executor, size=8) * table.unit
    whole = float((target - weights @ others)[start:].mean()) * table.unit
    return LeaveOneOut(tuple(other_names[j] for j in bearing), effects, whole)


def _without(others: Floats, target: Floats, start: int, rows: Ints) -> Floats:
    """Mean gap after the start when each of these donors is left out."""
    found = []
    for row in rows:
        rest = np.delete(others, row, axis=0)
        found.append((target - one_unit(rest[:, :start], target[:start]) @ rest)[start:].mean())
    return np.array(found)


def in_time(
    outcomes: ArrayLike,
    treated: int,
    start: int,
    *,
    donors: Sequence[int] | None = None,
    earliest: int | None = None,
    executor: Executor | None = None,
) -> InTime:
    """Pretend each start from `earliest` (default half the past) to the last before the real one.

    Only periods before the real start are used. Refuses a past of fewer than four periods.
    """
    panel, keep, row = _kept(outcomes, treated, start, donors)
    first = max(start // 2, 2) if earliest is None else int(earliest)
    if not 2 <= first < start:
        raise Refusal(
            "Tiden före starten är för kort för att låtsas om en tidigare start.",
            "The time before the start is too short to pretend an earlier one.",
        )
    table = _matrix.scaled(panel[keep][:, :start])
    starts = np.arange(first, start)
    effects, p = np.empty(len(starts)), np.empty(len(starts))
    for place, begin in enumerate(starts):
        with part(place, len(starts)):
            gaps = placebo_gaps(table.values, int(begin), 0.0, executor)
        ratios, _ = rmspe_ratios(gaps, int(begin), 1.0, "either")
        effects[place] = gaps[row, begin:].mean() * table.unit
        p[place] = float((ratios >= ratios[row] * (1 - 1e-9)).mean())
    return InTime(starts, effects, p, len(keep))


def _kept(
    outcomes: ArrayLike, treated: int, start: int, donors: Sequence[int] | None
) -> tuple[Floats, Ints, int]:
    panel = _matrix.finite_panel(outcomes)
    _matrix.check_unit(len(panel), treated)
    _matrix.check_start(panel.shape[1], start)
    keep = chosen(len(panel), treated, donors)
    row = int(np.flatnonzero(keep == treated)[0])
    _matrix.check_unit(len(keep), row)
    return panel, keep, row
