"""An own file taken in by a process of its own, slowly: `python slow_take.py OFFICER ASSIGNMENT JOB AGENCY`."""

import sys
import time
from uuid import UUID

import django


def main() -> None:
    """Say when it begins, then take the step, pausing wherever something has just been written."""
    django.setup()
    from samverkan.picture import jobs
    from samverkan.picture.own import sealing
    from samverkan.secrecy.binding import bound, keystore
    from samverkan.secrecy.models import Job
    from samverkan.secrecy.officers import actor_for

    officer, assignment, job = map(UUID, sys.argv[1:4])
    actor = actor_for(officer, assignment)
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
        row = Job.of(actor.agency).get(pk=job)
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    jobs.take.act(by=actor, job=row)
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
