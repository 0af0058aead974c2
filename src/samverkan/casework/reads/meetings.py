"""The meeting: each authority's own agenda from its own compartment, and where the meeting is now."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from samverkan.casework.models import AgendaPlace, Meeting, Task
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import SETTLED
from samverkan.casework.reads.lists import CaseRow, rows_of, sort_key
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, DisclosedEntry, Entry, Programme
from samverkan.secrecy.rules import visible, visible_cases

LAST_PLACE = 99
PROGRAMS_OWN = 0  # a place taken back: the program's order again
AFTER = 100_000  # every place that a hand can set


@dataclass(frozen=True)
class AgendaItem:
    """One person on the agenda, with the reason for the place: `why` is one of the method's agenda words.

    `place`: where an officer of the own authority has set it by hand; `left_out`: not taken up this time.
    """

    row: CaseRow
    why: str
    changed_at: datetime | None
    overdue: date | None
    place: int | None = None
    left_out: bool = False


def next_meeting(programme: Programme) -> Meeting | None:
    """The meeting going on, or else the next one planned."""
    open_now = programme.meetings.filter(state=Meeting.State.OPEN).first()
    return open_now or programme.meetings.filter(state=Meeting.State.PLANNED).order_by("starts_at").first()


def last_closed(programme: Programme) -> Meeting | None:
    """The latest meeting held."""
    return programme.meetings.filter(state=Meeting.State.CLOSED).order_by("-closed_at").first()


def agenda(actor: Actor, programme: Programme, meeting: Meeting | None = None) -> list[AgendaItem]:
    """Reds first, then changed since last time, then dates coming, then overdue tasks: as the method says.

    Ordered by dates and by colours that humans set; nothing is weighed or scored. What a human has set by hand for
    the meeting goes before all that, and what is not to be taken up stands last.
    """
    cases = list(
        visible_cases(actor, CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=True))
        .filter(list_id__isnull=False, side="")
    )  # fmt: skip
    method = pinned(programme.method, programme.method_version)
    order = [str(key) for key in (method.meeting.agenda if method.meeting else ())]
    since = last_closed(programme)
    changed = _changed(actor, cases, since.closed_at if since else None)
    overdue = _overdue(actor, cases)
    hand = _by_hand(actor, meeting)
    items = [
        _set_by_hand(_placed(row, order, changed.get(row.case.pk), overdue.get(row.case.pk)), hand)
        for row in rows_of(actor, cases)
    ]
    return sorted(
        items, key=lambda item: (item.left_out, item.place or AFTER, _place(item.why, order), _within(item))
    )


def pointer(actor: Actor, meeting: Meeting) -> Delivery | None:
    """Where the meeting is, as far as this agency was told."""
    rows = Delivery.of(actor.agency).filter(kind="pointer", disclosure=meeting.pk)
    return rows.order_by("-sent_at", "-pk").first()


def pointed_case(actor: Actor, meeting: Meeting) -> CaseFile | None:
    """The own case the meeting is at; None shows the constant "Mötet pågår"."""
    at = pointer(actor, meeting)
    if at is None:
        return None
    found = CaseFile.of(actor.agency).filter(programme=meeting.programme_id, list_id=at.list_id)
    return visible_cases(actor, found).first()


def _changed(actor: Actor, cases: list[CaseFile], since: datetime | None) -> dict[UUID, datetime]:
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=[case.pk for case in cases]))
    if since is not None:
        rows = rows.filter(made_at__gt=since)
    return dict(rows.values("case").annotate(at=Max("made_at")).values_list("case", "at"))


def _overdue(actor: Actor, cases: list[CaseFile]) -> dict[UUID, date]:
    """The earliest date passed per case; a task given away is not late once its end is reported back."""
    late = Task.of(actor.agency).filter(
        case__in=[case.pk for case in cases], due__lt=clock.today(), state__in=["open", "given", "offered"]
    )
    rows = list(late.order_by("-due").values_list("case", "due", "entry", "state"))
    settled = _settled(actor, [entry for _case, _due, entry, state in rows if state == Task.State.GIVEN])
    return {case: due for case, due, entry, _state in rows if entry not in settled}


def _settled(actor: Actor, given: list[UUID]) -> set[UUID]:
    """Of these tasks' entries, those that the other authority has reported done or declined."""
    crossed = dict(
        DisclosedEntry.of(actor.agency).filter(entry__in=given).values_list("disclosure_id", "entry_id")
    )
    ends = Delivery.of(actor.agency).filter(kind="event", event__in=SETTLED, disclosure__in=list(crossed))
    return {crossed[key] for key in ends.values_list("disclosure", flat=True)}


def _placed(row: CaseRow, order: list[str], changed: datetime | None, overdue: date | None) -> AgendaItem:
    holds = {
        "changed": changed is not None,
        "dates": row.next_date is not None,
        "overdue": overdue is not None,
        "stale": row.shown is None or row.shown.stale,
        "name": True,
    }
    if row.shown is not None:
        holds[f"scale:{row.shown.level}"] = True
    why = next((key for key in order if holds.get(key)), "name")
    return AgendaItem(row, why, changed, overdue)


def _by_hand(actor: Actor, meeting: Meeting | None) -> dict[UUID, int | None]:
    if meeting is None:
        return {}
    rows = AgendaPlace.of(actor.agency).filter(meeting=meeting)
    return {row.case_id: row.place for row in rows if row.place != PROGRAMS_OWN}


def _set_by_hand(item: AgendaItem, hand: dict[UUID, int | None]) -> AgendaItem:
    key = item.row.case.pk
    return replace(item, place=hand[key], left_out=hand[key] is None) if key in hand else item


def _place(why: str, order: list[str]) -> int:
    return order.index(why) if why in order else LAST_PLACE


def _within(item: AgendaItem) -> tuple[str, str]:
    """Inside one heading: coming and overdue dates by date, the rest by name."""
    day = {"dates": item.row.next_date, "overdue": item.overdue}.get(item.why)
    return (day.isoformat() if day else "", sort_key(item.row.name))
