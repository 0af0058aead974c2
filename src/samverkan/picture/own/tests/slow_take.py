"""An own file taken in by a process of its own, slowly: a line "OFFICER ASSIGNMENT JOB" begins one."""

import time
from uuid import UUID

import django
from support.forking import serve


def take(officer: str, assignment: str, job: str) -> None:
    """Take the step, pausing wherever something has just been written."""
    from samverkan.picture import jobs
    from samverkan.picture.own import sealing
    from samverkan.secrecy.binding import bound, keystore
    from samverkan.secrecy.models import Job
    from samverkan.secrecy.officers import actor_for

    actor = actor_for(UUID(officer), UUID(assignment))
    assert actor is not None
    made, write = type(keystore()).new_boxes, sealing.write

    def slow_boxes(self, *given):
        found = made(self, *given)
        time.sleep(0.15)  # the key is there, the row is not
        return found

    def slow_write(*given, **named):
        row = write(*given, **named)
        time.sleep(0.3)  # the row is written, not committed
        return row

    type(keystore()).new_boxes, sealing.write = slow_boxes, slow_write
    with bound(actor):
        row = Job.of(actor.agency).get(pk=UUID(job))
    jobs.take.act(by=actor, job=row)


if __name__ == "__main__":
    django.setup()
    from samverkan.picture import jobs  # read in before any fork  # noqa: F401
    from samverkan.picture.own import sealing  # noqa: F401

    serve(take)
