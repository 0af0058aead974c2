"""Meetings: planned, opened, led person by person, closed."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.models import Meeting
from samverkan.secrecy import clock, door, ids
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Programme
from samverkan.secrecy.rules import in_programme
from samverkan.secrecy.verdict import Verdict


@action("meeting.plan", "planerade ett möte", "planned a meeting", may=rules.plan_meeting)
def plan_meeting(*, by: Actor, programme: Programme, starts_at: datetime, place: str = "") -> Meeting:
    """Plan a meeting; the programme's parties all see when and where. Raises Invalid for a taken time."""
    meeting = Meeting(id=ids.new(by.agency), programme=programme, starts_at=starts_at, place=place)
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError as clash:
        raise Invalid("starts_at", _("Det finns redan ett möte den tiden.")) from clash
    return meeting


@action("meeting.open", "öppnade mötet", "opened the meeting", may=rules.run_meeting)
def open_meeting(*, by: Actor, meeting: Meeting) -> Meeting:
    """Start it, as chair."""
    row = _locked(meeting, Meeting.State.PLANNED)
    row.state, row.chair_id, row.opened_at = Meeting.State.OPEN, by.assignment, clock.now()
    row.save()
    return row


@action("meeting.close", "avslutade mötet", "closed the meeting", may=rules.run_meeting)
def close_meeting(*, by: Actor, meeting: Meeting) -> Meeting:
    """End it."""
    row = _locked(meeting, Meeting.State.OPEN)
    row.state, row.closed_at = Meeting.State.CLOSED, clock.now()
    row.save()
    return row


def _points(by: Actor, *, meeting: Meeting, case: CaseFile) -> Verdict:
    """Any party may take the pointer for a matter in its own files while the meeting is open."""
    return in_programme(by, "minute", meeting.programme_id)


@action("meeting.point", "tog upp ett ärende på mötet", "took up a case at the meeting", may=_points)
def point_at(*, by: Actor, meeting: Meeting, case: CaseFile) -> None:
    """Move the meeting to a matter: told only to those who know of it from or through this agency.

    A party that has no file on it is sent nothing at all; its screen goes on showing "Mötet pågår".
    """
    if meeting.state != Meeting.State.OPEN or case.list_id is None:
        raise Invalid("case", _("Mötet är inte öppet, eller ärendet är inte på listan."))
    for receiver in [by.agency, *_counterparts(by, case)]:
        door.send_pointer(meeting.pk, meeting.programme_id, case.list_id, receiver)


def _counterparts(by: Actor, case: CaseFile) -> list[UUID]:
    assert case.list_id is not None
    given = Disclosure.of(by.agency).filter(
        list_id=case.list_id, programme=case.programme_id, state=Disclosure.State.DECIDED
    )
    got = Delivery.of(by.agency).filter(list_id=case.list_id, programme=case.programme_id, kind="copy")
    found = set(given.values_list("receiver_id", flat=True)) | set(got.values_list("giver_id", flat=True))
    return sorted(found)


def _locked(meeting: Meeting, expected: str) -> Meeting:
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.state != expected:
        raise Conflict(row.pk)
    return row
