"""A worker with one slow job, in a process of its own: `python slow_jobs.py`; the test kills it in the middle."""

import sys
import time
from typing import Any


def register() -> Any:
    """A job of pieces that each take `pause` seconds."""
    from samverkan.secrecy import background
    from samverkan.secrecy.background import Progress
    from samverkan.secrecy.rules import in_programme

    def may(by: Any, *, job: Any, **_facts: Any) -> Any:
        return in_programme(by, "write", job.subject)

    @background.job("test.slow", "väntade i prov", "waited in a test", may=may)
    def slow(*, by: Any, job: Any) -> Progress:
        piece = background.part(job, job.place) or {}
        background.put(job, job.place, {"n": piece["n"]})
        time.sleep(piece["pause"])
        place = job.place + 1
        return Progress(place, done=place, total=job.total, finished=place == job.total)

    return slow


if __name__ == "__main__":
    import django

    django.setup()
    register()
    from samverkan.setup import worker

    worker.main()
    sys.exit(0)
