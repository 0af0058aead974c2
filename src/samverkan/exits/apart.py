"""From the keep-apart list to points: what is compared, at which town, seen from which side.

Somebody is about to come to a town where somebody else is. Two things can go wrong: the one who comes is a
person or of a group that the one who stays must avoid, or the other way round. So each term is marked by whom it
speaks of, the one who `comes` or the one who `stays`; what one side lists as avoided, the other lists as own.
Town, mark and term are hashed together: whoever compares learns that all three are equal, or nothing.
No Django here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from samverkan.exits import blinding

OWN, AVOID = "own", "avoid"
PERSON, GROUP = "person", "group"
COMES, STAYS = "comes", "stays"


@dataclass(frozen=True)
class Known:
    """One thing known of a case that can be compared. `term` is None for the leaver's own number."""

    term: UUID | None
    side: str
    what: str
    value: str


def group(name: str) -> str:
    """A group's name as it is compared: letters and digits alone, small, without marks but å, ä and ö."""
    folded = unicodedata.normalize("NFC", name).casefold()
    plain = (letter if letter in "åäö" else unicodedata.normalize("NFD", letter)[0] for letter in folded)
    return "".join(letter for letter in plain if letter.isalnum())


def person(number: str) -> str:
    """A personal number as it is compared: its last ten digits; nothing if there are not ten."""
    digits = re.sub(r"\D", "", number)
    return digits[-10:] if len(digits) in (10, 12) else ""


def known(terms: Iterable[tuple[UUID, str, str, dict[str, str]]], own_number: str) -> list[Known]:
    """What can be compared of a case's list (id, side, what, sealed fields) and of the leaver's own number.

    A person without a number cannot: names are too alike and too often spelt otherwise.
    """
    found = [Known(None, OWN, PERSON, person(own_number))]
    for key, side, what, fields in terms:
        of_group = what == GROUP
        value = group(fields.get("name", "")) if of_group else person(fields.get("number", ""))
        found.append(Known(key, side, what, value))
    return [each for each in found if each.value]


def points(found: Iterable[Known], town: str, *, comes: bool) -> list[bytes]:
    """The points of a case's terms at a town, for a leaver who comes there or who is there already."""
    return [blinding.point(_label(each, town, comes=comes)) for each in found]


def _label(each: Known, town: str, *, comes: bool) -> bytes:
    """An own term speaks of this leaver, an avoided one of the other."""
    mine = each.side == OWN
    whom = COMES if mine == comes else STAYS
    return "|".join((whom, town, each.what, each.value)).encode()
