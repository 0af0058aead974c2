"""What waits for the agency's lawyer: questions without an answer, and proposals not yet decided."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samverkan.methods.known import ADVICE, QUESTION
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Disclosure, Entry
from samverkan.secrecy.rules import visible, visible_cases


@dataclass(frozen=True)
class AdviceWanted:
    """The lawyer's queue, oldest first."""

    questions: list[OpenEntry]
    proposals: list[Disclosure]


def advice_wanted(actor: Actor) -> AdviceWanted:
    """Nothing at all for an officer without a seat that advises."""
    programmes = [seat.programme for seat in actor.seats if "advise" in seat.may]
    if not programmes:
        return AdviceWanted([], [])
    mine = CaseFile.of(actor.agency).filter(programme__in=programmes, closed_on__isnull=True)
    cases = visible_cases(actor, mine)
    proposals = Disclosure.of(actor.agency).filter(case__in=cases, state__in=["proposed", "second"])
    ordered = proposals.select_related("case", "receiver", "programme").order_by("proposed_at", "pk")
    return AdviceWanted(_unanswered(actor, cases), list(ordered))


def _unanswered(actor: Actor, cases: "QuerySet[CaseFile]") -> list[OpenEntry]:
    """Questions with no advice written in their case since."""
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=cases, kind__in=[QUESTION, ADVICE]))
    asked: list[Entry] = []
    for row in rows.select_related("case").order_by("made_at", "pk"):
        asked = [*asked, row] if row.kind == QUESTION else [q for q in asked if q.case_id != row.case_id]
    return entries.open_all(asked)
