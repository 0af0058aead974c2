"""Near repeats: 10,000 burglaries, ten distance by ten time bands, beside one band of pointpats; and 100,000 points."""

import numpy as np

from bench.evidence.data import burglaries, points
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import ask
from samverkan.evidence.events import Events, each_row
from samverkan.evidence.near_repeat import near_repeat

METRES = [*np.linspace(0, 1000, 11)]
DAYS = [*np.linspace(0, 70, 11)]
GOAL, LARGE = 200, 3.0
NEAR, SOON = 300, 14  # the peer's one band, metres and days


def rows() -> list[Row]:
    """Fewer shuffles where the peer finishes, all 999 where it is stopped, and the large set alone."""
    return [_row(99, 120.0), _row(999, None), _large()]


def _row(permutations: int, patience: float | None) -> Row:
    x, y, day = burglaries()
    events = each_row(x, y, day)
    with cores() as pool:
        seconds, _, n = timed(lambda: _all_bands(events, permutations, pool))
    peer = ask(
        "pointpats_knox",
        patience=patience,
        x=x,
        y=y,
        day=day,
        metres=float(NEAR),
        days=float(SOON),
        permutations=permutations,
    )
    said = (
        f"one band ({NEAR} m, {SOON} days) by the peer, 100 by ours; closed edges: {_closed(x, y, day)} pairs"
    )
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
        metres=[0, np.nextafter(NEAR, NEAR + 1)],
        days=[0, SOON + 0.5],
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
