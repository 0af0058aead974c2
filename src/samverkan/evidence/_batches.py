"""Row batches over any executor: threads, processes or dask's; none means here and now."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def by_rows(
    work: Callable[[Ints], Floats], rows: Ints, executor: Executor | None = None, size: int = 64
) -> Floats:
    """`work(rows)` for all rows, in order, in batches of `size`: the same cut with and without an executor,
    so that the answer is the same to the last bit, and what a batch needs in between is soon let go.

    For executors of processes or machines `work` must be picklable: a partial of a module's function.
    """
    cuts = [rows[first : first + size] for first in range(0, len(rows), size)] or [rows]
    found = map(work, cuts) if executor is None else executor.map(work, cuts)
    return np.concatenate(list(found))
