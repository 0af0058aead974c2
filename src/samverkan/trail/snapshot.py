"""One unmoving view of the trail, read over several connections at once.

The database does most of the work of verification, one core a connection; Python hashes the blocks meanwhile.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue

import psycopg

from samverkan.trail import rows
from samverkan.trail.leaves import BLOCK, Database, one

_PRELUDE = (
    "SET LOCAL search_path = pg_catalog, public",
    "SET LOCAL jit = off",
    # Leaf by leaf through the primary key: a plan whose cost grows with the log and no faster.
    "SET LOCAL enable_hashjoin = off",
    "SET LOCAL enable_mergejoin = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
)


class Snapshot:
    """Several connections that see the same moment."""

    def __init__(self, views: list[Database]) -> None:
        self.db = views[0]
        self._views = views

    def blocks(self, size: int) -> Iterator[tuple[int, rows.Block]]:
        """Every block of leaves up to `size` in order, each with the number of its first leaf."""
        free: SimpleQueue[Database] = SimpleQueue()
        for view in self._views:
            free.put(view)

        def read(start: int) -> rows.Block:
            view = free.get()
            try:
                return rows.block(view, start, min(start + BLOCK, size))
            finally:
                free.put(view)

        with ThreadPoolExecutor(len(self._views)) as pool:
            ahead: deque[tuple[int, Future[rows.Block]]] = deque()
            for start in range(0, size, BLOCK):
                ahead.append((start, pool.submit(read, start)))
                if len(ahead) > 2 * len(self._views):
                    yield _ready(ahead)
            while ahead:
                yield _ready(ahead)


def _ready(ahead: "deque[tuple[int, Future[rows.Block]]]") -> tuple[int, rows.Block]:
    start, future = ahead.popleft()
    return start, future.result()


@contextmanager
def snapshot(dsn: str, connections: int = 2) -> Iterator[Snapshot]:
    """Open `connections` read-only transactions that share one snapshot."""
    with ExitStack() as stack:
        first = _open(stack, dsn)
        (name,) = one(first, "SELECT pg_export_snapshot()")
        views = [first]
        for _ in range(connections - 1):
            views.append(_open(stack, dsn))
            views[-1].execute(f"SET TRANSACTION SNAPSHOT '{name}'")  # a SET takes no parameters
        for view in views:
            for statement in _PRELUDE:
                view.execute(statement)
        yield Snapshot(views)


def _open(stack: ExitStack, dsn: str) -> Database:
    db = stack.enter_context(psycopg.connect(dsn))
    db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    db.read_only = True
    return db
