"""Prediction and conformal intervals: 50 by 120 beside scpi with few draws, and ours alone at 290 by 120."""

import numpy as np

from bench.evidence.data import panel
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import ask, full
from bench.peers.environment import named
from samverkan.evidence.synthetic_intervals import conformal_interval, prediction_interval

START = 96
FEW, MORE, DRAWS = 10, 50, 200
GOAL, ALONE = 200, 2.0


def rows() -> list[Row]:
    """The peer with ten draws where it finishes (50 with PEERS=full); ours with both kinds at full size."""
    return [_beside(), _alone()]


def _beside() -> Row:
    draws = MORE if full() else FEW
    table = panel(50, 120)
    with cores() as pool:
        seconds, found, n = timed(
            lambda: prediction_interval(table, 0, START, draws=draws, level=0.9, executor=pool)
        )
    peer = ask("scpi_intervals", patience=None if full() else 120.0, outcomes=table, start=START, draws=draws)
    said = ""
    if peer.said is not None:
        fitted = table[0, START:] - found.gap
        off = float(np.abs(fitted - np.array(peer.said["fitted"])).max())
        widths = (
            float((found.high - found.low).mean()),
            float(np.mean(peer.said["high"]) - np.mean(peer.said["low"])),
        )
        said = f"fit {off:.1g} apart; mean width {widths[0]:.2f} and {widths[1]:.2f} (other error model)"
    return beside(
        f"prediction_50x120_{draws}_draws", seconds, n, peer, f"{named('scpi-pkg')}, one core", GOAL, said
    )


def _alone() -> Row:
    table = panel(290, 120)
    with cores() as pool:

        def both() -> None:
            prediction_interval(table, 0, START, draws=DRAWS, executor=pool)
            conformal_interval(table, 0, START)

        seconds, _, n = timed(both)
    return Row("both_intervals_290x120", seconds, None, "", "s", f"at most {ALONE:g} s", seconds <= ALONE, n)
