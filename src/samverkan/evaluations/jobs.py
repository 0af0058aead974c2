"""Computing in the queue, a step of the plan at a time: before the lock what could be shown, after it all of it."""

from typing import Any

from samverkan.evaluations import papers, planning, rules
from samverkan.evaluations.computing import case_of
from samverkan.evaluations.models import Paper, Study
from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.finding import Section
from samverkan.evidence.evaluation.lock import parse_lock
from samverkan.secrecy import background
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.background import Progress
from samverkan.secrecy.models import Job
from samverkan.secrecy.verdict import Verdict
from samverkan.tables.refusal import Refusal

Kind = Paper.Kind


def _may(by: Actor, **_facts: Any) -> Verdict:
    return rules.evaluate(by)


@background.job("evaluation.compute", "räknade på en utvärdering", "computed an evaluation", may=_may)
def COMPUTE(*, by: Actor, job: Job) -> Progress:  # noqa: N802 - the decorator makes it a kind of work, not a function
    """The next step of the plan; the last one writes the result."""
    from samverkan.evidence.evaluation.designs import (
        steps,  # slow to load: by whoever computes, not by every page
    )
    from samverkan.evidence.evaluation.run import assembled, one_step

    assert job.subject is not None  # `start` is always told which
    study = Study.of(by.agency).get(pk=job.subject)
    plan, data = papers.latest(study, Kind.PLAN), papers.latest(study, Kind.DATA)
    if plan is None or data is None:
        raise Invalid("ended", "")
    try:
        with case_of(planning.read(plan[0]), data[0]) as case:
            wanted = steps(case.plan)[: None if study.locked_at else 1]
            raw = one_step(case, job.place)
            place = job.place + 1
            finished = place == len(wanted)
            if finished and study.locked_at is None:
                papers.add(by, study, Kind.POWER, raw)
            elif finished:
                earlier = [each["section"].encode() for each in background.parts_of(job)]
                sections = [encoding.from_bytes(each, Section) for each in (*earlier, raw)]
                lock = papers.latest(study, Kind.LOCK)
                whole = assembled(case, sections, parse_lock(lock[0], planning.NAME) if lock else None)
                papers.add(by, study, Kind.RESULT, whole.to_bytes())
            else:
                background.put(job, job.place, {"section": raw.decode()})
    except Refusal as refusal:
        raise Invalid("refused", refusal.sv) from refusal
    share = sum(step.weight for step in wanted[:place]) / sum(step.weight for step in wanted)
    return Progress(place, done=round(100 * share), total=100, finished=finished)
