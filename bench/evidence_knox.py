"""Near repeats: 10,000 points, ten distance by ten time bands, beside pointpats' single band; and 100,000 points."""

import numpy as np

from bench.evidence.data import points
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import ask
from samverkan.evidence.events import Events, each_row
from samverkan.evidence.near_repeat import near_repeat

METRES = [*np.linspace(0, 1000, 11)]
DAYS = [*np.linspace(0, 70, 11)]
GOAL, LARGE = 200, 3.0


def rows() -> list[Row]:
    """Fewer shuffles where the peer finishes, all 999 where it is stopped, and the large set alone."""
    return [_row(99, 120.0), _row(999, None), _large()]


def _row(permutations: int, patience: float | None) -> Row:
    x, y, day = points(10_000)
    events = each_row(x, y, day)
    with cores() as pool:
        seconds, _, n = timed(lambda: _all_bands(events, permutations, pool))
    peer = ask(
        "pointpats_knox",
        patience=patience,
        x=x,
        y=y,
        day=day,
        metres=100.0,
        days=7.0,
        permutations=permutations,
    )
    said = f"one band (100 m, 7 days) by the peer, 100 by ours; closed edges: {_closed(x, y, day)} pairs"
    if peer.said is not None:
        said += f" and {peer.said['observed']}"
    return beside(f"knox_10000_{permutations}_shuffles", seconds, n, peer, "pointpats 2.6.0", GOAL, said)


def _all_bands(events: Events, permutations: int, pool: object) -> object:
    return near_repeat(
        events, metres=METRES, days=DAYS, metric="euclid", permutations=permutations, executor=pool,  # type: ignore[arg-type]
    )  # fmt: skip


def _closed(x: np.ndarray, y: np.ndarray, day: np.ndarray) -> int:
    """Ours with the peer's closed edges: bands that end just above them."""
    found = near_repeat(
        each_row(x, y, day),
        metres=[0, np.nextafter(100.0, 101)],
        days=[0, 7.5],
        metric="euclid",
        permutations=0,
    )
    return int(found.observed[0, 0])


def _large() -> Row:
    events = each_row(*points(100_000))
    with cores() as pool:
        seconds, _, n = timed(lambda: _all_bands(events, 999, pool))
    return Row(
        "knox_100000_999_shuffles", seconds, None, "", "s", f"at most {LARGE:g} s", seconds <= LARGE, n
    )
