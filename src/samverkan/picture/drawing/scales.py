"""From values to places on paper, and the round numbers an axis shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` onto places from `start` to `end`; `log` for ratios."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        low, high, at = (
            (math.log(each) for each in (self.low, self.high, value))
            if self.log
            else (self.low, self.high, value)
        )
        share = (at - low) / (high - low) if high > low else 0.5
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """The value, or the end of the scale it lies beyond."""
        return min(max(value, self.low), self.high)


def ticks(high: float, *, low: float = 0.0, most: int = 5) -> list[float]:
    """Round numbers from low to just above high, at most so many."""
    if high <= low:
        return [low]
    rough = (high - low) / most
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough - 1e-12)
    if high <= 5 and low == 0:
        step = max(step, 1.0) if high >= 1 else step
    start = math.floor(low / step) * step
    count = math.ceil((high - start) / step - 1e-9)
    return [round(start + step * n, 10) for n in range(count + 1)]


def classes(values: Sequence[float], how_many: int = 5) -> list[float]:
    """Upper bounds of classes of about equally many values, rounded to what a reader can keep in mind.

    Fewer classes where values repeat. The last bound is the greatest value.
    """
    known = sorted(value for value in values if math.isfinite(value))
    if not known:
        return []
    bounds: list[float] = []
    for n in range(1, how_many):
        bound = _rounded(
            known[min(len(known) - 1, math.ceil(n * len(known) / how_many) - 1)], known[-1] - known[0]
        )
        if not bounds or bound > bounds[-1]:
            bounds.append(bound)
    bounds = [bound for bound in bounds if known[0] <= bound < known[-1]]
    return [*bounds, known[-1]]


def class_of(value: float, bounds: Sequence[float]) -> int:
    """Which class a value is in, counted from zero."""
    return next((n for n, bound in enumerate(bounds) if value <= bound), len(bounds) - 1)


def _rounded(value: float, spread: float) -> float:
    if spread <= 0:
        return value
    digits = max(0, 1 - math.floor(math.log10(spread)))
    return round(value, digits)
