"""California with the predictors of 2010 and 38 placebos, beside mlsynth and pysyncon."""

import numpy as np

from bench.evidence.data import california, predictors
from bench.evidence.rows import beside, cores, timed
from bench.kit.row import Row
from bench.peers.asking import Answer, ask, full
from bench.peers.environment import named
from samverkan.evidence._predictor_search import search_rows
from samverkan.evidence.predictor_control import predictor_control

START, FIRST = 19, 1970


def rows() -> list[Row]:
    """One fit where both peers finish; all placebos, the peers stopped unless PEERS=full."""
    table = california()
    return [*_one(table), *_all(table)]


def _one(table: dict[str, np.ndarray]) -> list[Row]:
    given = predictors(table)
    standard = np.ascontiguousarray((given - given.mean(axis=0)) / given.std(axis=0))
    past = table["cigsale"][:, :START]
    past = past - past.mean(axis=0)
    gram = past @ past.T
    gram /= np.trace(gram) / len(gram)
    everyone = np.ones(len(gram), dtype=np.bool_)
    seconds, found, n = timed(lambda: search_rows(standard, gram, everyone, np.array([0])))
    effect = float((table["cigsale"][0] - found[1][0] @ table["cigsale"])[START:].mean())
    made = []
    for name, call, more in (
        (f"{named('mlsynth')} MSCMT", "mlsynth_predictors", {}),
        (f"{named('pysyncon')}, Nelder-Mead from OLS", "pysyncon_predictors", {"initial": "ols"}),
    ):
        peer = ask(call, patience=120.0, start=START, first=FIRST, placebos=0, **more, **table)
        said = f"ATT {effect:.2f} and {peer.said['att']:.2f} (V is not identified)" if peer.said else ""
        made.append(beside(f"california_one_fit_{call.split('_')[0]}", seconds, n, peer, name, 1, said))
    return made


def _all(table: dict[str, np.ndarray]) -> list[Row]:
    given = predictors(table)
    with cores() as pool:
        seconds, found, n = timed(lambda: predictor_control(table["cigsale"], 0, START, given, executor=pool))
    said = (
        f"ATT {found.control.effect:.2f}, p 1/39"
        if found.control.rank == 1
        else f"ATT {found.control.effect:.2f}"
    )
    peers: list[tuple[str, str, float, dict[str, str]]] = [
        (f"{named('mlsynth')} MSCMT", "mlsynth_predictors", 60, {}),
        (f"{named('pysyncon')}, Nelder-Mead from OLS", "pysyncon_predictors", 500, {"initial": "ols"}),
    ]
    made = []
    for name, call, goal, more in peers:
        peer: Answer = ask(call, start=START, first=FIRST, placebos=1, **more, **table)
        tail = (
            f"; peer {peer.said['att']:.2f}" if peer.said else ("" if full() else "; peer stopped after 20 s")
        )
        made.append(
            beside(f"california_placebos_{call.split('_')[0]}", seconds, n, peer, name, goal, said + tail)
        )
    return made
