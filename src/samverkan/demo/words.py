"""What the command line says, in Swedish or English, from the product's own catalogue.

Django's translations need every app loaded; a start should not wait for that to say what it is doing.
"""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
_chosen: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str | None = None) -> str:
    """Choose the language, by default the terminal's: English for `en...`, else Swedish. Returns its code."""
    wanted = language or next(
        (value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(key))), "sv"
    )
    code = "en" if wanted.lower().startswith("en") else "sv"
    global _chosen  # noqa: PLW0603 - one terminal, one language
    _chosen = gettext.translation("django", LOCALE, [code], fallback=True)
    return code


def say(text: str) -> str:
    """The text in the chosen language; Swedish is its own key."""
    return _chosen.gettext(text)
