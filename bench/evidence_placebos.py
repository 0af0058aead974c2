"""Synthetic control on outcomes with every in-space placebo, 290 units by 120 months, beside mlsynth."""

from bench.evidence.data import panel
from bench.evidence.rows import apart, beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import ask
from bench.peers.environment import named
from samverkan.evidence.synthetic_control import synthetic_control

START, SMALL, FULL = 96, 90, 290
GOAL = 500


def rows() -> list[Row]:
    """At a size where the peer finishes, then at full size."""
    return [_row(SMALL, patience=120.0), _row(FULL, patience=None)]


def _row(units: int, patience: float | None) -> Row:
    table = panel(units, 120)
    with cores() as pool:
        seconds, found, n = timed(lambda: synthetic_control(table, 0, START, executor=pool))
    peer = ask("mlsynth_placebos", patience=patience, outcomes=table, start=START)
    said = ""
    if peer.said is not None:
        said = f"ATT {apart(found.effect, peer.said['att'])}; p {found.p:.4f} and {peer.said['p']:.4f}"
    return beside(
        f"placebos_{units}x120", seconds, n, peer, named("mlsynth"), GOAL if units == FULL else 1, said
    )
