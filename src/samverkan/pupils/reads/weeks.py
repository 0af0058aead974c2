"""A pupil's school weeks: of each week the newest version that the officer may read, own or received."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samverkan.pupils.absence import week
from samverkan.pupils.absence.week import KIND, Week
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible


def asked_of(actor: Actor, case: UUID) -> Question[Entry]:
    """All weeks of a case, to be asked for along with the rest of a page."""
    return _every.later(actor, [case])


def weeks_of(actor: Actor, case: CaseFile, asked: Question[Entry] | None = None) -> list[Week]:
    """The weeks in order. What is weeded is left out."""
    return [held for _row, held in opened((asked or asked_of(actor, case.pk)).rows)]


def weeks_in(actor: Actor, cases: Iterable[CaseFile]) -> dict[UUID, list[Week]]:
    """The same for many cases at once, by case."""
    found: dict[UUID, list[Week]] = defaultdict(list)
    for row, held in opened(_every(actor, [case.pk for case in cases])):
        found[row.case_id].append(held)
    return found


def own_entries(actor: Actor, case: CaseFile, first: date, last: date) -> list[Entry]:
    """The agency's own entries about weeks that begin within these days, the newest version of each."""
    found = _every(actor, [case.pk])
    return [
        row
        for row in found
        if row.received_id is None and row.happened_on and first <= row.happened_on <= last
    ]


def opened(rows: Iterable[Entry]) -> list[tuple[Entry, Week]]:
    """Rows with what they say."""
    return [(each.row, week.read(each.fields)) for each in entries.open_all(rows) if each.fields is not None]


def newest(agency: UUID, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """Of each case and week what no later version has replaced; of copies the latest."""
    later = Entry.of(agency).filter(supersedes=OuterRef("pk"))
    standing = rows.filter(~Exists(later))
    return standing.order_by("case", "happened_on", "-made_at", "-pk").distinct("case", "happened_on")


@prepared
def _every(actor: Actor, cases: list[UUID]) -> "QuerySet[Entry]":
    rows = Entry.of(actor.agency).filter(case__in=cases, kind=KIND)
    return newest(actor.agency, visible(actor, rows))
