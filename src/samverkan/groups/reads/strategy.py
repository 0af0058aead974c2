"""Whether every part of the strategy is alive: the program's own dated acts, and what a human last answered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samverkan.casework.models import Meeting
from samverkan.groups.fidelity import PARTS, Answer, Row, checklist
from samverkan.groups.reads.opening import files, opened
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Entry, Officer, Programme
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

IN_CLEAR = {
    "incident": "incident", "incident_review": "review", "group_audit": "audit", "tie": "tie",
    "group_sanction": "group_sanction",
    "help_call": "help_call", "network_meeting": "network_meeting", "voice": "voice", "steering_note": "steering",
    "fidelity": "fidelity", "evaluation_export": "evaluation_export",
}  # fmt: skip
"""Kinds whose day stands in clear, and the sort of act each speaks for."""


def strategy(actor: Actor, programme: Programme) -> list[Row]:
    """The checklist of the acting agency's own compartment."""
    acts = _days(actor, programme)
    return checklist(PARTS, acts, _answers(actor, programme.pk), clock.today())


def steering_notes(actor: Actor, programme: UUID) -> list[OpenEntry]:
    """The steering group's meetings, newest first."""
    held = opened(actor, files(actor, programme, "work").by_key.values(), ("steering_note",))
    return sorted(held, key=lambda each: str(each["held_on"]), reverse=True)


def _days(actor: Actor, programme: Programme) -> dict[str, list[date]]:
    """Days by sort of act. Only `act` is opened, to know a message from help; the rest tell their day in clear."""
    found: dict[str, list[date]] = defaultdict(list)
    rows = _dated(actor, programme.pk, sorted(IN_CLEAR))
    require().touch(*(pk for pk, *_rest in rows))
    for _pk, kind, day in rows:
        if day is not None:
            found[IN_CLEAR[kind]].append(day)
    for each in opened(actor, files(actor, programme.pk, closed=True).by_key.values(), ("act",)):
        if each.row.happened_on:
            found[str(each["what"])].append(each.row.happened_on)
    found["meeting"] += _meetings(programme)
    return found


@prepared
def _dated(
    actor: Actor, programme: UUID, kinds: list[str]
) -> "QuerySet[Entry, tuple[UUID, str, date | None]]":
    rows = visible(actor, Entry.of(actor.agency).filter(programme=programme, kind__in=kinds))
    corrected = Entry.of(actor.agency).filter(supersedes=OuterRef("pk"))
    return rows.filter(~Exists(corrected)).values_list("pk", "kind", "happened_on")


def _meetings(programme: Programme) -> Iterable[date]:
    held = programme.meetings.filter(state=Meeting.State.CLOSED).values_list("closed_at", flat=True)
    return [clock.day_of(each) for each in held if each]


def _answers(actor: Actor, programme: UUID) -> list[Answer]:
    held = opened(actor, files(actor, programme, "work").by_key.values(), ("fidelity",))
    by = {each.row.made_by for each in held if each.row.made_by}
    called = dict(Officer.objects.filter(pk__in=by).values_list("pk", "name"))
    return [
        Answer(
            str(each["part"]), str(each["alive"]), date.fromisoformat(each["since"]) if each["since"] else None,
            date.fromisoformat(each["seen_on"]), str(each["text"]),
            called.get(each.row.made_by, "") if each.row.made_by else "",
        )
        for each in reversed(held)
    ]  # fmt: skip
