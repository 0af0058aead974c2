"""A Bayesian structural series, 120 months by 10 controls, beside tfcausalimpact."""

import numpy as np

from bench.evidence.data import series
from bench.evidence.rows import beside, timed
from bench.kit.row import Row
from bench.peers.asking import Answer, ask, full
from samverkan.evidence.structural_series import StructuralSeries, structural_series

START = 96
SMALL = (40, 2, 30)  # months, controls, start: where HMC finishes
GOAL = 1000
CHAINS, DRAWS, WARMUP = 16, 100, 80
PATIENCE = 1800.0


def rows() -> list[Row]:
    """Beside its variational default and beside HMC at a small size; at full size HMC is stopped unless PEERS=full.

    Then the same model by both, many chains: equal posteriors within Monte Carlo error, which is what is asked.
    """
    made = [
        _row("vi", 1, 120.0, 120, 10, START),
        _row("hmc", 1, 300.0, *SMALL),
        _row("hmc", GOAL, None, 120, 10, START),
    ]
    return [*made, _posterior()] if full() else made


def _row(method: str, goal: float, patience: float | None, months: int, controls: int, start: int) -> Row:
    outcome, others = series(months, controls, start)
    seconds, found, n = timed(lambda: structural_series(outcome, start, others))
    peer = ask(
        "tfcausalimpact_series",
        patience=patience,
        outcome=outcome,
        controls=others,
        start=start,
        method=method,
        seed=1,
    )
    said = f"effect {found.mean_effect:.3f} [{found.mean_low:.3f}, {found.mean_high:.3f}]"
    if peer.said is not None:
        said += f" and {peer.said['effect']:.3f} [{peer.said['low']:.3f}, {peer.said['high']:.3f}] (horseshoe prior)"
    name = f"structural_{months}x{controls}_{method}"
    return beside(name, seconds, n, peer, f"tfcausalimpact 0.0.19, {method.upper()}", goal, said)


def _posterior() -> Row:
    outcome, others = series()
    seconds, found, n = timed(lambda: structural_series(outcome, START, others))
    peer = ask(
        "tfcausalimpact_posterior", patience=PATIENCE, outcome=outcome, controls=others, start=START, seed=1,
        chains=CHAINS, draws=DRAWS, warmup=WARMUP,
    )  # fmt: skip
    name = f"tfcausalimpact 0.0.19, our prior, HMC of {CHAINS} chains by {DRAWS}"
    return beside("structural_120x10_same_model", seconds, n, peer, name, 1, _compared(found, peer))


def _compared(found: StructuralSeries, peer: Answer) -> str:
    """Ours, the mean over chains with its Monte Carlo error, and the difference in such errors."""
    if peer.said is None:
        return ""
    ours = {"effect": found.mean_effect, "low": found.mean_low, "high": found.mean_high}
    said = []
    for name, value in ours.items():
        chains = np.array(peer.said[name])
        error = chains.std(ddof=1) / np.sqrt(len(chains))
        apart = (value - chains.mean()) / error
        said.append(f"{name} {value:.3f} and {chains.mean():.3f} ± {error:.3f} ({apart:+.1f} errors)")
    return "; ".join(said)
