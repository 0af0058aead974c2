"""pointpats: the class for Knox's test, one band, permutations."""

import numpy as np
from _call import answer
from pointpats.spacetime import Knox


def run(x, y, day, metres, days, permutations):
    np.random.seed(1)
    found = Knox(
        np.column_stack([x, y]),
        day[:, None],
        delta=float(metres),
        tau=float(days),
        permutations=int(permutations),
    )
    return {"observed": int(found.nst), "p": float(found.p_sim)}


answer(run)
