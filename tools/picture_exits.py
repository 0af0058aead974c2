"""The addresses of the exit programme in the made-up city, for its pictures."""

from typing import Any

STEM = "avhopp.sthlm"
COORDINATOR, COUNSELLOR, CONTROLLER = (f"{STEM}.{post}" for post in ("samordnare", "handlaggare1", "ekonom"))


def addresses(actor_of: Any) -> dict[str, str]:
    """The programme, its registers and a leaver whose place is locked. `actor_of` gives the actor of a user name."""
    from samverkan.exits.models import PlaceLock
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Programme

    actor = actor_of(COUNSELLOR)
    with bound(actor):
        locked = PlaceLock.of(actor.agency).values_list("case", flat=True)
        case = CaseFile.of(actor.agency).filter(pk__in=list(locked), closed_on__isnull=True).order_by("number")[0]
    register = Programme.objects.get(method="utforare")
    return {
        "exits": f"/avhopp/{case.programme_id}/",
        "leaver": f"/arenden/{case.pk}/",
        "providers": f"/avhopp/register/{register.pk}/",
    }
