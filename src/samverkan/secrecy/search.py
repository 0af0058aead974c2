"""Blind index: search on name, personal number and case number inside one's own compartment.

Tokens are keyed per agency, so equal names in two compartments look unlike, and a copy of the database
cannot be searched without the key store. Ordinance 2001:637 15 § lists the only terms allowed.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from samverkan.secrecy.binding import keystore, require
from samverkan.secrecy.models import SearchToken

TOKEN_BYTES = 16
NEIGHBOURS = str.maketrans({"ø": "ö", "æ": "ä", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "œ": "ö"})
SAME_SOUND = (
    (r"sch|skj|stj|sj", "s"), (r"qu|qv", "kv"), (r"ck|kk|q|c(?![eiyäö])", "k"), (r"c|z|ss", "s"), (r"th|tt|dt", "t"),
    (r"ph|ff|fv|f|w", "v"), (r"hj|lj|gj|dj|j", "j"), (r"x", "ks"), (r"é|è", "e"),
    (r"(.)\1", r"\1"), (r"[hy]", ""), (r"(?<!^)[aeiouåäö]+", ""),
)  # fmt: skip


def parts(name: str) -> list[str]:
    """The name's parts, normalised: lower case, composed letters, no marks but å ä ö; ø is ö, æ is ä."""
    folded = unicodedata.normalize("NFC", name).casefold().translate(NEIGHBOURS)
    kept = "".join(letter if letter in "åäö" else _plain(letter) for letter in folded)
    return [part for part in re.split(r"[^a-zåäö]+", kept) if part]


def sound(part: str) -> str:
    """A rough Swedish sound key: Karlsson, Carlson and Karlson are one."""
    for pattern, other in SAME_SOUND:
        part = re.sub(pattern, other, part)
    return part


def person_number(text: str) -> str:
    """Digits of a personal or coordination number, 12 if a century was given, else 10."""
    return re.sub(r"\D", "", text)


def terms(*, names: Iterable[str] = (), number: str = "", case_number: str = "") -> set[str]:
    """All index terms for a person: each name part, its sound, the number with and without century."""
    found = {f"n:{part}" for name in names for part in parts(name)}
    found |= {f"s:{sound(part)}" for name in names for part in parts(name)}
    if digits := person_number(number):
        found |= {f"p:{digits[-10:]}"} | ({f"p:{digits}"} if len(digits) == 12 else set())
    if case_number:
        found.add(f"c:{case_number.casefold().strip()}")
    return found


def token(agency: UUID, term: str) -> bytes:
    """The agency's keyed hash of a term: 16 bytes."""
    return hmac.digest(keystore().agency(agency).search, term.encode(), "sha256")[:TOKEN_BYTES]


def index(case: UUID, entry: UUID | None, wanted: set[str]) -> None:
    """Add a case's terms to the acting agency's index."""
    agency = require().actor.agency
    rows = [
        SearchToken(agency_id=agency, token=token(agency, term), case_id=case, entry_id=entry)
        for term in sorted(wanted)
    ]
    SearchToken.objects.bulk_create(rows)


def forget(*, entries: Any = None, case: Any = None) -> None:
    """Take terms out of the acting agency's index: those of weeded entries, or all of a file."""
    rows = SearchToken.of(require().actor.agency)
    (rows.filter(entry__in=entries) if case is None else rows.filter(case=case)).delete()


def find(text: str) -> set[UUID]:
    """The acting agency's cases that match every word, a whole personal number or a case number."""
    agency = require().actor.agency
    if re.fullmatch(r"[\d\s+-]{10,15}", text.strip()):
        return cases_with(agency, f"p:{person_number(text)}")
    if re.search(r"\d", text):
        return cases_with(agency, f"c:{text.casefold().strip()}")
    found = [cases_with(agency, f"n:{part}") | cases_with(agency, f"s:{sound(part)}") for part in parts(text)]
    return set.intersection(*found) if found else set()


def cases_with(agency: UUID, term: str) -> set[UUID]:
    rows = SearchToken.of(agency).filter(token=token(agency, term)).values_list("case_id", flat=True)
    return set(rows)


def _plain(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
