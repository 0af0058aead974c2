"""`python -m bench.evidence.growing WHAT SIZE`: one size in a process of its own; says CPU seconds and peak memory.

CPU seconds, both cores together, since they hardly mind what else the machine does. The machine code is loaded before
the clock starts; what the process held then is told apart.
"""

import json
import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from bench.evidence.data import panel, points
from bench.evidence.rows import cores
from samverkan.evidence.events import each_row
from samverkan.evidence.near_repeat import near_repeat
from samverkan.evidence.synthetic_control import synthetic_control

PERIODS, START, PERMUTATIONS = 120, 96, 99


def placebos(size: int) -> Callable[[], object]:
    """Synthetic control with every in-space placebo."""
    table = panel(size, PERIODS)

    def work() -> object:
        with cores() as pool:
            return synthetic_control(table, 0, START, executor=pool)

    return work


def knox(size: int) -> Callable[[], object]:
    """Ten distance by ten time bands with 99 shuffles."""
    events = each_row(*points(size))

    def work() -> object:
        with cores() as pool:
            return near_repeat(
                events, metres=[*np.linspace(0, 1000, 11)], days=[*np.linspace(0, 70, 11)], metric="euclid",
                permutations=PERMUTATIONS, executor=pool,
            )  # fmt: skip

    return work


WORK: dict[str, tuple[Callable[[int], Callable[[], object]], int]] = {
    "placebos": (placebos, 30),
    "knox": (knox, 500),
}


def measure(what: str, size: int) -> dict[str, float]:
    """CPU seconds of one run, peak MiB, and the MiB held before it."""
    make, small = WORK[what]
    make(small)()
    work, held = make(size), _peak()
    began = time.process_time()
    work()
    return {"seconds": time.process_time() - began, "peak": _peak(), "held": held}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], int(sys.argv[2]))) + "\n")
