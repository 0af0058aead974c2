"""Running a job to its end, from wherever it stands; and what is done once a night for each agency."""

from collections.abc import Iterator
from uuid import UUID

from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, Refused, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.background import parts
from samverkan.secrecy.background.kinds import CHANGES, OPEN, every_night, known, nightly
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import Agency, Job, JobPart
from samverkan.secrecy.officers import actor_for, system_actor
from samverkan.secrecy.verdict import Verdict, no, yes

ATTEMPTS = 3  # of one step that fails for a reason nobody foresaw
IN, OUT = JobPart.Way


def run(agency: UUID, key: UUID) -> str:
    """Take a job's steps until it has ended; returns its state. Raises what nobody foresaw, to be tried again.

    The rule is asked at each step, as the officer who asked for the work, on seats that are live then.
    """
    system = system_actor(agency)
    job = _found(system, key)
    while job is not None and job.state in OPEN:
        if job.expires_at <= clock.now():
            _settle(by=system, job=job, state=Job.State.EXPIRED, code="expired")
        else:
            _step(system, job)
        job = _found(system, key)
    if job is None:
        return ""
    _shred(by=system, job=job)
    return str(job.state)


def tonight(by: Actor) -> None:
    """All that every room has to do for one agency in the night. One that fails does not hold the others up."""
    failed = [name for name, do in every_night().items() if not _done(by, do)]
    if failed:
        raise RuntimeError(f"nightly work failed: {', '.join(failed)}")


def agencies() -> Iterator[Actor]:
    """The system, acting for each agency in turn."""
    for key in Agency.objects.order_by("pk").values_list("pk", flat=True):
        yield system_actor(key)


def _step(system: Actor, job: Job) -> None:
    officer = actor_for(job.made_by, job.assignment)
    try:
        kind = known(job.name)
        if officer is None:
            raise Refused(job.name, "")
        kind.act(by=officer, job=job)
    except Refused:
        _settle(by=system, job=job, state=Job.State.STOPPED, code="no_right")
    except Invalid as wrong:
        _settle(by=system, job=job, state=Job.State.FAILED, code=wrong.field[:60])
    except KeyError:
        _settle(by=system, job=job, state=Job.State.FAILED, code="unknown_kind")
    except Conflict:
        return  # stopped meanwhile, or another worker took the step
    except Exception:
        if _again(by=system, job=job) >= ATTEMPTS:
            _settle(by=system, job=job, state=Job.State.FAILED, code="fault")
            return
        raise


def _found(system: Actor, key: UUID) -> Job | None:
    with bound(system):
        return Job.of(system.agency).filter(pk=key).first()


def _done(by: Actor, do: object) -> bool:
    try:
        do(by=by)  # type: ignore[operator]
    except Exception:
        return False
    return True


def _system(by: Actor, **_facts: object) -> Verdict:
    return yes("") if by.kind == "system" else no("")


@action("job.settle", "avslutade ett bakgrundsarbete", "ended background work", may=_system)
def _settle(*, by: Actor, job: Job, state: str, code: str) -> None:
    row = Job.of(by.agency).select_for_update().get(pk=job.pk)
    if row.state in OPEN:
        row.state, row.code, row.settled_at = state, code, clock.now()
        row.save(force_insert=False, update_fields=CHANGES)


@action("job.retry", "försökte igen med ett bakgrundsarbete", "tried background work again", may=_system)
def _again(*, by: Actor, job: Job) -> int:
    row = Job.of(by.agency).select_for_update().get(pk=job.pk)
    row.attempts += 1
    row.save(force_insert=False, update_fields=CHANGES)
    return row.attempts


@action(
    "job.shred", "gallrade det ett bakgrundsarbete höll", "shredded what background work held", may=_system
)
def _shred(*, by: Actor, job: Job) -> None:
    """What went in is of no use once it has ended; what came out goes with the job's own end."""
    parts.shred(job, IN, *((OUT,) if job.expires_at <= clock.now() else ()))


@nightly("jobs.expire")
def expire(*, by: Actor) -> None:
    """Shred what is left of jobs that have gone out, finished or not."""
    with bound(by):
        gone = list(Job.of(by.agency).filter(expires_at__lte=clock.now(), parts__sealed__gt=b"").distinct())
    for job in gone:
        _settle(by=by, job=job, state=Job.State.EXPIRED, code="expired")
        _shred(by=by, job=job)
