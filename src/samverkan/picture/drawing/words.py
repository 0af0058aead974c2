"""Numbers as each language writes them."""

from __future__ import annotations

import math
from typing import Literal

from samverkan.tables.text import Text

Language = Literal["sv", "en"]
THIN = "\u00a0"


def say(text: Text, language: Language) -> str:
    """A text in one language."""
    return text.sv if language == "sv" else text.en


def written(value: float, language: Language, decimals: int = 0) -> str:
    """1 234,5 or 1,234.5."""
    if not math.isfinite(value):
        return "–"
    plain = f"{value:,.{decimals}f}"
    if plain.startswith("-") and not plain.strip("-0.,"):
        plain = plain[1:]  # −0 is 0
    if language == "en":
        return plain
    return plain.replace(",", THIN).replace(".", ",").replace("-", "−")


def signed(value: float, language: Language, decimals: int = 0) -> str:
    """+12 or −12."""
    text = written(value, language, decimals).replace("-", "−")
    return text if text[:1] == "−" or not text.strip("0.,") else f"+{text}"


def percent(value: float, language: Language, decimals: int = 0) -> str:
    """A change in per cent, with its sign."""
    if math.isinf(value):
        return "–"
    return (
        f"{signed(value, language, decimals)}{THIN}%"
        if language == "sv"
        else f"{signed(value, language, decimals)}%"
    )
