"""A plan and its data turned into a case, in memory alone: what is sealed at rest is never written out in clear."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from samverkan.evidence.evaluation.case import Case, load
from samverkan.evidence.evaluation.plan import Plan

MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory, and a folder of our own in it


@contextmanager
def case_of(plan: Plan, data: bytes, look: Callable[[Plan, Path], None] | None = None) -> Iterator[Case]:
    """The case, with a worker a core; `look` is first shown the file. Raises Refusal where plan and data do not fit."""
    with (
        TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder,
        ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool,
    ):
        path = Path(folder) / plan.data.file
        path.write_bytes(data)
        if look is not None:
            look(plan, path)
        yield load(plan, path.parent, pool)
