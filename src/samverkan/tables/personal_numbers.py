"""Personal and coordination numbers as lists hold them, to twelve digits; each change is told."""

from __future__ import annotations

import re
from typing import NamedTuple

from personnummer import personnummer

from samverkan.tables.text import Text

CENTURY = Text("seklet fylldes i", "the century was filled in")
LOST_ZERO = Text(
    "inledande nollor som Excel tagit bort sattes tillbaka",
    "leading zeros that Excel took away were put back",
)
WRITTEN = re.compile(r"^\d{6,8}[-+]?\d{4}$")


class Number(NamedTuple):
    """Twelve digits, and what had to be done to read them."""

    digits: str
    note: Text | None = None


def read_number(raw: object) -> Number | None:
    """A valid number with the right check digit; None for anything else, so that nobody is ever guessed at."""
    text = _text(raw)
    note = None
    if text.isdigit() and len(text) in {7, 8, 9}:  # 000101-1234 as a number is 1011234
        text, note = text.zfill(10), LOST_ZERO
    if not WRITTEN.match(text):
        return None
    try:
        found = personnummer.Personnummer(text)
    except (personnummer.PersonnummerException, ValueError):
        return None
    digits = str(found.format(long_format=True))
    short = len(re.sub(r"\D", "", text)) == 10
    return Number(digits, note or (CENTURY if short else None))


def looks_like_one(text: str) -> bool:
    """Whether a text holds what may be a personal number: for lists that must name nobody."""
    return bool(re.search(r"(?<!\d)(?:19|20)?\d{2}[01]\d[0-9]\d[-+ ]?\d{4}(?!\d)", text))


def _text(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return re.sub(
        r"[\s\u00a0\u2010-\u2015−]",
        lambda m: "" if m[0].isspace() else "-",
        str(raw if raw is not None else ""),
    )
