"""Background work, so that a room can do in steps what is too long for a page.

A room keeps its jobs in a module `jobs.py`, which the worker loads:

    @job("absence.import", "läste in frånvaro", "imported absence", may=rules.import_absence)
    def read_absence(*, by: Actor, job: Job) -> Progress:
        rows = part(job, job.place)                 # one of the pieces given to `start`, unsealed
        ...                                          # ordinary acts and queries, bound as the officer who asked
        put(job, job.place, {"refused": refused})    # a piece of the result, sealed
        return Progress(place=job.place + 1, done=..., total=..., finished=rows is last)

    start(by=actor, kind=read_absence, subject=programme.pk, parts=chunks, total=len(rows))

The step is called until it says that it is finished. Each call is one act: the rule `may(by, job=job)` is asked
anew, everything it does and how far it has come stand or fall together, and a line is written in the trail. A
worker that is killed goes on at `job.place`. What the queue itself holds is two random ids.
"""

from samverkan.secrecy.background.kinds import Kind, Progress, job, nightly
from samverkan.secrecy.background.parts import part, parts_of, put
from samverkan.secrecy.background.starting import start, stop

__all__ = ["Kind", "Progress", "job", "nightly", "part", "parts_of", "put", "start", "stop"]
