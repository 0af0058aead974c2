"""A case's keep-apart list, and how much of it is ready to be compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.exits import apart
from samverkan.exits.models import Term, Token
from samverkan.secrecy import entries, identity
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.rules import visible


@dataclass(frozen=True)
class TermView:
    """One line: what was written, and whether it takes part in comparisons yet."""

    row: Term
    fields: dict[str, str]
    ready: bool
    comparable: bool


def live_terms(case: CaseFile) -> "QuerySet[Term]":
    """The lines of the list that have not ended."""
    return Term.of(case.agency_id).filter(case=case, ended_at__isnull=True).order_by("side", "made_at", "pk")


def opened(rows: Iterable[Term]) -> list[tuple[Term, dict[str, str]]]:
    """Terms with their sealed fields; a weeded one is left out."""
    found = [(row, entries.open_in(row.box_id, row.pk, "term", bytes(row.sealed))) for row in rows]
    return [
        (row, {name: str(text) for name, text in fields.items()})
        for row, fields in found
        if fields is not None
    ]


def terms_of(case: CaseFile) -> list[TermView]:
    """The whole list. A line is ready once somebody on the place list has opened the lock since it was written."""
    tokens = Token.of(case.agency_id).filter(case=case, ended_at__isnull=True, term__isnull=False)
    ready = set(tokens.values_list("term", flat=True))
    return [
        TermView(row, fields, row.pk in ready, bool(apart.known([_told(row, fields)], "")))
        for row, fields in opened(live_terms(case))
    ]


def known_of(actor: Actor, case: CaseFile) -> tuple[list[apart.Known], bool]:
    """What can be compared of the case, and whether this officer sees who the leaver is, if it is written at all."""
    rows = Entry.of(actor.agency).filter(case=case, kind__in=identity.KINDS)
    seen = list(visible(actor, rows).order_by("-made_at"))
    who = entries.current(entries.open_all(seen))
    number = next((str(each["person_number"]) for each in who if each["person_number"]), "")
    told = [_told(row, fields) for row, fields in opened(live_terms(case))]
    return apart.known(told, number), len(seen) == rows.count()


def _told(row: Term, fields: dict[str, str]) -> tuple[UUID, str, str, dict[str, str]]:
    return (row.pk, row.side, row.what, fields)
