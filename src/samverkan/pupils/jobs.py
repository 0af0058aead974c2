"""The two background works of an absence file: reading it for a preview, and taking it in, pupil by pupil.

Taking in goes by batches of pupils in the order of their numbers, so that a worker that is killed goes on with the
batch it was at: a pupil's weeks are written all or none, and a week that already stands is left alone.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from samverkan.pupils import filing, rules
from samverkan.pupils.absence import reading
from samverkan.pupils.absence.reading import Reading
from samverkan.pupils.actions import absence
from samverkan.pupils.actions.absence import Batch
from samverkan.pupils.reads.known import Known, known
from samverkan.pupils.reads.settings import School, school
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.background import Progress, job, part, put
from samverkan.secrecy.models import Job, Programme
from samverkan.secrecy.seal import Fields
from samverkan.secrecy.verdict import Verdict, no
from samverkan.tables.refusal import Refusal
from samverkan.tables.writing import refused_bytes

AT_ONCE = 50  # pupils in a batch: with a year of weeks each some 2,000 entries


@dataclass(frozen=True)
class Opened:
    """A job's file as it reads: its name, the officer's wishes, what it says, whose files it touches."""

    name: str
    asked: filing.Wishes
    found: Reading
    files: Known
    settings: School

    @property
    def pupils(self) -> list[str]:
        """Whose days the file tells, in the order they are taken in."""
        return sorted(self.found.days)

    @property
    def large(self) -> bool:
        """Whether reading it may take so long that what is done with it needs a step, and a context, of its own."""
        return self.found.report.rows > filing.ROWS_AT_ONCE

    def batch(self, pupils: list[str]) -> Batch:
        """Some of them, to be taken in."""
        days = {number: self.found.days[number] for number in pupils}
        found, settings = self.found, self.settings
        return Batch(days, found.covered, found.assumed, self.asked.layout.system, settings.thresholds)

    def summary(self) -> Fields:
        """What the preview says."""
        return filing.summary(self.name, self.found, self.asked)


_read: dict[UUID, Opened] = {}  # the file this worker is at


def _may(by: Actor, *, job: Job, **_facts: Any) -> Verdict:
    programme = Programme.objects.filter(pk=job.subject).first() if job.subject else None
    return rules.read_in(by, programme=programme) if programme else no("")


@job("absence.preview", "läste en frånvarofil för granskning", "read an absence file for a preview", may=_may)
def preview(*, by: Actor, job: Job) -> Progress:
    """Read the whole file and say what would come of it. Nothing is written in any pupil's file.

    The result's first piece is the summary with the officer's wishes; then the file again, to be taken in if the
    officer wants; then the refused rows.
    """
    fresh = job.pk not in _read
    try:
        opened = _opened(by, job)
    except Refusal as bad:
        return _no_table(job, bad)
    if fresh and opened.large:
        return Progress(job.place, 0, opened.found.report.rows)
    held = opened.files.cases
    cases = {number: held[number] for number in opened.pupils if number in held}
    would, _news = absence.plan(by, cases, opened.batch(opened.pupils))
    _read.pop(job.pk, None)
    put(job, 0, {**opened.summary(), "new": would.new, "changed": would.changed, "same": would.same})
    pieces = [*list(_pieces(job))[1:], *_refused(opened.found)]
    for place, piece in enumerate(pieces, start=1):
        put(job, place, piece)
    rows = opened.found.report.rows
    return Progress(len(pieces), rows, rows, finished=True)


@job("absence.import", "läste in en frånvarofil", "read in an absence file", may=_may)
def take(*, by: Actor, job: Job) -> Progress:
    """Take the next batch of pupils in. The result is what was done, and the refused rows."""
    fresh = job.pk not in _read
    try:
        opened = _opened(by, job)
    except Refusal as bad:
        raise Invalid("file", bad.sv) from bad
    pupils, place = opened.pupils, job.place + AT_ONCE
    if fresh and opened.large:
        return Progress(job.place, min(job.place, len(pupils)), len(pupils))
    batch = opened.batch(pupils[job.place : place])
    done = absence.take(by=by, programme=_programme(job), batch=batch, known=opened.files)
    put(job, job.place, done.written())
    finished = place >= len(pupils)
    if finished:
        for n, piece in enumerate([opened.summary(), *_refused(opened.found)]):
            put(job, place + n, piece)
        _read.pop(job.pk, None)
    return Progress(place, min(place, len(pupils)), len(pupils), finished=finished)


def _no_table(job: Job, bad: Refusal) -> Progress:
    """It could not be read so: why, and the file again, so that its columns can be chosen by a human."""
    first, *rest = _pieces(job)
    put(job, 0, {"refusal": [bad.sv, bad.en], **first})
    for place, piece in enumerate(rest, start=1):
        put(job, place, piece)
    return Progress(len(rest), 0, 0, finished=True)


def _opened(by: Actor, job: Job) -> Opened:
    """The file read: once a worker and job, not once a step. Whose files the officer may open is asked each time."""
    programme = _programme(job)
    held = _read.get(job.pk)
    if held is not None:
        return replace(held, files=known(by, programme, held.files.cases))
    name, asked, sheet = filing.unpacked(_pieces(job))
    settings = school(by, programme)
    wanted, files = filing.wanted_of(by, programme, sheet, asked, settings)
    _read.clear()
    _read[job.pk] = Opened(name, asked, reading.read(sheet, wanted), files, settings)
    return _read[job.pk]


def _programme(job: Job) -> Programme:
    assert job.subject is not None  # the rule has found it already
    return Programme.objects.get(pk=job.subject)


def _pieces(job: Job) -> Iterator[Fields]:
    place = 0
    while (piece := part(job, place)) is not None:
        yield piece
        place += 1


def _refused(found: Reading) -> Iterator[Fields]:
    """The refused rows as a file, in pieces; nothing where none was refused."""
    if not found.report.refused:
        return
    raw = refused_bytes(found.report)
    for start in range(0, len(raw), filing.PIECE):
        yield {"refused": base64.b64encode(raw[start : start + filing.PIECE]).decode()}
