"""From a signed-in officer and a chosen assignment to the actor of this request."""

from uuid import UUID

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import Assignment, RoleRight, Seat

SYSTEM_OFFICER = UUID(int=0)


def actor_for(officer: UUID, assignment: UUID) -> Actor | None:
    """The actor on a live assignment, with the seats live today; None when the assignment has ended.

    Asked anew at every request, so that a right that ends is gone at once (ASVS 5.0, 8.3.2).
    """
    today = clock.today()
    held = (
        Assignment.objects.filter(
            Assignment.live(today), pk=assignment, officer=officer, officer__is_active=True
        )
        .select_related("agency")
        .first()
    )
    if held is None:
        return None
    return Actor(officer, held.agency_id, held.pk, held.agency.kind, _seats(held.pk))


def system_actor(agency: UUID) -> Actor:
    """The worker acting for one agency: weeding and expiry, no reading."""
    return Actor(SYSTEM_OFFICER, agency, SYSTEM_OFFICER, "system")


def _seats(assignment: UUID) -> tuple[SeatView, ...]:
    held = list(
        Seat.objects.filter(Seat.live(clock.today()), assignment=assignment)
        .exclude(programme__state="ended")
        .values_list("programme_id", "role")
        .order_by("programme_id", "role")
    )
    rights = RoleRight.objects.filter(programme__in=[programme for programme, _role in held])
    by_role = {(right.programme_id, right.role): right for right in rights}
    return tuple(
        SeatView(programme, role, frozenset(right.may), frozenset(right.reads), right.assigned_only)
        for programme, role in held
        if (right := by_role.get((programme, role))) is not None
    )
