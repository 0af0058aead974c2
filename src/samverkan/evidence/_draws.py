"""The exact distribution of a sum of k values drawn without replacement from all values."""

from __future__ import annotations

import numpy as np

from samverkan.evidence._compile import kernel
from samverkan.evidence.checks import Floats, Ints


def upper_tail(values: Ints, draws: int, highest: int) -> Floats:
    """P(sum of `draws` values >= s) for s = 0 .. highest, drawing from values (n,), whole numbers from 0.

    Goes through the values once, as selection sampling does: the chance of taking the next one hangs only
    on how many are still to be taken. Sums above `highest` share the last place. Cost n x draws x
    highest.
    """
    table = np.zeros((draws + 1, highest + 1))
    table[0, 0] = 1.0
    _select(np.sort(values)[::-1].copy(), table)
    return np.asarray(np.minimum(np.cumsum(table[draws, ::-1])[::-1], 1.0))


@kernel
def _select(values: Ints, table: Floats) -> None:
    draws, highest = table.shape[0] - 1, table.shape[1] - 1
    n = len(values)
    for i in range(n):
        left = n - i
        value = values[i]
        for taken in range(min(draws, i + 1) - 1, -1, -1):
            take = min((draws - taken) / left, 1.0)
            for s in range(highest, -1, -1):
                chance = table[taken, s]
                if chance > 0.0:
                    table[taken + 1, min(s + value, highest)] += chance * take
                    table[taken, s] = chance * (1.0 - take)
