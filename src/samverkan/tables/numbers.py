"""A number in one cell of a Swedish statistics file, as it was really written: or hidden, missing, nonsense."""

from __future__ import annotations

import math
import re
from enum import Enum
from typing import NamedTuple

SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u2060"), " ")
HIDDEN = {"..", "…", "...", "*", "**", "x", "xx", "sekretess", "prickad", "röjd ej", "c", ":", "suppressed"}
MISSING = {"", ".", "-", "–", "—", "na", "n/a", "#n/a", "nan", "null", "none", "saknas", "uppgift saknas"}
ROUGHLY = re.compile(
    r"^(~|≈|ca\.?|c:a|cirka|circa|omkring|ungefär|approx\.?|about)\s*(?=[\d+−-])", re.IGNORECASE
)
BOUND = re.compile(
    r"^(<|>|≤|≥|<=|>=|färre än|mindre än|fler än|mer än|under|över|less than|more than)\s*\d", re.IGNORECASE
)
GROUPED = re.compile(r"^[+-]?\d{1,3}([ '’]\d{3})+(?=$|[.,])")
PLAIN = re.compile(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")
LONE_COMMA = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
LONE_POINT = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$")
MANY = re.compile(r"^[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?$|^[+-]?\d{1,3}(\.\d{3}){2,}(,\d+)?$")


class Kind(Enum):
    """What a cell turned out to be."""

    NUMBER = "number"
    MISSING = "missing"
    HIDDEN = "hidden"
    BOUND = "bound"
    AMBIGUOUS = "ambiguous"  # 1,234: thousands or decimals?
    NONSENSE = "nonsense"


class Note(Enum):
    """What had to be done to read a number."""

    COMMA = "decimal comma"
    THOUSANDS = "thousands separator"
    ROUGH = "approximate"
    PERCENT = "per cent sign"


class Cell(NamedTuple):
    """kind, the number (NaN unless kind is NUMBER), and what was done to read it."""

    kind: Kind
    value: float = math.nan
    notes: frozenset[Note] = frozenset()


def read_cell(raw: object, decimal: str | None = None) -> Cell:
    """Read a cell; `decimal` ("," or ".") settles 1,234, which otherwise is ambiguous."""
    if raw is None:
        return Cell(Kind.MISSING)
    if isinstance(raw, bool):
        return Cell(Kind.NONSENSE)
    if isinstance(raw, int | float):
        value = float(raw)
        return Cell(Kind.MISSING) if math.isnan(value) else _finite(value, frozenset())
    text = str(raw).translate(SPACES).strip()
    known = _not_a_number(text)
    if known is not None:
        return Cell(known)
    notes: set[Note] = set()
    rough = ROUGHLY.sub("", text)
    if rough != text:
        notes.add(Note.ROUGH)
    if rough.endswith("%"):
        rough = rough[:-1].strip()
        notes.add(Note.PERCENT)
    return _number(rough.replace("−", "-"), decimal, notes)


def decimal_mark(raw: object) -> str | None:
    """Which decimal mark this cell's own punctuation gives away: "," or ".", or None when it tells nothing."""
    if not isinstance(raw, str):
        return None
    cell, text = read_cell(raw), raw.translate(SPACES).strip()
    if cell.kind is not Kind.NUMBER:
        return None
    if Note.COMMA in cell.notes or (text.count(".") > 1 and "," not in text):
        return ","
    return "." if "," in text or ("." in text and not LONE_POINT.match(text)) else None


def _not_a_number(text: str) -> Kind | None:
    lower = text.casefold()
    if lower in HIDDEN:
        return Kind.HIDDEN
    if lower in MISSING:
        return Kind.MISSING
    return Kind.BOUND if BOUND.match(lower) else None


def _number(text: str, decimal: str | None, notes: set[Note]) -> Cell:
    if GROUPED.match(text):
        text = re.sub(r"(?<=\d)[ '’](?=\d{3})", "", text)
        notes.add(Note.THOUSANDS)
    if MANY.match(text) or ("," in text and "." in text):
        text = _strip_thousands(text, notes)
    elif LONE_COMMA.match(text):
        if decimal is None:
            return Cell(Kind.AMBIGUOUS)
        text = text.replace(",", "." if decimal == "," else "")
        notes.add(Note.COMMA if decimal == "," else Note.THOUSANDS)
    elif LONE_POINT.match(text) and decimal == ",":
        return Cell(Kind.AMBIGUOUS)
    elif text.count(",") == 1:
        text = text.replace(",", ".")
        notes.add(Note.COMMA)
    if not PLAIN.match(text):
        return Cell(Kind.NONSENSE)
    return _finite(float(text), frozenset(notes))


def _strip_thousands(text: str, notes: set[Note]) -> str:
    """The last kind of mark is the decimal one, unless it comes more than once."""
    last = max(text.rfind(","), text.rfind("."))
    mark = text[last]
    notes.add(Note.THOUSANDS)
    if text.count(mark) > 1:
        return text.replace(",", "").replace(".", "")
    other = "." if mark == "," else ","
    if mark == ",":
        notes.add(Note.COMMA)
    return text.replace(other, "").replace(mark, ".")


def _finite(value: float, notes: frozenset[Note]) -> Cell:
    return Cell(Kind.NUMBER, value, notes) if math.isfinite(value) else Cell(Kind.NONSENSE)
