"""Comparing a question with one's own list: what is equal is found, on one's own side alone (blinding.py)."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.exits import apart, blinding
from samverkan.exits.models import Term, Token
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.keystore import KeyGone, TooManyPoints
from samverkan.secrecy.models import CaseFile

MOST_TOKENS = 4096  # that the asker's key service multiplies for one question, ever
NUMBERS = "numbers"  # the field of a question that holds them
GARBLED = _("Jämförelsetalen går inte att läsa: be den som frågar att fråga igen.")


@dataclass(frozen=True)
class Numbers:
    """A question's points, and the name of the secret they are multiplied by. Always equally many."""

    key: UUID
    points: list[bytes]
    COUNT: ClassVar[int] = 32

    def written(self) -> str:
        """As one line of text."""
        return f"v1 {self.key} {base64.b64encode(b''.join(self.points)).decode()}"

    @classmethod
    def read(cls, text: str) -> "Numbers":
        """Raises Invalid for anything but such a line with as many points as there always are."""
        try:
            version, key, packed = text.split()
            raw = base64.b64decode(packed, validate=True)
            if version != "v1" or len(raw) != cls.COUNT * blinding.SIZE:
                raise ValueError(version)
            starts = range(0, len(raw), blinding.SIZE)
            return cls(UUID(key), [raw[start : start + blinding.SIZE] for start in starts])
        except (ValueError, binascii.Error) as garbled:
            raise Invalid(
                NUMBERS, _("Jämförelsetalen går inte att läsa: be den som frågar att fråga igen.")
            ) from garbled


@dataclass(frozen=True)
class Comparison:
    """Own cases that have something in common with the question, and by what (`person` or `group`).

    `considered` tokens took part; `waiting` lines of the own list did not, since their lock was not opened.
    """

    cases: Mapping[UUID, Sequence[str]]
    considered: int
    waiting: int

    def as_fields(self) -> dict[str, Any]:
        """To be sealed."""
        cases = {str(case): sorted(set(what)) for case, what in self.cases.items()}
        return {"cases": cases, "considered": self.considered, "waiting": self.waiting}

    @classmethod
    def of_fields(cls, held: Mapping[str, Any]) -> "Comparison":
        cases = {UUID(case): list(what) for case, what in held["cases"].items()}
        return cls(cases, int(held["considered"]), int(held["waiting"]))


def own_secret(agency: UUID) -> bytes:
    """What an agency's stored tokens are multiplied by; it lies in the key store and goes nowhere."""
    return keystore().named(f"apart:{agency}")


def compared(agency: UUID, asker: UUID, numbers: Numbers, before: datetime) -> Comparison:
    """What the question has in common with the agency's list as it stood before a moment.

    Lines written after the question came take no part: nobody tries names out on a question that is there.
    Raises Invalid when the asker's secret is gone, or the list is longer than may be compared.
    """
    tokens = list(
        Token.of(agency)
        .filter(ended_at__isnull=True, made_at__lt=before)
        .select_related("term")
        .order_by("pk")
    )
    fresh = blinding.secret()
    asked = set(blinding.times(fresh, blinding.times(own_secret(agency), numbers.points)))
    mine = blinding.times(fresh, (bytes(token.blinded) for token in tokens))
    try:
        raised = keystore().multiply(asker, numbers.key, mine, most=MOST_TOKENS)
    except KeyGone as gone:
        raise Invalid(NUMBERS, _("Frågan har gått ut hos den som ställde den.")) from gone
    except TooManyPoints as many:
        raise Invalid(NUMBERS, _("Er lista är för lång för att jämföras med en fråga.")) from many
    cases: dict[UUID, list[str]] = {}
    for token, each in zip(tokens, raised, strict=True):
        if each in asked:
            cases.setdefault(token.case_id, []).append(token.term.what if token.term else Term.What.PERSON)
    return Comparison(cases, len(tokens), _waiting(agency, before))


def own_obstacle(case: CaseFile, terms: list[apart.Known], town: str) -> bool:
    """Whether another of the agency's own cases speaks against the town for this one."""
    points = apart.points(terms, town, comes=True)
    blinded = blinding.times(own_secret(case.agency_id), points)
    rows = Token.of(case.agency_id).filter(blinded__in=blinded, ended_at__isnull=True)
    return rows.exclude(case=case).exists()


def _waiting(agency: UUID, before: datetime) -> int:
    ready = Token.of(agency).filter(ended_at__isnull=True, made_at__lt=before, term__isnull=False)
    return Term.of(agency).filter(ended_at__isnull=True).exclude(pk__in=ready.values("term")).count()
