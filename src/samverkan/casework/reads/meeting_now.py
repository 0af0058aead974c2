"""Where the meeting is, for one agency's screen, and a mark that says whether anything on it has changed.

The mark is made of ids and dates that stand in clear, so a poll that finds nothing new opens no entry and
leaves no trace. It is made of the agency's own rows alone: an agency without a file on the matter that
is up gets the same mark, hence the same empty answer, whatever the others do.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samverkan.casework.models import Meeting, Task
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import inbox
from samverkan.casework.reads.meetings import last_closed, pointed_case
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Agency, CaseFile, Delivery, Disclosure, Entry, Programme
from samverkan.secrecy.rules import visible, visible_cases

LIVE = ("decided", "received")


@dataclass(frozen=True)
class Now:
    """What one screen shows: the matter (None: the constant words), what waits, and where the meeting is."""

    meeting: Meeting
    case: CaseFile | None
    at: CaseFile | None
    waiting: tuple[Delivery, ...]
    mark: str

    @property
    def elsewhere(self) -> bool:
        """Whether the screen stays on one matter while the meeting is at another of the agency's own."""
        return self.case is not None and self.at is not None and self.at.pk != self.case.pk


def find_meeting(actor: Actor, key: UUID) -> Meeting:
    """A meeting of a programme the actor reads in. Raises Meeting.DoesNotExist alike for hidden and absent."""
    programmes = [seat.programme for seat in actor.seats if seat.reads]
    rows = Meeting.objects.filter(pk=key, programme__in=programmes)
    return rows.select_related("programme", "programme__owner", "chair__officer", "chair__agency").get()


def meetings_of(actor: Actor) -> list[Meeting]:
    """All meetings of the actor's programmes, by time."""
    programmes = [seat.programme for seat in actor.seats if seat.reads]
    rows = Meeting.objects.filter(programme__in=programmes).select_related("programme")
    return list(rows.order_by("starts_at", "pk"))


def now(actor: Actor, meeting: Meeting, stay: CaseFile | None = None) -> Now:
    """The screen's state: at the meeting's own place, or staying on a matter the officer chose."""
    at = pointed_case(actor, meeting) if meeting.state == Meeting.State.OPEN else None
    case = stay or at
    waiting = tuple(each for each in inbox.waiting(actor) if each.programme_id == meeting.programme_id)
    elsewhere = at.pk if at is not None and stay is not None else None
    parts: list[object] = [
        meeting.state,
        case.pk if case else None,
        elsewhere,
        *(each.pk for each in waiting),
    ]
    if case is not None:
        parts += _state_of(actor, case)
    return Now(meeting, case, at, waiting, _mark(parts))


def taken_up(actor: Actor, meeting: Meeting) -> set[UUID]:
    """List ids the meeting has been at, as far as this agency was told."""
    rows = Delivery.of(actor.agency).filter(kind="pointer", disclosure=meeting.pk)
    return set(rows.values_list("list_id", flat=True))


def since(programme: Programme) -> datetime | None:
    """When the last meeting ended: what is younger is new."""
    last = last_closed(programme)
    return last.closed_at if last else None


def shared_with(actor: Actor, case: CaseFile) -> list[Agency]:
    """The parties of the matter as this agency knows them: those it has given to or received from."""
    if case.list_id is None:
        return []
    given = Disclosure.of(actor.agency).filter(
        list_id=case.list_id, programme=case.programme_id, state__in=LIVE
    )
    given = given.exclude(ends_on__lt=clock.today())
    got = Delivery.of(actor.agency).filter(list_id=case.list_id, programme=case.programme_id, kind="copy")
    found = set(given.values_list("receiver_id", flat=True)) | set(got.values_list("giver_id", flat=True))
    return list(Agency.objects.filter(pk__in=found).order_by("short"))


def minutes(actor: Actor, meeting: Meeting) -> list[OpenEntry]:
    """One's own minutes written while the meeting was open, by case number."""
    method = pinned(meeting.programme.method, meeting.programme.method_version)
    if method.meeting is None or method.meeting.minutes is None or meeting.opened_at is None:
        return []
    rows = visible(actor, Entry.of(actor.agency).filter(programme=meeting.programme_id))
    rows = rows.filter(kind=method.meeting.minutes, made_at__gte=meeting.opened_at)
    if meeting.closed_at is not None:
        rows = rows.filter(made_at__lte=meeting.closed_at)
    return entries.current(entries.open_all(rows.select_related("case").order_by("case__number", "made_at")))


def find_listed(actor: Actor, meeting: Meeting, key: UUID) -> CaseFile:
    """One of the agency's own files on the meeting's list. Raises CaseFile.DoesNotExist."""
    rows = CaseFile.of(actor.agency).filter(pk=key, programme=meeting.programme_id, list_id__isnull=False)
    return visible_cases(actor, rows).select_related("programme", "programme__owner").get()


def _state_of(actor: Actor, case: CaseFile) -> list[object]:
    assert case.list_id is not None  # only matters on the list are taken up
    seen = visible(actor, Entry.of(actor.agency).filter(case=case)).order_by("pk")
    tasks = Task.of(actor.agency).filter(case=case).order_by("pk").values_list("pk", "state")
    events = Delivery.of(actor.agency).filter(
        kind="event", list_id=case.list_id, programme=case.programme_id
    ).order_by("pk")  # fmt: skip
    sent = Disclosure.of(actor.agency).filter(case=case).order_by("pk").values_list("pk", "state")
    return [
        case.phase,
        *seen.values_list("pk", flat=True),
        *(f"{key}:{state}" for key, state in [*tasks, *sent]),
        *events.values_list("pk", flat=True),
    ]


def _mark(parts: Iterable[object]) -> str:
    said = "\n".join(str(part) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:32]
