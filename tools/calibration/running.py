"""Every trial in 1,000 worlds of its own, over the cores; chance comes from one seed, and none was tried before it."""

import hashlib
import os
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from samverkan.tables.refusal import Refusal
from tools.calibration import other_trials, panel_trials, promises  # noqa: F401  they enter themselves
from tools.calibration.trials import ALL, PROMISES

SEED = 20261201
TRIES = 1000
CHUNK = 50


@dataclass(frozen=True)
class Counted:
    """Of `tries` worlds: intervals that held the truth, tests that rejected (None where not asked), refusals."""

    tries: int
    covered: int | None
    rejected: int | None
    refused: int
    seconds: float


@dataclass(frozen=True)
class Found:
    """Of `tries` worlds with the effect: how many found it, and the chance promised."""

    tries: int
    found: int
    promised: float
    seconds: float


def calibrate(
    tries: int = TRIES, only: str = "", seed: int = SEED
) -> tuple[dict[str, Counted], dict[str, Found]]:
    """Run all, or those whose name holds `only`; says on stderr how it goes."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    counted, found = {}, {}
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for place, each in enumerate(ALL):
            if only.casefold() in each.name.casefold():
                began = time.perf_counter()
                rows = list(_rows(pool.map(partial(_tried, place, seed), _chunks(tries))))
                covered, rejected = (_sum(row[k] for row in rows) for k in (0, 1))
                refused = sum(row[2] for row in rows)
                counted[each.name] = Counted(
                    tries - refused, covered, rejected, refused, time.perf_counter() - began
                )
                _say(each.name, counted[each.name])
        for place, promise in enumerate(PROMISES):
            if only.casefold() in promise.name.casefold():
                began = time.perf_counter()
                hits = sum(_rows(pool.map(partial(_promised, place, seed), _chunks(tries))))
                found[promise.name] = Found(tries, hits, promise.promised(), time.perf_counter() - began)
                _say(promise.name, found[promise.name])
    return counted, found


def _chunks(tries: int) -> list[range]:
    return [range(first, min(first + CHUNK, tries)) for first in range(0, tries, CHUNK)]


def _rng(seed: int, name: str, world: int) -> np.random.Generator:
    """World `world` of a trial: from the seed, the trial's name and the number, whatever the order or the cores."""
    own = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    return np.random.default_rng([seed, own, world])


def _tried(place: int, seed: int, numbers: range) -> list[tuple[bool | None, bool | None, bool]]:
    each, found = ALL[place], []
    for number in numbers:
        try:
            covered, rejected = each.run(_rng(seed, each.name, number))
        except Refusal:
            found.append((None, None, True))
        else:
            found.append((covered, rejected, False))
    return found


def _promised(place: int, seed: int, numbers: range) -> list[bool]:
    promise = PROMISES[place]
    return [promise.run(_rng(seed, promise.name, number)) for number in numbers]


def _rows(chunks: Iterable[list[Any]]) -> Iterable[Any]:
    for chunk in chunks:
        yield from chunk


def _sum(values: Iterable[bool | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _say(name: str, found: Counted | Found) -> None:
    sys.stderr.write(f"{name}: {found}\n")
    sys.stderr.flush()
