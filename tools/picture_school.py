"""The addresses of a school's team in the made-up city, for its pictures."""

from typing import Any

PLACE = "lindskolan"
HEAD, COUNSELLOR, CLERK = (f"skola.{PLACE}.{post}" for post in ("rektor", "kurator", "franvaro"))


def addresses(actor_of: Any) -> dict[str, str]:
    """The team's page, two pupils' pages and the latest file. `actor_of` gives the actor of a user name."""
    from samverkan.secrecy.binding import bound
    from samverkan.secrecy.models import CaseFile, Job

    head, clerk = actor_of(HEAD), actor_of(CLERK)
    with bound(head):
        cases = list(CaseFile.of(head.agency).filter(closed_on__isnull=True).order_by("number"))
    by_phase = {phase: [each for each in cases if each.phase == phase] for phase in ("working", "following")}
    with bound(clerk):
        job = Job.of(clerk.agency).filter(made_by=clerk.officer, name="absence.preview").latest("made_at")
    followed, now = by_phase["following"][0], by_phase["working"][0]
    team = f"/elever/{followed.programme_id}/"
    return {
        "team": team,
        "school_file": f"{team}franvaro/{job.pk}/",
        "pupil": f"/arenden/{now.pk}/",
        "pupil_followed": f"/arenden/{followed.pk}/",
    }
