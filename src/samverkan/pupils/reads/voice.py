"""Codes given out in a case, and which of them an answer waits under."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.pupils.models import VoiceCode
from samverkan.pupils.voice import waiting
from samverkan.pupils.voice.questions import KIND
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible_cases


@dataclass(frozen=True)
class CodeView:
    """A code that is not settled. `answered`: something waits to be taken in."""

    row: VoiceCode
    answered: bool

    @property
    def over(self) -> bool:
        """Whether its time has run out."""
        return self.row.expires_at <= clock.now()


def codes_of(actor: Actor, case: CaseFile) -> list[CodeView]:
    """The case's open codes, newest first; one that ran out unanswered is left out."""
    return _views(VoiceCode.of(actor.agency).filter(case=case, settled_at__isnull=True))


def given_out(actor: Actor) -> Question[VoiceCode]:
    """Open codes in every case whose own words the officer may read, to be asked for along with the rest of a page."""
    return _given_out.later(
        actor, [seat.programme for seat in actor.seats if actor.reads(seat.programme, KIND)]
    )


def answered(actor: Actor, codes: Question[VoiceCode] | None = None) -> list[CodeView]:
    """Those among them with an answer to take in, oldest first."""
    found = [each for each in _views((codes or given_out(actor)).rows) if each.answered]
    return sorted(found, key=lambda each: each.row.made_at)


@prepared
def _given_out(actor: Actor, programmes: list[UUID]) -> "QuerySet[VoiceCode]":
    rows = CaseFile.of(actor.agency).filter(closed_on__isnull=True, programme__in=programmes)
    cases = visible_cases(actor, rows).values("pk")
    codes = VoiceCode.of(actor.agency).filter(case__in=cases, settled_at__isnull=True)
    return codes.select_related("case__programme")


def find_code(actor: Actor, case: CaseFile, key: UUID) -> VoiceCode:
    """A code of the case. Raises VoiceCode.DoesNotExist."""
    return VoiceCode.of(actor.agency).get(pk=key, case=case)


def _views(rows: Iterable[VoiceCode]) -> list[CodeView]:
    held = list(rows)
    found = waiting.which(bytes(row.lookup) for row in held) if held else set()
    views = [CodeView(row, bytes(row.lookup) in found) for row in held]
    return sorted(
        (each for each in views if each.answered or not each.over), key=lambda v: v.row.made_at, reverse=True
    )
