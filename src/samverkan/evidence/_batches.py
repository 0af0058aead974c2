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
    """`work(rows)` for all rows, in order, in batches of `size`; the cut never changes the answer.

    For executors of processes or machines `work` must be picklable: a partial of a module's function.
    """
    if executor is None or len(rows) <= size:
        return work(rows)
    cuts = [rows[first : first + size] for first in range(0, len(rows), size)]
    return np.concatenate(list(executor.map(work, cuts)))
