"""The trail of one's own case: who read, wrote and decided what in it, and when. Never another agency's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry, Officer
from samverkan.secrecy.officers import SYSTEM_OFFICER
from samverkan.secrecy.rules import visible
from samverkan.trail import verbs
from samverkan.trail.models import Trace

LINES = 100  # a page


@dataclass(frozen=True)
class TrailLine:
    """One line: `what` in the reader's language, `who` a colleague's name (empty: the system).

    `kinds` counts the entries it named, by kind; those the reader may not see are under the empty kind.
    """

    at: datetime
    who: str
    what: str
    refused: bool
    kinds: dict[str, int]


def case_trail(actor: Actor, case: CaseFile, page: int = 1) -> tuple[list[TrailLine], bool]:
    """One page of lines, newest first, and whether there are older ones."""
    entries = dict(Entry.of(actor.agency).filter(case=case).values_list("pk", "kind"))
    about = [case.pk, *entries, *_crossings(actor, case)]
    rows = Trace.objects.filter(agency_id=actor.agency, subjects__overlap=about).order_by("-at", "-pk")
    found = list(rows[(page - 1) * LINES : page * LINES + 1])
    seen = set(visible(actor, Entry.of(actor.agency).filter(case=case)).values_list("pk", flat=True))
    shown = {key: kind if key in seen else "" for key, kind in entries.items()}
    names = _names(found)
    return [_line(row, shown, names) for row in found[:LINES]], len(found) > LINES


def _crossings(actor: Actor, case: CaseFile) -> list[UUID]:
    given = Disclosure.of(actor.agency).filter(case=case).values_list("pk", flat=True)
    got = Delivery.of(actor.agency).filter(case=case).values_list("pk", flat=True)
    return [*given, *got]


def _names(rows: list[Trace]) -> dict[UUID, str]:
    wanted = {row.officer_id for row in rows if row.officer_id not in (None, SYSTEM_OFFICER)}
    return dict(Officer.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _line(row: Trace, kinds: dict[UUID, str], names: dict[UUID, str]) -> TrailLine:
    counted: dict[str, int] = {}
    for subject in row.subjects:
        if subject in kinds:
            counted[kinds[subject]] = counted.get(kinds[subject], 0) + 1
    who = names.get(row.officer_id, "") if row.officer_id else ""
    return TrailLine(row.at, who, _label(row.verb), row.outcome != "done", counted)


def _label(verb: str) -> str:
    try:
        return verbs.known(verb).label(get_language())
    except verbs.UnknownVerbError:  # a line of an earlier version of the program
        return verb
