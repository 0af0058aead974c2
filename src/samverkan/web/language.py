"""The reader's language, for texts that are told in Swedish and English beside one another."""

from typing import Any

from django.utils.translation import get_language

from samverkan.tables.problem import Language


def language() -> Language:
    """The page's: Swedish unless English was asked for."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def in_language(text: Any) -> str:
    """A text with the attributes `sv` and `en` (`tables.Text`, a refusal) in the page's language."""
    return str(getattr(text, language()))
