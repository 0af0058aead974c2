"""Cox regression with clustered errors, 100,000 rows by 8 covariates, beside lifelines."""

import numpy as np

from bench.evidence.data import persons
from bench.evidence.rows import beside, timed
from bench.kit.row import Row
from bench.peers.asking import ask
from bench.peers.environment import named
from samverkan.evidence.survival import cox

SMALL, FULL = 10_000, 100_000
GOAL, SAME = 100, 1e-9


def rows() -> list[Row]:
    """At a size where the peer finishes, then at full size; the peer iterates until it stands still (see its call)."""
    return [_row(SMALL, 120.0), _row(FULL, None)]


def _row(size: int, patience: float | None) -> Row:
    given = persons(size)
    seconds, found, n = timed(
        lambda: cox(given["stop"], given["event"], given["covariates"], cluster=given["cluster"])
    )
    peer = ask("lifelines_cox", patience=patience, exact=1, **given)
    said = ""
    if peer.said is not None:
        theirs = np.array(peer.said["variance"])
        off = float(np.abs(found.errors**2 / theirs - 1).max())
        beta = float(np.abs(found.coefficients - np.array(peer.said["beta"])).max())
        said = f"coefficients {beta:.1g} apart, variances {off:.1g} apart, relative (goal {SAME:g})"
    return beside(
        f"cox_clustered_{size}x8", seconds, n, peer, named("lifelines"), GOAL if size == FULL else 1, said
    )
