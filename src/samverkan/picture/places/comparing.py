"""An old area's figure is never silently set beside a new one's: same area, an exact sum of parts, or a refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from samverkan.picture.places.register import Place, Register
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text


class Basis(Enum):
    """On which border a figure stands."""

    OWN = "own"  # the area existed all the time the figure is about
    RECOUNTED = (
        "recounted"  # counted from smaller parts on the area's border, though it did not exist (all) then
    )
    SUM = "sum"  # the sum of the older areas that were put together to it


@dataclass(frozen=True)
class Standing:
    """A basis, and what a reader must be told about it; the words are empty for OWN."""

    basis: Basis
    said: Text


def standing(register: Register, place: Place, first: dt.date, last: dt.date) -> Standing:
    """On which border a count from smaller parts stands for a place during a time."""
    if place.existed_throughout(first, last):
        return Standing(Basis.OWN, Text("", ""))
    if place.until is not None and last > place.until:
        later = " och ".join(each.name for each in register.successors(place.id))
        later_en = " and ".join(each.name for each in register.successors(place.id))
        return Standing(
            Basis.RECOUNTED,
            Text(
                f"{place.name} upphörde {place.until.isoformat()} och ingår i {later}. Siffrorna är räknade på den "
                "gamla gränsen även efteråt.",
                f"{place.name} ended on {place.until.isoformat()} and is part of {later_en}. The figures are counted "
                "on the old border afterwards too.",
            ),
        )
    older = register.predecessors(place.id)
    names, names_en = " och ".join(each.name for each in older), " and ".join(each.name for each in older)
    return Standing(
        Basis.RECOUNTED,
        Text(
            f"{place.name} finns sedan {place.since} ({names} slogs ihop). Siffrorna före det är räknade på "
            "dagens gräns.",
            f"{place.name} exists since {place.since} ({names_en} were merged). Figures before that are counted on "
            "today's border.",
        ),
    )


def comparable(register: Register, older: Sequence[Place], newer: Place) -> Standing:
    """Whether figures of some areas may be set beside one of another: the same, or its exact parts summed.

    Raises Refusal, saying what would be needed, for anything else.
    """
    if [each.id for each in older] == [newer.id]:
        return Standing(Basis.OWN, Text("", ""))
    if {each.id for each in older} == {each.id for each in register.predecessors(newer.id)}:
        sv, en = " + ".join(each.name for each in older), " + ".join(each.name for each in older)
        return Standing(Basis.SUM, Text(f"{sv} före {newer.since}", f"{en} before {newer.since}"))
    names, parts = ", ".join(each.name for each in older), register.predecessors(newer.id)
    needed = " + ".join(each.name for each in parts)
    remedy = (
        (f" Det som går att jämföra är summan {needed}.", f" The sum {needed} is what can be compared.")
        if parts
        else ("", "")
    )
    raise Refusal(
        f"{names} och {newer.name} är inte samma område.{remedy[0]}",
        f"{names} and {newer.name} are not the same area.{remedy[1]}",
    )
