"""One line of the result."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """`ours` beside `peer`, both in `unit`; `goal` in words, `met` None where there is none to meet.

    `n` is how many times each side was measured; `answers` what both said, where they solve the same problem.
    """

    name: str
    ours: float
    peer: float | None
    peer_name: str
    unit: str
    goal: str
    met: bool | None
    n: int
    answers: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to the peer's. Printed, never a goal: a heavy page would make any wall look thin."""
        return self.ours / self.peer if self.peer else None

    def written(self) -> dict[str, Any]:
        """As build/bench.json has it, rounded to what the measurement can carry."""
        return {
            "name": self.name,
            "ours": significant(self.ours),
            "peer": significant(self.peer),
            "peer_name": self.peer_name,
            "ratio": significant(self.ratio),
            "unit": self.unit,
            "goal": self.goal,
            "met": self.met,
            "n": self.n,
            "answers": self.answers,
        }


def significant(value: float | None, figures: int = 4) -> float | None:
    """The value with so many significant figures."""
    return None if value is None else float(f"{value:.{figures}g}")
