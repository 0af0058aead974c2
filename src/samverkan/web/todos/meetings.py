"""The meetings that are planned. One that is going on stands above the list, with a button of its own."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.casework.reads.desk import reading
from samverkan.casework.reads.meetings import next_meeting
from samverkan.secrecy.actor import Actor
from samverkan.web.todos import ToDo


def planned(coming: Iterable[Meeting]) -> Iterable[ToDo]:
    """To prepare those of `coming` that have not begun. The page asks for them once, for this and for what goes on."""
    for meeting in coming:
        if meeting.state == Meeting.State.PLANNED:
            yield _meeting(meeting)


def coming(actor: Actor) -> list[Meeting]:
    """The meeting going on, or the next one planned, in each programme."""
    found = [next_meeting(programme) for programme in reading(actor)]
    return [meeting for meeting in found if meeting is not None]


def _meeting(meeting: Meeting) -> ToDo:
    at = localtime(meeting.starts_at)
    where = [f"{at:%H:%M}", meeting.place, meeting.programme.name]
    return ToDo(
        _("Förbered mötet"), reverse("meeting", args=[meeting.pk]), due=at.date(),
        note=", ".join(part for part in where if part),
    )  # fmt: skip
