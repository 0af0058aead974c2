"""From a signed-in officer and a chosen assignment to the actor of this request."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import Assignment, Party, Programme, RoleRight, Seat
from samverkan.secrecy.prepared import prepared, together

SYSTEM_OFFICER = UUID(int=0)
NEW_WORK = frozenset(
    {
        "nominate",
        "confirm",
        "propose",
        "decide",
        "decide_on_the_spot",
        "judge",
        "task",
        "run_meeting",
        "minute",
    }
)
"""What nobody may do in a programme that has not begun, has ended or was left: cases are read, closed and moved."""
TAKE_BACK = "take_back"
"""What is left of a decider's right there: what was disclosed is still corrected and taken back."""
RIGHT = ("may", "reads", "assigned_only", "shut")


def actor_for(officer: UUID, assignment: UUID) -> Actor | None:
    """The actor on a live assignment, with the seats live today; None when the assignment has ended.

    Asked anew at every request, so that a right that ends is gone at once (ASVS 5.0, 8.3.2).
    """
    held, rights = _held.later(officer, assignment), _rights.later(assignment)
    together(held, rights)
    for agency, kind, duties in held.rows:
        seats = tuple(_seats(rights.rows))
        return Actor(officer, agency, assignment, kind, seats, duties=frozenset(duties))
    return None


def system_actor(agency: UUID) -> Actor:
    """The worker acting for one agency: weeding and expiry, no reading."""
    return Actor(SYSTEM_OFFICER, agency, SYSTEM_OFFICER, "system")


def _seats(rights: list[tuple[Any, ...]]) -> Iterator[SeatView]:
    for programme, started, ended, left, method, version, role, may, reads, assigned_only, shut in rights:
        last = min((day for day in (ended, left) if day), default=None)
        running = started <= clock.today() and (last is None or last > clock.today())
        yield SeatView(
            programme,
            role,
            _may(may, running),
            frozenset(reads),
            assigned_only,
            method,
            version,
            frozenset(shut),
        )


def _may(listed: list[str], running: bool) -> frozenset[str]:
    may = frozenset(listed)
    if running:
        return may
    return may - NEW_WORK | ({TAKE_BACK} if "decide" in may else frozenset())


@prepared
def _held(officer: UUID, assignment: UUID) -> "QuerySet[Assignment, tuple[UUID, str, list[str]]]":
    live = Assignment.live(clock.today())
    rows = Assignment.objects.filter(live, pk=assignment, officer=officer, officer__is_active=True)
    return rows.values_list("agency_id", "agency__kind", "duties")


@prepared
def _rights(assignment: UUID) -> "QuerySet[Seat, tuple[Any, ...]]":
    """The rights of each seat's role under the version of the method that its programme follows today."""
    today = clock.today()
    held = Seat.objects.filter(Seat.live(today), assignment=assignment)
    held = held.annotate(version=Programme.version_then(today, "programme__"))
    right = RoleRight.objects.filter(
        method=OuterRef("programme__method"), version=OuterRef("version"), role=OuterRef("role")
    )
    named = {f"right_{name}": Subquery(right.values(name)) for name in RIGHT}
    part = Party.objects.filter(programme=OuterRef("programme"), agency=OuterRef("assignment__agency"))
    held = held.annotate(left=Subquery(part.values("left_on")))
    rights = held.annotate(**named).filter(right_may__isnull=False).order_by("programme_id", "role")
    dates = ("programme__started_on", "programme__ended_on", "left")
    return rights.values_list("programme_id", *dates, "programme__method", "version", "role", *named)
