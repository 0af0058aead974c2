"""Questions about absence that wait for a human's answer. By date and name, never by how much anybody was away."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.reads.lists import CaseRow, rows_of, sort_key
from samverkan.pupils.reads.inquiry import ANSWER, QUESTION
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible, visible_cases


@dataclass(frozen=True)
class Waiting:
    """A file in which a question has been asked and not answered since."""

    row: CaseRow
    asked_on: date


Told = Question[tuple[UUID, str, datetime]]


def told(actor: Actor) -> Told:
    """What has been asked and answered, to be asked for along with the rest of a page."""
    return _told.later(actor, [seat.programme for seat in actor.seats if QUESTION in seat.reads])


def waiting(actor: Actor, found: Told | None = None) -> list[Waiting]:
    """In every open file that the officer may read questions in, the oldest first and by name within a day."""
    asked: dict[UUID, date] = {}
    for case, kind, made in (found or told(actor)).rows:
        if kind == QUESTION:
            asked[case] = clock.day_of(made)
        else:
            asked.pop(case, None)
    if not asked:
        return []
    cases = list(_cases(actor, list(asked)))
    lines = [Waiting(row, asked[row.case.pk]) for row in rows_of(actor, cases)]
    return sorted(lines, key=lambda each: (each.asked_on, sort_key(each.row.name), each.row.case.number))


@prepared
def _told(actor: Actor, programmes: list[UUID]) -> "QuerySet[Entry, tuple[UUID, str, datetime]]":
    rows = Entry.of(actor.agency).filter(programme__in=programmes, kind__in=[QUESTION, ANSWER])
    return visible(actor, rows).order_by("made_at", "pk").values_list("case_id", "kind", "made_at")


@prepared
def _cases(actor: Actor, wanted: list[UUID]) -> "QuerySet[CaseFile]":
    rows = CaseFile.of(actor.agency).filter(pk__in=wanted, closed_on__isnull=True)
    return visible_cases(actor, rows).select_related("programme").order_by("number")
