"""A district beside those that are alike in living conditions."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.picture.making.data import Data
from samverkan.picture.making.notices_part import Line, lines_of
from samverkan.picture.making.spans import Span
from samverkan.picture.making.statistics_part import LIVING
from samverkan.picture.measures.alike import alike
from samverkan.picture.places.register import Place


@dataclass(frozen=True)
class AlikePart:
    """The districts alike, nearest first, with their groups of notices; the conditions that were compared."""

    districts: tuple[tuple[Place, tuple[Line, ...]], ...]
    conditions: tuple[str, ...]


def alike_part(data: Data, place: Place, span: Span) -> AlikePart | None:
    """None for a city, and where living conditions or notices were not read in."""
    if place.kind != "district" or data.version("population") is None or data.version("notices") is None:
        return None
    conditions: dict[str, dict[str, float]] = {}
    others = [each for each in data.register.of_kind("district", data.municipality) if each.until is None]
    for each in {one.id: one for one in (*others, place)}.values():
        held = data.figures("population", each.id)
        conditions[each.id] = {
            indicator: figure.number
            for (indicator, _year), figure in held.items()
            if indicator in LIVING and figure.number is not None
        }
    for later in data.register.successors(place.id):  # an area is not set beside the one it became part of
        conditions.pop(later.id, None)
    found = alike(place.id, conditions)
    lines = lines_of(data, found.areas, span)
    return AlikePart(tuple((data.register[each], lines[each]) for each in found.areas), found.conditions)
