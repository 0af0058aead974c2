"""The attacker that a publication must withstand: what can be computed from the numbers that are printed.

It knows every printed number, that counts are whole and not negative, how the table adds up and, if an
earlier publication is given, that at most one person came, went or moved in between. Each question is one
integer programme (HiGHS through scipy): the least and the greatest a cell can be. What is printed exactly is
taken out of the programme beforehand, so a large table of which little is suppressed stays a small question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when they are first used
from numpy.typing import NDArray

MOST = 10_000_000  # no cell counts more than this; stands for "no upper limit"
NO_SOLUTION = 2  # scipy's status for contradicting constraints

Interval = tuple[int, int]
Known = Mapping[str, Interval]
Floats = NDArray[np.float64]
Rows = list[dict[int, float]]


@dataclass(frozen=True)
class Sum:
    """That `total` is the sum of `parts`; the reader knows it from the table's layout."""

    total: str
    parts: tuple[str, ...]


def components(names: Iterable[str], sums: Sequence[Sum]) -> list[list[str]]:
    """The cells in groups that no sum ties together: what is in one tells nothing of another."""
    group = {name: {name} for name in names}
    for each in sums:
        inside = [name for name in (each.total, *each.parts) if name in group]
        together = set().union(*(group[name] for name in inside))
        for name in together:
            group[name] = together
    return [sorted(found) for found in {id(found): found for found in group.values()}.values()]


class Attack:
    """One attacker before one publication, or before two of them that differ by one person at most."""

    def __init__(self, now: Known, sums: Sequence[Sum], before: Known | None = None) -> None:
        tables = [now] if before is None else [now, before]
        linked = before is not None
        free = [
            (t, name)
            for t, known in enumerate(tables)
            for name in sorted(known)
            if linked or _open(known[name])
        ]
        self.at = {key: place for place, key in enumerate(free)}
        self.known = tables
        leaves = [name for name in sorted(now) if name not in {each.total for each in sums}] if linked else []
        self.width = len(free) + 2 * len(leaves)
        rows, low, high = self._sums(tables, sums)
        if linked:
            self._link(leaves, len(free), rows, low, high)
        self.bounds = self._bounds(free, len(leaves))
        self.constraint = _constraint(rows, low, high, self.width)
        self.contradicts = any(lo > hi + 1e-9 for row, lo, hi in zip(rows, low, high, strict=True) if not row)

    def possible(self) -> bool:
        """Whether the attacker's knowledge hangs together: else more than one person has come or gone."""
        return not self.contradicts and self._solve(np.zeros(max(self.width, 1))) is not None

    def range(self, name: str, *, before: bool = False) -> Interval:
        """The least and the greatest that the cell can be. Raises ValueError when the numbers contradict."""
        key = (1 if before else 0, name)
        if key not in self.at:
            return self.known[key[0]][name]
        aim = np.zeros(self.width)
        aim[self.at[key]] = 1.0
        least, most = self._solve(aim), self._solve(-aim)
        if self.contradicts or least is None or most is None:
            raise ValueError(f"what is printed contradicts itself around {name}")
        return least, -most

    def _bounds(self, free: list[tuple[int, str]], leaves: int) -> scipy.optimize.Bounds:
        known = [self.known[t][name] for t, name in free]
        low = [float(least) for least, _most in known] + [0.0] * (2 * leaves)
        high = [float(most) for _least, most in known] + [1.0] * (2 * leaves)
        return scipy.optimize.Bounds(low or [0.0], high or [0.0])

    def _sums(
        self, tables: Sequence[Known], sums: Sequence[Sum]
    ) -> tuple[list[dict[int, float]], list[float], list[float]]:
        """parts - total = 0, with what is printed exactly moved to the right-hand side."""
        rows: Rows = []
        sides: list[float] = []
        for t, known in enumerate(tables):
            for each in sums:
                row: dict[int, float] = {}
                side = 0.0
                for name, sign in (*((part, 1.0) for part in each.parts), (each.total, -1.0)):
                    if (t, name) in self.at:
                        row[self.at[t, name]] = row.get(self.at[t, name], 0.0) + sign
                    else:
                        side -= sign * known[name][0]
                rows.append(row)
                sides.append(side)
        low = [side if row else abs(side) for row, side in zip(rows, sides, strict=True)]
        high = [side if row else 0.0 for row, side in zip(rows, sides, strict=True)]
        return rows, low, high

    def _link(
        self, leaves: list[str], start: int, rows: list[dict[int, float]], low: list[float], high: list[float]
    ) -> None:  # fmt: skip
        """Leaf by leaf: now - before = came - went, and at most one came and one went in all."""
        for n, name in enumerate(leaves):
            rows.append({self.at[0, name]: 1, self.at[1, name]: -1, start + 2 * n: -1, start + 2 * n + 1: 1})
            low.append(0)
            high.append(0)
        for which in (0, 1):
            rows.append({start + 2 * n + which: 1 for n in range(len(leaves))})
            low.append(-np.inf)
            high.append(1)

    def _solve(self, aim: Floats) -> int | None:
        if self.width == 0:
            return 0
        found = scipy.optimize.milp(
            aim, constraints=self.constraint, bounds=self.bounds, integrality=np.ones(len(aim))
        )
        if found.status == NO_SOLUTION:
            return None
        if found.fun is None:
            raise RuntimeError(f"the audit found no answer: {found.message}")
        least: float = found.fun
        return round(least)


def _open(interval: Interval) -> bool:
    return interval[0] != interval[1]


def _constraint(
    rows: list[dict[int, float]], low: list[float], high: list[float], width: int
) -> list[scipy.optimize.LinearConstraint]:  # fmt: skip
    kept = [place for place, row in enumerate(rows) if row]
    if not kept:
        return []
    data = [value for place in kept for value in rows[place].values()]
    columns = [column for place in kept for column in rows[place]]
    starts = np.cumsum([0, *(len(rows[place]) for place in kept)])
    matrix = scipy.sparse.csr_array((data, columns, starts), shape=(len(kept), width))
    return [
        scipy.optimize.LinearConstraint(
            matrix, [low[place] for place in kept], [high[place] for place in kept]
        )
    ]
