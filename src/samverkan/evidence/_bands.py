"""Distance and time bands, left-closed and right-open: a pair on an edge belongs to the band above."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samverkan.evidence import checks
from samverkan.evidence.refusal import Refusal
from samverkan.evidence.text import Text


@dataclass(frozen=True)
class Bands:
    """Strictly rising edges; band k is [edges[k], edges[k + 1]). The last edge may be infinite."""

    edges: tuple[float, ...]

    @property
    def finite(self) -> checks.Floats:
        """The cut points above zero and below infinity: what the counting is done at, shape (m,)."""
        return np.array([edge for edge in self.edges if 0 < edge < np.inf])

    def fold(self, cumulative: checks.Ints, total: checks.Ints) -> checks.Ints:
        """From pairs below each finite cut (last axis) and all pairs, the pairs in each band."""
        zero = np.zeros_like(total)
        below = [*([zero] if self.edges[0] == 0 else []), *np.moveaxis(cumulative, -1, 0)]
        above = [total] if self.edges[-1] == np.inf else []
        return np.diff(np.stack([*below, *above], axis=-1), axis=-1)


def bands(edges: ArrayLike, name: Text) -> Bands:
    """Checked bands. Raises Refusal unless edges rise strictly from 0 or above and one cut is finite."""
    cuts = np.asarray(edges, dtype=np.float64).ravel()
    rising = len(cuts) >= 2 and not np.isnan(cuts).any() and cuts[0] >= 0 and bool((np.diff(cuts) > 0).all())
    if not rising or not ((cuts > 0) & (cuts < np.inf)).any():
        raise Refusal(
            f"{name.sv} ska vara minst två stigande gränser från 0 och uppåt, varav en ändlig över 0.",
            f"{name.en} must be at least two rising edges from 0 up, one of them finite and above 0.",
        )
    return Bands(tuple(float(cut) for cut in cuts))
