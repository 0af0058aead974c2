"""What stands under the lock: the municipality, how to find the person there, and which provider, if any."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.exits.towns import towns
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.seal import Fields

LONGEST = 2000  # signs
WORDS = ("address", "reach", "provider", "text")


def checked(given: Mapping[str, Any]) -> Fields:
    """`town` (a municipality's code), `address`, `since`, and what else is known. Raises Invalid naming the field."""
    if str(given.get("town", "")) not in towns():
        raise Invalid("town", _("Välj en kommun."))
    words = {name: str(given.get(name) or "").strip() for name in WORDS}
    if not words["address"]:
        raise Invalid("address", _("Skriv var personen är."))
    for name, text in words.items():
        if len(text) > LONGEST:
            raise Invalid(name, _("Texten är för lång: högst %(most)s tecken.") % {"most": LONGEST})
    try:
        since = date.fromisoformat(str(given.get("since", ""))).isoformat()
    except ValueError as bad:
        raise Invalid("since", _("Skriv datumet så här: 2026-11-22.")) from bad
    found = {"town": str(given["town"]), "since": since, **words}
    return {name: text for name, text in found.items() if text}
