"""Near repeats: 10,000 burglaries, ten distance by ten time bands, beside one band of pointpats; and 100,000 points."""

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from bench.evidence.data import burglaries, points
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import Answer, ask
from bench.peers.environment import named
from samverkan.evidence.events import Events, each_row
from samverkan.evidence.near_repeat import NearRepeat, near_repeat

METRES = [*np.linspace(0, 1000, 11)]
DAYS = [*np.linspace(0, 70, 11)]
GOAL, LARGE = 200, 3.0
NEAR, SOON = 300, 14  # the peer's one band, metres and days
PATIENCE = 300.0  # seconds: it needs nearly one minute, and is asked once
Work = Callable[[Events, int, Executor | None], NearRepeat]


def rows() -> list[Row]:
    """All hundred bands of ours beside the peer's class for one; beside its older, faster function; the large set.

    The class is what pointpats documents for Knox's test, and what the goal was set by. The function answers less
    (no table, no expectation), and stands here so that nobody need ask how ours does beside it.
    """
    return [_row(99, None), _row(999, GOAL), *_function(), _large()]


def _row(permutations: int, goal: float | None) -> Row:
    events, peer = _asked("pointpats_knox", permutations)
    return _beside(
        f"knox_10000_{permutations}_shuffles", events, _all_bands, permutations, peer, "Knox", goal
    )


def _function() -> list[Row]:
    """Asked once: beside all hundred bands of ours, then beside the one that it counts."""
    events, peer = _asked("pointpats_function", 999)
    return [
        _beside(f"knox_10000_999_shuffles_{name}", events, work, 999, peer, "knox()", None)
        for name, work in (("function", _all_bands), ("function_one_band", _one_band))
    ]


def _asked(call: str, permutations: int) -> tuple[Events, Answer]:
    x, y, day = burglaries()
    band = {"metres": float(NEAR), "days": float(SOON)}
    peer = ask(call, patience=PATIENCE, x=x, y=y, day=day, permutations=permutations, **band)
    return each_row(x, y, day), peer


def _beside(
    name: str, events: Events, work: Work, permutations: int, peer: Answer, asked: str, goal: float | None
) -> Row:  # fmt: skip
    with cores() as pool:
        seconds, found, n = timed(lambda: work(events, permutations, pool))
    closed = found if work is _one_band else _one_band(events, permutations, None)
    assert closed.p is not None
    said = f"pairs within {NEAR} m and {SOON} days: {closed.observed[0, 0]}"
    if peer.said is not None:
        said += f" and {peer.said['observed']}; p {closed.p[0, 0]:.3f} and {peer.said['p']:.3f}"
    bands = "1" if work is _one_band else "100"
    peer_name = f"{named('pointpats')} {asked}, 1 band (ours {bands})"
    return beside(name, seconds, n, peer, peer_name, goal, said)


def _all_bands(events: Events, permutations: int, pool: Executor | None) -> NearRepeat:
    return near_repeat(
        events, metres=METRES, days=DAYS, metric="euclid", permutations=permutations, executor=pool
    )


def _one_band(events: Events, permutations: int, pool: Executor | None) -> NearRepeat:
    """With the peer's closed edges: a band that ends just above them."""
    return near_repeat(
        events, metres=[0, np.nextafter(NEAR, NEAR + 1)], days=[0, SOON + 0.5], metric="euclid",
        permutations=permutations, executor=pool,
    )  # fmt: skip


def _large() -> Row:
    events = each_row(*points(100_000))
    with cores() as pool:
        seconds, _, n = timed(lambda: _all_bands(events, 999, pool))
    return Row(
        "knox_100000_999_shuffles", seconds, None, "", "s", f"at most {LARGE:g} s", seconds <= LARGE, n
    )
