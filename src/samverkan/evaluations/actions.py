"""What an analyst does with an evaluation, in the order it must be done."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.evaluations import guards, papers, planning, rules
from samverkan.evaluations.computing import case_of
from samverkan.evaluations.models import Paper, Study
from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation import lock as locking
from samverkan.evidence.evaluation import verdict as judging
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.secrecy import background, clock, ids
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Job, Officer
from samverkan.tables.refusal import Refusal

Kind = Paper.Kind
MOST = 2_000_000
"""Bytes of a data file: what a form keeps in memory, so that it never lies on a disk in clear."""


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    raw: bytes


@action(
    "evaluation.plan",
    "skrev en plan för en utvärdering",
    "wrote a plan for an evaluation",
    may=rules.evaluate,
)
def plan(*, by: Actor, facts: dict[str, Any], data: Upload | None, study: Study | None = None) -> Study:
    """Write a plan with its data, or write an unlocked one anew. Raises Invalid with every fault told."""
    row = _open(study) if study is not None else None
    given = data or (_held(row) if row is not None else None)
    if given is None:
        raise Invalid("data", _("Välj en fil."))
    raw, read = _read(by, facts, given)
    if row is None:
        own = ids.new(by.agency)
        row = Study(
            agency_id=by.agency, box=papers.box(by.agency, own), made_by=by.officer, made_at=clock.now()
        )
        row.save()
    papers.add(by, row, Kind.PLAN, raw)
    papers.add(by, row, Kind.DATA, given.raw, name=read.data.file)
    _start(by, row)
    return row


@action(
    "evaluation.lock", "låste en plan och satte igång", "locked a plan and set it going", may=rules.evaluate
)
def lock(*, by: Actor, study: Study) -> Study:
    """Lock the plan as it stands, today, and compute. From then on it is never changed."""
    row = _open(study)
    found = papers.latest(row, Kind.PLAN)
    assert found is not None
    made = locking.lock(planning.read(found[0]), clock.today())
    papers.add(by, row, Kind.LOCK, encoding.to_bytes(made))
    row.locked_at = clock.now()
    row.save(force_insert=False, update_fields=["locked_at"])
    _start(by, row)
    return row


@action("evaluation.again", "räknade om en utvärdering", "computed an evaluation again", may=rules.evaluate)
def again(*, by: Actor, study: Study) -> Study:
    """Set it going once more where it was stopped or failed."""
    row = _alive(study)
    if running(row):
        raise Conflict(row.pk)
    _start(by, row)
    return row


@action(
    "evaluation.judge",
    "satte en slutsats på en utvärdering",
    "set a verdict on an evaluation",
    may=rules.evaluate,
)
def judge(*, by: Actor, study: Study, word: str, reason: str) -> Paper:
    """One of four, by a human, with the reasons; an earlier one is kept. Raises Invalid."""
    row = _alive(study)
    found = papers.latest(row, Kind.RESULT)
    if found is None:
        raise Invalid("word", _("Det finns inget resultat att dra slutsatser av än."))
    result = Evaluation.from_bytes(found[0])
    try:
        made = judging.decide(word, _name(by), reason, clock.today(), result.fingerprint)
    except Refusal as refusal:
        raise Invalid("reason" if word in set(judging.Word) else "word", said(refusal)) from refusal
    return papers.add(by, row, Kind.VERDICT, encoding.to_bytes(made))


@action("evaluation.end", "tog bort en utvärdering", "ended an evaluation", may=rules.evaluate)
def end(*, by: Actor, study: Study) -> Study:
    """Shred plan, data and result: nobody reads them again. That there was an evaluation remains."""
    row = _alive(study)
    if running(row):
        raise Conflict(row.pk)
    papers.shred(row)
    row.ended_at = clock.now()
    row.save(force_insert=False, update_fields=["ended_at"])
    return row


def running(study: Study) -> bool:
    """Whether its job is still in the queue or at work."""
    if study.job is None:
        return False
    return Job.of(study.agency_id).filter(pk=study.job, state__in=["waiting", "running"]).exists()


def said(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    return str(refusal.en if (get_language() or "sv").startswith("en") else refusal.sv)


def _start(by: Actor, row: Study) -> None:
    from samverkan.evaluations.jobs import COMPUTE

    row.job = background.start(by=by, kind=COMPUTE, subject=row.pk, total=100).pk
    row.save(force_insert=False, update_fields=["job"])


def _read(by: Actor, facts: dict[str, Any], given: Upload) -> tuple[bytes, Plan]:
    suffix = PurePath(given.name).suffix.lower()
    if suffix not in planning.KINDS:
        raise Invalid("data", _("Filen ska vara CSV, Excel, ODS eller Parquet."))
    if len(given.raw) > MOST:
        raise Invalid(
            "data", _("Filen är större än 2 MB. Ta bort kolumner och rader som planen inte behöver.")
        )
    raw = planning.question(facts, _name(by), clock.today(), suffix)
    try:
        read = planning.read(raw)
        with case_of(read, given.raw, guards.before) as case:
            guards.after(case)
    except Refusal as refusal:
        told = said(refusal).replace(planning.DATA + suffix, given.name)
        raise Invalid("", told) from refusal
    return raw, read


def _held(row: Study) -> Upload | None:
    found = papers.latest(row, Kind.DATA)
    return Upload(found[1]["name"], found[0]) if found is not None else None


def _open(study: Study) -> Study:
    """Alive, not locked, and not at work."""
    row = _alive(study)
    if row.locked_at is not None or running(row):
        raise Conflict(row.pk)
    return row


def _alive(study: Study) -> Study:
    row = Study.of(study.agency_id).select_for_update().get(pk=study.pk)
    if row.ended_at is not None:
        raise Conflict(row.pk)
    return row


def _name(by: Actor) -> str:
    return str(Officer.objects.values_list("name", flat=True).get(pk=by.officer))
