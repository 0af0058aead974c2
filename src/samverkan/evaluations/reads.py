"""What the pages of evaluations show."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.evaluations import papers, planning, rules
from samverkan.evaluations.models import Paper, Study
from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.evaluation.lock import Lock
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.evaluation.result import Evaluation
from samverkan.evidence.evaluation.verdict import Verdict
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Job

Kind = Paper.Kind


@dataclass(frozen=True)
class Shown:
    """An evaluation opened: its plan, and whatever of the rest there is."""

    study: Study
    plan: Plan
    job: Job | None
    power: Section | None = None
    lock: Lock | None = None
    result: Evaluation | None = None
    verdict: Verdict | None = None

    @property
    def stage(self) -> str:
        """planned, running, stopped, computed or judged: what can be done next follows from it."""
        if self.job is not None and self.job.state in {"waiting", "running"}:
            return "running"
        if self.result is not None:
            return "judged" if self.verdict is not None else "computed"
        if self.job is not None and self.job.state != "done":
            return "stopped"
        return "planned"


def every(actor: Actor) -> list[Shown]:
    """The authority's evaluations as far as the officer may read them, the newest first."""
    return [_shown(row, whole=False) for row in _readable(actor).order_by("-made_at")]


def find(actor: Actor, key: UUID) -> Study | None:
    """One that has not ended."""
    return _readable(actor).filter(pk=key).first()


def shown(study: Study) -> Shown:
    """It, with all its papers opened."""
    return _shown(study, whole=True)


def job_of(study: Study) -> Job | None:
    """What computes it, or last did."""
    return Job.of(study.agency_id).filter(pk=study.job).first() if study.job else None


def _readable(actor: Actor) -> QuerySet[Study]:
    rows: QuerySet[Study] = Study.of(actor.agency).filter(ended_at=None)
    if rules.writes(actor):
        return rows
    return rows.filter(locked_at__isnull=False) if rules.sees(actor) else rows.none()


def _shown(study: Study, *, whole: bool) -> Shown:
    raw = papers.latest(study, Kind.PLAN)
    assert raw is not None
    power = papers.latest(study, Kind.POWER) if whole else None
    lock = papers.latest(study, Kind.LOCK) if whole else None
    result, verdict = papers.latest(study, Kind.RESULT), papers.latest(study, Kind.VERDICT)
    return Shown(
        study=study, plan=planning.read(raw[0]), job=job_of(study),
        power=encoding.from_bytes(power[0], Section) if power else None,
        lock=encoding.from_bytes(lock[0], Lock) if lock else None,
        result=Evaluation.from_bytes(result[0]) if result else None,
        verdict=encoding.from_bytes(verdict[0], Verdict) if verdict else None,
    )  # fmt: skip
