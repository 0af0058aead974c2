"""pointpats: its older function for Knox's test, which gives the count and the p value and nothing else."""

import numpy as np
from _call import answer
from pointpats.spacetime import knox


def run(x, y, day, metres, days, permutations):
    np.random.seed(1)
    found = knox(
        np.column_stack([x, y]),
        day[:, None],
        delta=float(metres),
        tau=float(days),
        permutations=int(permutations),
    )
    return {"observed": int(np.ravel(found["stat"])[0]), "p": float(np.ravel(found["pvalue"])[0])}


answer(run)
