"""Work in batches over any executor: threads, processes or dask's; none means here and now.

The cut into batches is the same with and without an executor, so that the answer is the same to the last bit, and
only a few batches are under way at once, so that memory does not grow with how many there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Piece = TypeVar("Piece")
Result = TypeVar("Result")
Progress = Callable[[int, int | None], None]
FINE = 1000  # steps that a part is told in
AHEAD = 64  # batches under way at once: enough for any machine's cores, few enough to hold

_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """Within it, `progress(done, of)` is called as batches finish; `of` is None where their number is not known."""
    token = _progress.set(progress)
    try:
        yield
    finally:
        _progress.reset(token)


@contextmanager
def part(number: int, of: int) -> Iterator[None]:
    """Within it, progress counts as that of one part, `number` from 0, of a work in `of` equal parts."""
    outer = _progress.get()
    if outer is None:
        yield
        return

    def told(done: int, all_: int | None) -> None:
        outer(number * FINE + (FINE * done // all_ if all_ else 0), of * FINE)

    with watched(told):
        yield
    outer((number + 1) * FINE, of * FINE)


def by_rows(
    work: Callable[[Ints], Floats], rows: Ints, executor: Executor | None = None, size: int = 64
) -> Floats:
    """`work(rows)` for all rows, in order, in batches of `size`.

    For executors of processes or machines `work` must be picklable: a partial of a module's function.
    """
    cuts = [rows[first : first + size] for first in range(0, len(rows), size)] or [rows]
    return np.concatenate(in_order(work, cuts, executor, len(cuts)))


def in_order(
    work: Callable[[Piece], Result],
    pieces: Iterable[Piece],
    executor: Executor | None = None,
    of: int | None = None,
) -> list[Result]:
    """`work` for every piece, results in the pieces' order; pieces are dealt out as results come in."""
    told = _progress.get()
    found = []
    for result in map(work, pieces) if executor is None else _dealt(work, pieces, executor):
        found.append(result)
        if told is not None:
            told(len(found), of)
    return found


def _dealt(work: Callable[[Piece], Result], pieces: Iterable[Piece], executor: Executor) -> Iterator[Result]:
    under_way: deque[Future[Result]] = deque()
    given = _sent_once(work, executor)
    try:
        for piece in pieces:
            under_way.append(executor.submit(_apply, given, piece))
            if len(under_way) >= AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


def _sent_once(work: Callable[[Piece], Result], executor: Executor) -> Any:
    """On a cluster, what the work carries with it goes to every worker once, not with every batch."""
    client = getattr(executor, "_client", None)
    return work if client is None else client.scatter(work, broadcast=True, hash=False)


def _apply(work: Callable[[Piece], Result], piece: Piece) -> Result:
    return work(piece)
