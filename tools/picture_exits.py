"""The addresses of the exit programme in the made-up city, for its pictures."""

from typing import Any

STEM = "avhopp.sthlm"
COORDINATOR, COUNSELLOR, CONTROLLER = (f"{STEM}.{post}" for post in ("samordnare", "handlaggare1", "ekonom"))


def addresses(actor_of: Any) -> dict[str, str]:
    """The programme, its register, a leaver under a lock and one asked about. `actor_of`: the actor of a user name."""
    from samverkan.exits.models import LockKey, Question
    from samverkan.secrecy import clock
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Programme

    actor = actor_of(COORDINATOR)
    with bound(actor):
        keys = LockKey.of(actor.agency).filter(
            ended_at__isnull=True, ends_at__gt=clock.now(), assignment=actor.assignment
        )
        files = CaseFile.of(actor.agency).filter(
            closed_on__isnull=True, programme__method="avhopparverksamhet"
        )
        locked = files.filter(pk__in=[key.lock.case_id for key in keys.select_related("lock")])
        leaver = locked.order_by("opened_on", "number")[0]
        asked = Question.of(actor.agency).filter(file__isnull=False).order_by("asked_at")[0]
    register = Programme.objects.get(method="utforare")
    return {
        "exits": f"/avhopp/{leaver.programme_id}/",
        "leaver": f"/arenden/{leaver.pk}/",
        "asked": f"/arenden/{asked.case_id}/",
        "providers": f"/avhopp/register/{register.pk}/",
    }
