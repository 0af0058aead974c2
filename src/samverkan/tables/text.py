"""What a report or an estimator says, in Swedish and English, numbers written as each language writes them."""

from __future__ import annotations

import string
from typing import Any, NamedTuple


class Text(NamedTuple):
    """One message in both languages."""

    sv: str
    en: str


class _Swedish(string.Formatter):
    """Decimal comma and a true minus sign."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written = str(super().format_field(value, format_spec))
        if isinstance(value, float):
            written = written.replace(",", " ").replace(".", ",").replace("-", "−")
        return written if not isinstance(value, int) else written.replace("-", "−")


def say(sv: str, en: str, **facts: float | int | str) -> Text:
    """Both templates filled with the same facts: `say("{n:.1f} brott", "{n:.1f} crimes", n=3.5)`."""
    return Text(_Swedish().format(sv, **facts), en.format(**facts))


def join(texts: list[Text]) -> Text:
    """Several sentences after one another."""
    return Text(" ".join(text.sv for text in texts), " ".join(text.en for text in texts))
