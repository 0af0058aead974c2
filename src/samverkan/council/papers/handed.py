"""A programme's figures beneath the measure that it is: suppressed when they were published, and still so."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from samverkan.council.models import HandedFigures, Measure
from samverkan.council.papers.shapes import panel, table

Handed = Mapping[UUID, HandedFigures]
NONE: Handed = {}
HIDDEN = "visas inte"
NOTE = (
    "Utgivna av verksamhetens ägare, som har lämnat dem till planen. Små tal, och det de kan räknas ut ur, visas inte. "
    "Siffrorna visar vad som gjordes, inte om det hade effekt."
)


def figures_of(each: Measure, handed: Handed) -> list[dict[str, Any]]:
    """A panel with the newest figures; one that says there are none where the owner has handed none."""
    if each.programme is None:
        return []
    title = f"Siffror från {each.programme.name}"
    row = handed.get(each.programme.pk)
    if row is None:
        return [panel(title, "Verksamhetens ägare har inte lämnat några siffror till planen än.")]
    lines = [
        (held["label"], HIDDEN if held["value"] is None else str(held["value"]), held["definition"])
        for held in row.counts.values()
    ]
    shown = table(f"{title}, {row.month:%Y-%m}", ("Mått", "Antal", "Vad som räknas"), lines, numeric=(1,))
    return [panel(title, table=shown, notes=(NOTE,), source=f"Källa: {row.agency.name}, {row.month:%Y-%m}.")]
