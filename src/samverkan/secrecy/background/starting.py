"""Setting background work going, and stopping it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Conflict, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.background import parts
from samverkan.secrecy.background.kinds import CHANGES, OPEN, Kind
from samverkan.secrecy.models import Job
from samverkan.secrecy.seal import Fields
from samverkan.secrecy.verdict import Verdict, no, yes

DAYS = 7  # until what is left of a job is shredded


def _may_start(by: Actor, *, kind: Kind, subject: UUID | None = None, **_facts: Any) -> Verdict:
    """The kind's own rule, asked of the job that would be."""
    return kind.may(by, job=Job(agency_id=by.agency, name=kind.name, subject=subject, made_by=by.officer))


def _own(by: Actor, *, job: Job, **_facts: Any) -> Verdict:
    """A job is its maker's alone."""
    return yes(_("eget arbete")) if job.made_by == by.officer else no(_("Arbetet finns inte för dig."))


@action("job.start", "satte igång ett bakgrundsarbete", "set background work going", may=_may_start)
def start(
    *, by: Actor, kind: Kind, subject: UUID | None = None, parts_in: Iterable[Fields] = (),
    total: int | None = None, days: int = DAYS,
) -> Job:  # fmt: skip
    """Queue a job. `subject` is the random id of what it is about, `parts_in` what it needs, sealed piece by piece."""
    now = clock.now()
    job = Job(
        agency_id=by.agency, name=kind.name, subject=subject, made_by=by.officer, assignment=by.assignment,
        made_at=now, expires_at=now + timedelta(days=days), total=total, results=ids.new(by.agency),
    )  # fmt: skip
    job.save()
    parts.give(job, parts_in)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.enqueue(%s)", [job.pk])
    return job


@action("job.stop", "stoppade ett bakgrundsarbete", "stopped background work", may=_own)
def stop(*, by: Actor, job: Job) -> Job:
    """Stop it after the step it is at; what it has done stands. Raises Conflict when it has ended already."""
    row = Job.of(by.agency).select_for_update().get(pk=job.pk)
    if row.state not in OPEN:
        raise Conflict(row.pk)
    row.state, row.settled_at = Job.State.STOPPED, clock.now()
    row.save(force_insert=False, update_fields=CHANGES)
    return row
