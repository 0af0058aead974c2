"""Absence files taken in at a made-up school: by the acts at once, or as the pages do it, by preview and import."""

from typing import Any

from samverkan.demo.school.absence import NAME, SYSTEM, layout_of
from samverkan.demo.school.cast import SCHOOL, TeamCast
from samverkan.pupils import filing, jobs
from samverkan.pupils.absence import reading
from samverkan.pupils.actions import absence
from samverkan.pupils.actions.absence import Batch
from samverkan.pupils.reads.settings import school
from samverkan.secrecy import background
from samverkan.secrecy.binding import bound
from samverkan.secrecy.models import Job
from samverkan.tables import sheet


def take(cast: TeamCast, raw: bytes) -> None:
    """Take a file in at once, by the clerk."""
    by, programme = cast.actor(SCHOOL, "franvaro"), cast.programme
    held = sheet.read_bytes(NAME, raw)
    with bound(by):
        settings = school(by, programme)
        asked = filing.Wishes(layout_of(raw))
        wanted, known = filing.wanted_of(by, programme, held, asked, settings)
        found = reading.read(held, wanted)
    batch = Batch(found.days, found.covered, found.assumed, SYSTEM, settings.thresholds)
    absence.take(by=by, programme=programme, batch=batch, known=known)


def send(cast: TeamCast, raw: bytes) -> None:
    """The way the pages go: a preview, then the import, each a background work done to its end."""
    by, programme = cast.actor(SCHOOL, "franvaro"), cast.programme
    wanted = filing.Wishes(layout_of(raw))
    kinds: tuple[Any, ...] = (jobs.preview, jobs.take)
    for kind in kinds:
        job: Job = background.start(
            by=by, kind=kind, subject=programme.pk, parts_in=filing.packed(NAME, raw, wanted)
        )
        while job.state in background.kinds.OPEN:
            job = kind.act(by=by, job=job)
