"""A Bayesian structural series, 120 months by 10 controls, beside tfcausalimpact."""

from bench.evidence.data import series
from bench.evidence.rows import beside, timed
from bench.kit.row import Row
from bench.peers.asking import ask, full
from samverkan.evidence.structural_series import structural_series

START = 96
GOAL = 1000


def rows() -> list[Row]:
    """Beside its variational default, which finishes, and beside HMC, which is stopped unless PEERS=full."""
    outcome, controls = series()
    seconds, found, n = timed(lambda: structural_series(outcome, START, controls))
    made = []
    for method, goal, patience in (("vi", 1, 120.0), ("hmc", GOAL, None)):
        peer = ask(
            "tfcausalimpact_series", patience=patience, outcome=outcome, controls=controls, start=START, method=method,
            seed=1,
        )  # fmt: skip
        said = f"effect {found.mean_effect:.3f} [{found.mean_low:.3f}, {found.mean_high:.3f}]"
        if peer.said is not None:
            said += f" and {peer.said['effect']:.3f} [{peer.said['low']:.3f}, {peer.said['high']:.3f}]; planted -3"
        elif not full():
            said += "; peer stopped after 20 s"
        made.append(
            beside(
                f"structural_120x10_{method}",
                seconds,
                n,
                peer,
                f"tfcausalimpact 0.0.19, {method.upper()}",
                goal,
                said,
            )
        )
    return made
