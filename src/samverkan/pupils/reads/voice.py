"""Codes given out in a case, and which of them an answer waits under."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from samverkan.pupils.models import VoiceCode
from samverkan.pupils.voice import waiting
from samverkan.pupils.voice.questions import KIND
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
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


def answered(actor: Actor) -> list[CodeView]:
    """Codes with an answer to take in, in every case whose own words the officer may read, oldest first."""
    listens = [seat.programme for seat in actor.seats if actor.reads(seat.programme, KIND)]
    rows = CaseFile.of(actor.agency).filter(closed_on__isnull=True, programme__in=listens)
    cases = visible_cases(actor, rows)
    codes = VoiceCode.of(actor.agency).filter(case__in=cases.values("pk"), settled_at__isnull=True)
    found = [each for each in _views(codes.select_related("case__programme")) if each.answered]
    return sorted(found, key=lambda each: each.row.made_at)


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
