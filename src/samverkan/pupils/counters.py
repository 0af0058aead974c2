"""What the steering group's figures count only here: outcomes, in the agency's own compartment, for suppression.

Process and outcome are kept apart: these two are outcomes. Neither says what caused it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from samverkan.casework import counters
from samverkan.casework.counters import Context
from samverkan.casework.models import Step
from samverkan.methods.asking import active_phases
from samverkan.methods.schema import Method
from samverkan.methods.words import Counted
from samverkan.pupils.absence import compare
from samverkan.pupils.absence.compare import AFTER, BEFORE
from samverkan.pupils.absence.week import Week
from samverkan.pupils.reads import grades, weeks
from samverkan.secrecy import clock
from samverkan.secrecy.models import CaseFile

PASSED_WEEKS = 12  # since the support ended: eight school weeks have then been, with a break among them
UNCHANGED = Decimal(5)  # percentage points


def attendance(at: Context) -> Iterable[str]:
    """Pupils for whom twelve weeks have passed in the month since the support ended, by the change in attendance."""
    ended = {
        case: span for case, span in spans(at.actor.agency, at.programme.pk, at.method).items()
        if span[1] is not None and at.first <= span[1] + timedelta(weeks=PASSED_WEEKS) <= at.last
    }  # fmt: skip
    cases = list(CaseFile.of(at.actor.agency).filter(pk__in=ended).order_by("pk"))
    held = weeks.weeks_in(at.actor, cases)
    return [change(held.get(case.pk, []), *ended[case.pk], at.last) for case in cases]


def change(held: list[Week], begun: date | None, ended: date | None, today: date) -> str:
    """Higher, the same (less than five percentage points) or lower after than before; unknown without both."""
    found = {each.name: each.share.attendance for each in compare.stretches(held, begun, ended, today)}
    before, after = found.get(BEFORE), found.get(AFTER)
    if before is None or after is None:
        return counters.UNKNOWN
    if abs(after - before) < UNCHANGED:
        return counters.SAME
    return counters.HIGHER if after > before else counters.LOWER


def eligible(at: Context) -> Iterable[str]:
    """Pupils with an open case, or one ended in the month, by what their latest grades make them eligible for."""
    rows = CaseFile.of(at.actor.agency).filter(
        programme=at.programme, list_id__isnull=False, opened_on__lte=at.last
    )
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=at.first))
    found = (grades.latest(at.actor, case) for case in rows.order_by("pk"))
    return [_widest(each) for each in found if each is not None]


def spans(agency: UUID, programme: UUID, method: Method) -> dict[UUID, tuple[date, date | None]]:
    """From when to when support went on, by case: the first step into that phase, the last step out of it."""
    at_work = working_phase(method)
    steps = Step.of(agency).filter(case__programme=programme).order_by("case", "place")
    begun: dict[UUID, date] = {}
    ended: dict[UUID, date | None] = {}
    for case, source, to, moment in steps.values_list("case_id", "came_from", "went_to", "at"):
        day = clock.day_of(moment)
        if to == at_work:
            begun.setdefault(case, day)
            ended[case] = None
        elif source == at_work:
            ended[case] = day
    return {case: (day, ended.get(case)) for case, day in begun.items()}


def working_phase(method: Method) -> str:
    """The phase in which support goes on: the last of those in which a case is at work."""
    return active_phases(method)[-1]


def _widest(worked: grades.Worked) -> str:
    open_ = {each.track.id for each in worked.standings if each.eligible}
    if open_ - {"vocational"}:
        return counters.PREPARATORY
    return counters.VOCATIONAL if open_ else counters.NOT_ELIGIBLE


def join() -> None:
    """Put them beside the counters that every method has."""
    counters.join(Counted.ATTENDANCE, attendance)
    counters.join(Counted.ELIGIBILITY, eligible)
