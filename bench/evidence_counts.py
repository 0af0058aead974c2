"""Negative-binomial interrupted series for 290 units, beside statsmodels in a loop."""

import numpy as np

from bench.evidence.data import counts
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import ask
from bench.peers.environment import named
from samverkan.evidence._series_design import single
from samverkan.evidence._series_errors import newey_west_lags
from samverkan.evidence.interrupted_series import interrupted_batch

UNITS, PERIODS, START = 290, 120, 96
GOAL = 20


def rows() -> list[Row]:
    """The same model and errors on both sides."""
    table = counts(UNITS, PERIODS)
    with cores() as pool:
        seconds, found, n = timed(lambda: interrupted_batch(table, START, errors="newey_west", executor=pool))
    design = single(PERIODS, START, 12, 2, "level").X
    peer = ask("statsmodels_counts", patience=300.0, counts=table, X=design, lags=newey_west_lags(PERIODS))
    said = ""
    if peer.said is not None:
        off = np.abs(found.log_ratio - np.array(peer.said["log_ratio"]))
        said = f"log ratio at most {np.nanmax(off):.1g} apart over {UNITS} series, median {np.nanmedian(off):.1g}"
    return [
        beside(f"interrupted_{UNITS}_series", seconds, n, peer, f"{named('statsmodels')}, a loop", GOAL, said)
    ]
