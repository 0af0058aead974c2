"""Which officers of the own agency have a case, and who could be given it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, CaseFile, CaseOfficer, Programme, Seat
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases


def responsible(actor: Actor, cases: Iterable[CaseFile]) -> dict[UUID, list[str]]:
    """Names of the officers assigned to each case today, by case."""
    return names_by_case(assigned(actor, [case.pk for case in cases]))


def names_by_case(rows: Iterable[tuple[UUID, str]]) -> dict[UUID, list[str]]:
    """The answer to `assigned`, each name once a case."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for case, name in rows:
        names = found[case]
        if name not in names:
            names.append(name)
    return found


@prepared
def assigned(actor: Actor, cases: list[UUID]) -> "QuerySet[CaseOfficer, tuple[UUID, str]]":
    """Case and name, for each officer who has one of the cases today."""
    rows = CaseOfficer.of(actor.agency).filter(CaseOfficer.live(clock.today()), case__in=cases)
    by_name = rows.order_by("assignment__officer__name", "pk")
    return by_name.values_list("case_id", "assignment__officer__name")


def assignable(actor: Actor, programme: Programme) -> "QuerySet[Assignment]":
    """Assignments of the own agency with a seat in the programme today, by the officer's name."""
    today = clock.today()
    seated = Seat.objects.filter(Seat.live(today), programme=programme).values("assignment")
    rows = Assignment.objects.filter(Assignment.live(today), agency=actor.agency, pk__in=seated)
    return rows.select_related("officer").order_by("officer__name", "title", "pk")


def held_by(actor: Actor, programme: Programme, assignment: Assignment, on: date) -> list[CaseFile]:
    """The open cases of the programme that the officer has on a day and the actor may open, by number."""
    held = CaseOfficer.of(actor.agency).filter(CaseOfficer.live(on), assignment=assignment).values("case")
    rows = CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=True, pk__in=held)
    return list(visible_cases(actor, rows).order_by("number"))


def with_cases(actor: Actor, programme: Programme) -> "QuerySet[Assignment]":
    """Assignments of the own agency that have an open case in the programme today, by the officer's name."""
    today = clock.today()
    cases = CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=True).values("pk")
    held = CaseOfficer.of(actor.agency).filter(CaseOfficer.live(today), case__in=cases).values("assignment")
    rows = Assignment.objects.filter(agency=actor.agency, pk__in=held)
    return rows.select_related("officer").order_by("officer__name", "title", "pk")
