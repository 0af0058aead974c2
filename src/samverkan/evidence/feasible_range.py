"""Where weights are not pinned down: the least and greatest comparison that every balance constraint allows.

Weights that make a comparison equal to the treated in all that was measured before are seldom unique
(microsynth: Robbins & Davenport 2021, J. Stat. Softw. 97(2); weights by balance). Any of them is as
defensible as the one that a programme happens to print, so the honest answer is the range, from two linear
programmes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, hstack, vstack

from samverkan.evidence import _matrix
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text, join, say

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FeasibleRange:
    """treated: the treated total after the start; low, high: the comparison totals that balance allows.

    low_weights, high_weights (donors,) attain them; constraints is how many equalities were imposed.
    """

    treated: float
    low: float
    high: float
    low_weights: Floats
    high_weights: Floats
    constraints: int

    @property
    def effects(self) -> tuple[float, float]:
        """Least and greatest effect (treated minus comparison)."""
        return self.treated - self.high, self.treated - self.low

    @property
    def percents(self) -> tuple[float, float] | None:
        """The same in percent of the comparison; None where a comparison of zero is allowed."""
        if self.low <= 0:
            return None
        return 100 * (self.treated / self.high - 1), 100 * (self.treated / self.low - 1)

    def holds(self, comparison: float) -> bool:
        """Whether a stated comparison total lies in the range."""
        slack = 1e-6 * (1 + abs(comparison))
        return self.low - slack <= comparison <= self.high + slack

    def summary(self) -> Text:
        """Range of the effect, and whether its direction is settled."""
        least, most = self.effects
        parts = [
            say(
                "Alla jämförelser som är lika i det som mättes före ger en effekt mellan "
                "{least:.4g} och {most:.4g}.",
                "All comparisons equal in what was measured before give an effect between "
                "{least:.4g} and {most:.4g}.",
                least=least,
                most=most,
            )
        ]
        if self.percents is not None:
            parts.append(
                say(
                    "Det är {least:.0f} till {most:.0f} procent.",
                    "That is {least:.0f} to {most:.0f} per cent.",
                    least=self.percents[0],
                    most=self.percents[1],
                )
            )
        if least < 0 < most:
            parts.append(
                Text("Inte ens riktningen är avgjord.", "Not even the direction is settled."),
            )
        return join(parts)

    def plot(self) -> None:
        """Two numbers; shown beside the single best comparison."""


def feasible_range(
    balance: ArrayLike,
    target: ArrayLike,
    outcome: ArrayLike,
    treated: float,
    *,
    tolerance: float = 0.0,
    largest: float | None = None,
) -> FeasibleRange:
    """Least and greatest outcome'w over w >= 0 with balance w = target.

    balance (constraints, donors), target (constraints,) the treated total of each, outcome (donors,) after
    the start, treated its treated total. `tolerance` lets each balance miss by that share of its target's
    size; `largest` caps a weight. Include a row of ones to fix the sum of weights. Raises Refusal where no
    weights balance, with how near.
    """
    rows = _matrix.finite_panel(balance, "Balansen", "The balance")
    goal = _vector(target, rows.shape[0], "Målet", "The target")
    value = _vector(outcome, rows.shape[1], "Utfallet", "The outcome")
    if not (0 <= tolerance < np.inf) or not (largest is None or largest > 0) or not np.isfinite(treated):
        raise Refusal(
            "Tolerans och största vikt ska vara tal från noll.",
            "Tolerance and largest weight must be numbers.",
        )
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-300)
    rows, goal = rows / scale[:, None], goal / scale
    ends = [_solve(rows, goal, sign * value, tolerance, largest) for sign in (1.0, -1.0)]
    reached = [float(value @ weights) for weights in ends]
    low, high = min(reached), max(reached)  # where only one is allowed, rounding may cross the two
    return FeasibleRange(float(treated), low, high, ends[0], ends[1], len(goal))


def _solve(rows: Floats, goal: Floats, cost: Floats, tolerance: float, largest: float | None) -> Floats:
    size = np.abs(cost).max()
    matrix = csr_matrix(rows)
    exact = {"A_eq": matrix, "b_eq": goal}
    slack = tolerance * np.abs(goal)
    loose = {"A_ub": vstack([matrix, -matrix]), "b_ub": np.concatenate([goal + slack, slack - goal])}
    found = linprog(
        cost / size if size > 0 else cost,
        bounds=(0, largest),
        method="highs",
        **(loose if tolerance > 0 else exact),
    )
    if found.status == 3:
        raise Refusal(
            "Balansen håller inte vikterna på plats: jämförelsen kan bli hur stor som helst. "
            "Lägg till en rad ettor.",
            "The balance does not hold the weights: the comparison can grow without limit. Add "
            "a row of ones.",
        )
    if found.status != 0:
        miss = 100 * _nearest_miss(matrix, goal, largest)
        raise Refusal(
            f"Inga vikter balanserar allt; som bäst missar något mål med {miss:.2g} procent.",
            f"No weights balance everything; at best some target is missed by {miss:.2g} per cent.",
        )
    weights: Floats = np.clip(found.x, 0.0, largest)  # the solver may step over a bound by its tolerance
    return weights


def _nearest_miss(matrix: csr_matrix, goal: Floats, largest: float | None) -> float:
    """The smallest share by which the worst balance must miss (always solvable: a last variable is the
    miss).
    """
    donors = matrix.shape[1]
    size = np.maximum(np.abs(goal), 1e-9)[:, None]
    above, below = hstack([matrix, -csr_matrix(size)]), hstack([-matrix, -csr_matrix(size)])
    cost = np.append(np.zeros(donors), 1.0)
    bounds = [(0, largest)] * donors + [(0, None)]
    found = linprog(
        cost, A_ub=vstack([above, below]), b_ub=np.concatenate([goal, -goal]), bounds=bounds, method="highs"
    )
    return float(found.fun) if found.status == 0 else np.inf


def _vector(values: ArrayLike, length: int, sv: str, en: str) -> Floats:
    vector: Floats = _matrix.finite_panel(np.asarray(values)[None], sv, en)[0]
    if len(vector) != length:
        raise Refusal(
            f"{sv} har {len(vector)} värden, men {length} väntades.",
            f"{en} has {len(vector)} values, but {length} were expected.",
        )
    return vector
