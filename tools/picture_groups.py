"""The addresses of the work on groups in the made-up city, for its pictures."""

from typing import Any

ANALYST, MUNICIPAL, DECIDER = (f"polis.jarva.{post}" for post in ("analytiker", "kommunpolis", "beslut1"))


def addresses(actor_of: Any) -> dict[str, str]:
    """The room, the group in increased focus and the latest call-in held. `actor_of` gives the actor of a user name."""
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile

    actor = actor_of(MUNICIPAL)
    with bound(actor):
        of_groups = CaseFile.of(actor.agency).filter(programme__method="gvi")
        group = of_groups.filter(phase="focus", side="").order_by("number")[0]
        call_in = of_groups.filter(phase="held", side="call_in").order_by("-opened_on")[0]
    room = f"/grupper/{group.programme_id}/"
    return {
        "groups": room,
        "group": f"{room}grupp/{group.pk}/",
        "call_in": f"{room}call-in/{call_in.pk}/",
    }
