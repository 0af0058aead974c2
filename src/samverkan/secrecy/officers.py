"""From a signed-in officer and a chosen assignment to the actor of this request."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F, QuerySet

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import Assignment, Seat
from samverkan.secrecy.prepared import prepared, together

SYSTEM_OFFICER = UUID(int=0)


def actor_for(officer: UUID, assignment: UUID) -> Actor | None:
    """The actor on a live assignment, with the seats live today; None when the assignment has ended.

    Asked anew at every request, so that a right that ends is gone at once (ASVS 5.0, 8.3.2).
    """
    held, rights = _held.later(officer, assignment), _rights.later(assignment)
    together(held, rights)
    for agency, kind in held.rows:
        return Actor(officer, agency, assignment, kind, tuple(_seats(rights.rows)))
    return None


def system_actor(agency: UUID) -> Actor:
    """The worker acting for one agency: weeding and expiry, no reading."""
    return Actor(SYSTEM_OFFICER, agency, SYSTEM_OFFICER, "system")


def _seats(rights: list[tuple[UUID, str, list[str], list[str], bool]]) -> Iterator[SeatView]:
    for programme, role, may, reads, assigned_only in rights:
        yield SeatView(programme, role, frozenset(may), frozenset(reads), assigned_only)


@prepared
def _held(officer: UUID, assignment: UUID) -> "QuerySet[Assignment, tuple[UUID, str]]":
    live = Assignment.live(clock.today())
    rows = Assignment.objects.filter(live, pk=assignment, officer=officer, officer__is_active=True)
    return rows.values_list("agency_id", "agency__kind")


@prepared
def _rights(assignment: UUID) -> "QuerySet[Seat, tuple[UUID, str, list[str], list[str], bool]]":
    """The rights of each seat's role in its own programme."""
    held = Seat.objects.filter(Seat.live(clock.today()), assignment=assignment).exclude(
        programme__state="ended"
    )
    rights = held.filter(programme__rights__role=F("role")).order_by("programme_id", "role")
    named = (f"programme__rights__{name}" for name in ("may", "reads", "assigned_only"))
    return rights.values_list("programme_id", "role", *named)
