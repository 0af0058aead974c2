"""`python -m bench.kit.absence ROWS`: pupils' files opened, a file of so many rows taken in twice, how long it took.

Runs as the web role in the environment it is given. Opening the pupils' files is not part of the time.
"""

import json
import sys
import time
from datetime import date, timedelta
from itertools import islice
from typing import Any

LESSONS, MINUTES = 8, 40  # a day, of one lesson
HEAD = "Personnummer;Datum;Lektion;Schemalagd tid;Frånvaro (min);Typ"
HEAD_TEACHER, CLERK = "skola.lindskolan.rektor", "skola.lindskolan.franvaro"


def main(rows: int) -> dict[str, Any]:
    """Seconds of the first and the second time; pupils and school weeks."""
    import django

    django.setup()
    from samverkan.demo.people import PUPILS, people
    from samverkan.demo.school.absence import school_days
    from samverkan.secrecy import clock

    today = clock.today()
    days = school_days(today - timedelta(days=365), today - timedelta(days=1))
    count = -(-rows // (LESSONS * len(days)))
    pupils = [each.number.replace("-", "") for each in people(1, today, count, "bench", PUPILS)]
    _open(pupils)
    raw = _file(pupils, days, rows)
    first, done = _take(raw)
    again, nothing = _take(raw)
    assert nothing["new"] == 0, "the second time everything is there"
    return {"first": first, "again": again, "pupils": count, "weeks": done["new"], "rows": rows}


def _open(numbers: list[str]) -> None:
    from samverkan.casework import actions

    by, programme = _actor(HEAD_TEACHER), _programme()
    for number in numbers:
        identity = {"name": f"Mätning {number[-4:]}", "person_number": number}
        actions.open_file(by=by, programme=programme, identity=identity)


def _file(numbers: list[str], days: list[date], rows: int) -> bytes:
    """Every lesson of every day, the first away every third day."""
    every = (
        f"{number};{day};{lesson};{MINUTES};{MINUTES if lesson == 1 and n % 3 == 0 else 0};"
        f"{'Ogiltig' if lesson == 1 and n % 3 == 0 else ''}"
        for number in numbers for n, day in enumerate(days) for lesson in range(1, LESSONS + 1)
    )  # fmt: skip
    return "\n".join([HEAD, *islice(every, rows), ""]).encode()


def _take(raw: bytes) -> tuple[float, dict[str, int]]:
    """The import as the worker does it, step by step; what it did in all."""
    from samverkan.demo.school.absence import NAME, layout_of
    from samverkan.pupils import filing, jobs
    from samverkan.secrecy import background
    from samverkan.secrecy.background import running
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import Job

    by, kind = _actor(CLERK), jobs.take
    wanted = filing.Wishes(layout_of(raw[: filing.HEAD]))
    started = time.perf_counter()
    job = background.start(
        by=by, kind=kind, subject=_programme().pk, parts_in=filing.packed(NAME, raw, wanted)
    )
    running.run(by.agency, job.pk)
    took = time.perf_counter() - started
    with bound(by):
        job = Job.of(by.agency).get(pk=job.pk)
        assert job.state == Job.State.DONE, job.state
        told = [piece for piece in background.parts_of(job) if "new" in piece]
    return took, {name: sum(piece[name] for piece in told) for name in ("new", "changed", "same")}


def _actor(username: str) -> Any:
    from samverkan.secrecy.models import Assignment
    from samverkan.secrecy.officers import actor_for

    held = Assignment.objects.get(officer__username=username)
    return actor_for(held.officer_id, held.pk)


def _programme() -> Any:
    from samverkan.secrecy.models import Programme

    return Programme.objects.select_related("owner").get(name="Skolsocialt team Lindskolan")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))))
