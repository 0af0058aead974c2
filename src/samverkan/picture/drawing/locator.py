"""Where in the city an area lies: the city's districts in pale, the area itself filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from samverkan.picture.drawing.maps import MARGIN, Frame, framed, outlined
from samverkan.picture.drawing.svg import Drawing, Medium

LETTER = 4.6  # how wide a letter is, roughly


def locator(
    districts: Sequence[tuple[str, Any]], own: str, *, name: str, title: str, description: str,
    width: float = 312, medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """districts: names and borders. `own`: the name of the one filled in; none for the city itself."""
    frame, height = framed([shape for _, shape in districts], width)
    drawing = Drawing(name, width, height + MARGIN, title, description, medium)
    for called, shape in sorted(districts, key=lambda each: each[0] == own):
        drawing.add("path", "here" if called == own else "land", d=outlined(shape, frame))
    for called, shape in districts:
        _named(drawing, called, shape, called == own, frame)
    return drawing


def _named(drawing: Drawing, called: str, shape: Any, own: bool, frame: Frame) -> None:
    biggest = max(shapely.get_parts(shape), key=lambda part: part.area, default=None)
    if biggest is None or biggest.is_empty:
        return
    spot = shapely.maximum_inscribed_circle(biggest, tolerance=50)
    room = shapely.length(spot) * frame.scale
    if own or len(called) * LETTER < 2 * room + 14:
        x, y = frame(*spot.coords[0])
        look, size = ("halo", 13.0) if own else ("soft", 9.5)
        drawing.text(x, y + 4, called, look, size=size, anchor="middle", aria_hidden="true")
