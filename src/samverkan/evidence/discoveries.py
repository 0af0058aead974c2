"""Many tests read side by side: which finds stand (Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300).

In a file of its own, without the kernels: a page that only needs this loads in a tenth of the time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samverkan.evidence import checks
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text

Floats = NDArray[np.float64]


def false_discovery(p: ArrayLike) -> Floats:
    """Benjamini-Hochberg adjusted p values, (n,); holds for the positively dependent tests of neighbours."""
    chances = checks.finite_vector(p, Text("p-värdena", "The p values"))
    if ((chances < 0) | (chances > 1)).any():
        raise Refusal("p-värden ligger mellan 0 och 1.", "p values lie between 0 and 1.")
    order = np.argsort(-chances, kind="stable")
    ranks = np.arange(len(chances), 0, -1)
    adjusted = np.empty(len(chances))
    adjusted[order] = np.minimum(np.minimum.accumulate(chances[order] * len(chances) / ranks), 1.0)
    return adjusted
