"""What is tried: one design in one world, whether its interval held the truth and whether its test rejected."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Outcome = tuple[bool | None, bool | None]  # interval held the truth; test rejected at 5 per cent
Run = Callable[[np.random.Generator], Outcome]
LEVEL = 0.05


@dataclass(frozen=True)
class Trial:
    """`design` is the name the report knows, or empty; `level` the largest attainable one of a permutation test."""

    name: str
    world: str
    run: Run
    design: str = ""
    level: float = LEVEL
    note: str = ""


@dataclass(frozen=True)
class Promise:
    """A planted effect, and the chance of finding it that the power tool promises; `run` says whether it was found."""

    name: str
    world: str
    promised: Callable[[], float]
    run: Callable[[np.random.Generator], bool]
    note: str = ""


ALL: list[Trial] = []
PROMISES: list[Promise] = []


def trial(
    name: str, world: str, design: str = "", level: float = LEVEL, note: str = ""
) -> Callable[[Run], Run]:
    """Enter a function into the list."""

    def enter(run: Run) -> Run:
        ALL.append(Trial(name, world, run, design, level, note))
        return run

    return enter
