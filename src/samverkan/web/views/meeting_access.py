"""Who gets to the meeting's pages at all, and the look-ups that answer hidden and absent alike."""

from uuid import UUID

from django.http import Http404, HttpRequest

from samverkan.casework.models import Meeting
from samverkan.casework.reads import meeting_now
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.web.finding import acting

FORM = ("meeting.form", "skickade ett formulär på mötet", "sent a form at the meeting")


def reads(actor: Actor) -> bool:
    """Meetings are for whoever reads entries in some programme."""
    return any(seat.reads for seat in actor.seats)


def the_meeting(request: HttpRequest, key: UUID) -> Meeting:
    """The meeting, or 404."""
    try:
        return meeting_now.find_meeting(acting(request), key)
    except Meeting.DoesNotExist as absent:
        raise Http404 from absent


def the_case(request: HttpRequest, meeting: Meeting, key: UUID) -> CaseFile:
    """The agency's own file on the meeting's list, or 404."""
    try:
        return meeting_now.find_listed(acting(request), meeting, key)
    except CaseFile.DoesNotExist as absent:
        raise Http404 from absent
