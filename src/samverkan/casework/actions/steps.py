"""The steps a case has taken, in clear: what clocks, the second person and weeding ask."""

from samverkan.casework.actions import clocks
from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry


def take(
    by: Actor, case: CaseFile, *, move: str, to: str, came_from: str = "", leaving: str = "",
    reason: Entry | None = None,
) -> Step:  # fmt: skip
    """Put on record that the case took a step, under the lock on its file. Only acts call it."""
    place = Step.of(by.agency).filter(case=case).count()
    step = Step(
        agency_id=by.agency, case=case, place=place, move=move, came_from=came_from, went_to=to,
        at=clock.now(), by=by.officer, leaving=leaving, reason=reason,
    )  # fmt: skip
    step.save()
    clocks.stepped(case, pinned(case.method, case.method_version), to)
    return step
