"""Near repeats: 10,000 burglaries, ten distance by ten time bands, beside one band of pointpats; and 100,000 points."""

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from bench.evidence.data import burglaries, points
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import Answer, ask
from samverkan.evidence.events import Events, each_row
from samverkan.evidence.near_repeat import NearRepeat, near_repeat

METRES = [*np.linspace(0, 1000, 11)]
DAYS = [*np.linspace(0, 70, 11)]
GOAL, LARGE = 200, 3.0
NEAR, SOON = 300, 14  # the peer's one band, metres and days
Work = Callable[[Events, int, Executor | None], NearRepeat]


def rows() -> list[Row]:
    """With 99 shuffles, with all 999, the peer's one band by both, and the large set alone."""
    return [_row(99, 120.0), *_full(), _large()]


def _row(permutations: int, patience: float | None) -> Row:
    x, y, day = burglaries()
    events = each_row(x, y, day)
    peer = _peer(x, y, day, permutations, patience)
    return _beside(f"knox_10000_{permutations}_shuffles", events, _all_bands, permutations, peer, GOAL)


def _full() -> list[Row]:
    """The peer asked once: beside all hundred bands of ours, then beside the one that it counts."""
    x, y, day = burglaries()
    events, peer = each_row(x, y, day), _peer(x, y, day, 999, None)
    return [
        _beside("knox_10000_999_shuffles", events, _all_bands, 999, peer, GOAL),
        _beside("knox_10000_999_shuffles_one_band", events, _one_band, 999, peer, GOAL),
    ]


def _peer(x: np.ndarray, y: np.ndarray, day: np.ndarray, permutations: int, patience: float | None) -> Answer:
    band = {"metres": float(NEAR), "days": float(SOON)}
    return ask("pointpats_knox", patience=patience, x=x, y=y, day=day, permutations=permutations, **band)


def _beside(name: str, events: Events, work: Work, permutations: int, peer: Answer, goal: float) -> Row:
    with cores() as pool:
        seconds, found, n = timed(lambda: work(events, permutations, pool))
    closed = found if work is _one_band else _one_band(events, permutations, None)
    assert closed.p is not None
    said = f"pairs within {NEAR} m and {SOON} days: {closed.observed[0, 0]}"
    if peer.said is not None:
        said += f" and {peer.said['observed']}; p {closed.p[0, 0]:.3f} and {peer.said['p']:.3f}"
    bands = "1" if work is _one_band else "100"
    return beside(name, seconds, n, peer, f"pointpats 2.6.0, 1 band (ours {bands})", goal, said)


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
