"""The attacker that a publication must withstand: what can be computed from the numbers that are printed.

It knows every printed number, that counts are whole and not negative, how the table adds up and, if an
earlier publication is given, that at most one person came, went or moved in between. Each question is one
integer programme (HiGHS through scipy): the least and the greatest a cell can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

MOST = 10_000  # no cell counts more persons than this; stands for "no upper limit"
NO_SOLUTION = 2  # scipy's status for contradicting constraints

Interval = tuple[int, int]
Known = Mapping[str, Interval]


@dataclass(frozen=True)
class Sum:
    """That `total` is the sum of `parts`; the reader knows it from the table's layout."""

    total: str
    parts: tuple[str, ...]


def components(names: Iterable[str], sums: Sequence[Sum]) -> list[list[str]]:
    """The cells in groups that no sum ties together: what is in one tells nothing of another."""
    group = {name: {name} for name in names}
    for each in sums:
        together = set().union(*(group[name] for name in (each.total, *each.parts)))
        for name in together:
            group[name] = together
    return [sorted(found) for found in {id(found): found for found in group.values()}.values()]


class Attack:
    """One attacker before one publication, or before two of them that differ by one person at most."""

    def __init__(self, now: Known, sums: Sequence[Sum], before: Known | None = None) -> None:
        self.names = sorted(now)
        self.at = {name: n for n, name in enumerate(self.names)}
        self.tables = [now] if before is None else [now, before]
        self.leaves = [name for name in self.names if name not in {each.total for each in sums}]
        width = len(self.names) * len(self.tables) + (2 * len(self.leaves) if before is not None else 0)
        self.bounds = self._bounds(width)
        self.constraint = self._constraint(width, sums)

    def possible(self) -> bool:
        """Whether the attacker's knowledge hangs together: else more than one person has come or gone."""
        return self._solve(np.zeros(len(self.bounds.lb))) is not None

    def range(self, name: str, *, before: bool = False) -> Interval:
        """The least and the greatest that the cell can be. Raises ValueError when the numbers contradict."""
        aim = np.zeros(len(self.bounds.lb))
        aim[self.at[name] + (len(self.names) if before else 0)] = 1.0
        least, most = self._solve(aim), self._solve(-aim)
        if least is None or most is None:
            raise ValueError(f"what is printed contradicts itself around {name}")
        return least, -most

    def _bounds(self, width: int) -> Bounds:
        low, high = np.zeros(width), np.ones(width)
        for n, known in enumerate(self.tables):
            for name, at in self.at.items():
                low[n * len(self.names) + at], high[n * len(self.names) + at] = known[name]
        return Bounds(low, high)

    def _constraint(self, width: int, sums: Sequence[Sum]) -> LinearConstraint:
        linked = len(self.tables) > 1
        rows = len(sums) * len(self.tables) + (len(self.leaves) + 2 if linked else 0)
        matrix, limit = lil_matrix((max(rows, 1), width)), np.zeros(max(rows, 1))
        row = 0
        for n in range(len(self.tables)):
            for each in sums:
                for name in each.parts:
                    matrix[row, n * len(self.names) + self.at[name]] = 1
                matrix[row, n * len(self.names) + self.at[each.total]] = -1
                row += 1
        if linked:
            self._link(matrix, limit, row)
        low = limit.copy()
        low[-2:] = -np.inf if linked else low[-2:]
        return LinearConstraint(matrix.tocsr(), low, limit)

    def _link(
        self, matrix: lil_matrix, limit: "np.ndarray[tuple[int], np.dtype[np.float64]]", row: int
    ) -> None:
        """Leaf by leaf: now - before = came - went, and at most one came and one went in all."""
        size, extra = len(self.names), 2 * len(self.names)
        for n, name in enumerate(self.leaves):
            matrix[row, self.at[name]] = 1
            matrix[row, size + self.at[name]] = -1
            matrix[row, extra + 2 * n], matrix[row, extra + 2 * n + 1] = -1, 1
            matrix[row + len(self.leaves) - n, extra + 2 * n] = 1
            matrix[row + len(self.leaves) - n + 1, extra + 2 * n + 1] = 1
            row += 1
        limit[-2:] = 1

    def _solve(self, aim: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int | None:
        found = milp(aim, constraints=self.constraint, bounds=self.bounds, integrality=np.ones(len(aim)))
        if found.status == NO_SOLUTION:
            return None
        if found.fun is None:
            raise RuntimeError(f"the audit found no answer: {found.message}")
        least: float = found.fun
        return round(least)
