"""How names and headings are compared: without regard to capitals, spaces, punctuation or lost dots."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_BARE = str.maketrans("åäöéèüæø", "aaoeeuao")


def fold(text: str) -> str:
    """`Antal_brott (st)` and `antal brott` come together."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold().replace("\ufeff", "")
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", plain)
    return " ".join(re.sub(r"[^\w%]+|_", " ", plain).split())


def bare(text: str) -> str:
    """Folded, and without dots and rings: what an old system makes of `År`."""
    return fold(text).translate(_BARE)


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word that is most like the wanted one; None when none is."""
    by_fold = {fold(each): each for each in known}
    found = difflib.get_close_matches(fold(wanted), by_fold, n=1, cutoff=0.7)
    return by_fold[found[0]] if found else None


def listed(words: Iterable[str], most: int = 8) -> str:
    """`a, b, c` and how many more there are."""
    every = list(words)
    tail = f" … (+{len(every) - most})" if len(every) > most else ""
    return ", ".join(every[:most]) + tail
