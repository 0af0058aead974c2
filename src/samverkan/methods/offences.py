"""Slips of the pen about offences, in texts that may hold none."""

import re
from functools import cache
from pathlib import Path

import yaml

LIST = Path(__file__).parent / "offence_words.yaml"


def offence_in(text: str) -> str:
    """The first word in the text that speaks of an offence, as it stands there; empty when there is none."""
    found = _pattern().search(text)
    return found.group(0) if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    listed = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    let = "".join(rf"(?!{re.escape(word)})" for word in listed["let"])
    words = "|".join(re.escape(word) for word in listed["words"])
    return re.compile(rf"\b{let}(?:{words})\w*", re.IGNORECASE)
