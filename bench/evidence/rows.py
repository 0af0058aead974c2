"""Ours timed warm, and set beside a peer's answer at the same size."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from bench.kit.numbers import median
from bench.kit.row import Row
from bench.peers.asking import Answer

TIMES = 5
ENOUGH = 10.0  # seconds in all for one row of ours


def timed(work: Callable[[], Any]) -> tuple[float, Any, int]:
    """Median seconds of up to five calls after a first that loads the machine code, the last result, how many."""
    result = work()
    taken: list[float] = []
    while len(taken) < TIMES and sum(taken) < ENOUGH:
        began = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - began)
    return median(taken), result, len(taken)


@contextmanager
def cores() -> Iterator[Executor]:
    """One thread a core, as the command line has it."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        yield pool


def beside(
    name: str, ours: float, n: int, peer: Answer, peer_name: str, times: float | None, answers: str
) -> Row:  # fmt: skip
    """A row whose goal is `times` faster; where the peer was stopped its time is a lower bound, and said to be."""
    bound = " (stopped: a lower bound)" if peer.stopped else ""
    if times is None:
        return Row(name, ours, peer.seconds, peer_name + bound, "s", "", None, n, answers)
    met = peer.seconds / ours >= times if not peer.stopped or peer.seconds / ours >= times else None
    return Row(name, ours, peer.seconds, peer_name + bound, "s", f"{times:g} times faster", met, n, answers)


def apart(ours: float, theirs: float) -> str:
    """Both answers, and how far apart."""
    return f"{ours:.7g} and {theirs:.7g}: {abs(ours - theirs):.1g} apart"
