"""One published cell, and what it tells a reader by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverkan.suppression.attack import MOST, Interval

THRESHOLD = 5  # persons or events: fewer is suppressed
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Cell:
    """One published cell. `value` None is suppressed; `near`: the number is from `since` and at most four off."""

    value: int | None
    since: date
    near: bool = False

    @property
    def interval(self) -> Interval:
        """What the cell by itself tells a reader."""
        if self.value is None:
            return 0, MOST
        off = THRESHOLD - 1 if self.near else 0
        return max(0, self.value - off), self.value + off


Published = Mapping[str, Cell]


def small(count: int) -> bool:
    """Whether a count is of so few that they may be known again."""
    return 0 < count < THRESHOLD
