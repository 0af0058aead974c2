"""A Bayesian structural series, 120 months by 10 controls, beside tfcausalimpact."""

import numpy as np

from bench.evidence import chains
from bench.evidence.data import series
from bench.evidence.rows import beside, timed
from bench.kit.row import Row
from bench.peers.asking import Answer, ask, full
from bench.peers.environment import named
from samverkan.evidence.structural_series import StructuralSeries, structural_series
from samverkan.evidence.tests import dense_series

START = 96
SMALL = (40, 2, 30)  # months, controls, start: where HMC finishes
GOAL = 1000
CHAINS, DRAWS, WARMUP = 8, 500, 500
PATIENCE = 4000.0
POINTS = 8
SAME = "equal to 1e-6"


def rows() -> list[Row]:
    """Beside its variational default and beside HMC at a small size; at full size HMC is stopped unless PEERS=full.

    Then the same model by both: the same density, and chains long enough to say how far they can be trusted.
    """
    made = [
        _row("vi", 1, 120.0, 120, 10, START),
        _row("hmc", 1, 300.0, *SMALL),
        _row("hmc", GOAL, None, 120, 10, START),
    ]
    return [*made, _density(), _posterior()] if full() else made


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
    return beside(name, seconds, n, peer, f"{named('tfcausalimpact')}, {method.upper()}", goal, said)


def _posterior() -> Row:
    outcome, others = series()
    seconds, found, n = timed(lambda: structural_series(outcome, START, others))
    peer = ask(
        "tfcausalimpact_posterior", patience=PATIENCE, outcome=outcome, controls=others, start=START, seed=1,
        chains=CHAINS, draws=DRAWS, warmup=WARMUP,
    )  # fmt: skip
    name = f"{named('tfcausalimpact')}, our prior, HMC of {CHAINS} chains by {DRAWS} after {WARMUP}"
    return beside("structural_120x10_same_model", seconds, n, peer, name, 1, _compared(found, peer))


def _compared(found: StructuralSeries, peer: Answer) -> str:
    """Ours, the chains' answer with its Monte Carlo error, the difference in such errors, and how well they mixed."""
    if peer.said is None:
        return ""
    effect, simulated = np.array(peer.said["effect"]), np.array(peer.said["simulated"])
    theirs = {
        "effect": (found.mean_effect, chains.mean_error(effect)),
        "low": (found.mean_low, chains.quantile_error(simulated, 0.025)),
        "high": (found.mean_high, chains.quantile_error(simulated, 0.975)),
    }
    said = [
        f"{name} {ours:.3f} and {value:.3f} ± {error:.3f} ({(ours - value) / error:+.1f} errors)"
        for name, (ours, (value, error)) in theirs.items()
    ]
    mixed = [np.array(peer.said[name]) for name in ("effect", "noise", "level")]
    rhat, worth = max(map(chains.split_rhat, mixed)), min(map(chains.effective, mixed))
    return "; ".join([*said, f"worst R-hat {rhat:.3f}, fewest effective draws {worth:.0f}"])


def _density() -> Row:
    """The same model: its own log density and forecast at points drawn once, beside dense algebra."""
    outcome, others = series()
    z, W, _, _ = dense_series.standardised(outcome, others, START)
    rng = np.random.default_rng(1)
    noise, level = np.exp(rng.uniform(-0.6, 0.2, POINTS)), np.exp(rng.uniform(-5.2, -3.5, POINTS))
    beta = 0.3 * rng.standard_normal((POINTS, others.shape[1]))
    given = list(zip(noise, level, beta, strict=True))
    seconds, ours, n = timed(lambda: [dense_series.at_point(z, W, START, *each) for each in given])
    peer = ask(
        "tfcausalimpact_density", patience=300.0, outcome=outcome, controls=others, start=START, noise=noise,
        level=level, beta=beta,
    )  # fmt: skip
    name = f"{named('tfcausalimpact')}, our prior, no chain"
    if peer.said is None:
        return Row("structural_120x10_same_density", seconds, None, name, "s", SAME, None, n)
    log, mean, sd = (
        max(float(np.abs(np.subtract(one[k], other)).max()) for one, other in zip(ours, found, strict=True))
        for k, found in enumerate((peer.said["density"], peer.said["mean"], peer.said["sd"]))
    )
    said = (
        f"at {POINTS} points, at most: log density {log:.0e} apart, forecasts {mean:.0e}, their sd {sd:.0e}"
    )
    met = max(log, mean, sd) < 1e-6
    return Row("structural_120x10_same_density", seconds, peer.seconds, name, "s", SAME, met, n, said)
