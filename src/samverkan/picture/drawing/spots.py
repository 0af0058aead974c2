"""Own incidents as points on their area, and the squares where more happened than chance spreads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverkan.picture.drawing.maps import LEGEND, MARGIN, TALLEST, framed, outlined
from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, written

WORDS = {
    "sv": ("händelse", "ruta med fler händelser än slumpen ger", "händelser i rutan"),
    "en": ("incident", "square with more incidents than chance gives", "incidents in the square"),
}


def spots(
    land: Sequence[Any], points: Sequence[Sequence[float]], squares: Sequence[Sequence[float]], *, metres: float,
    name: str, title: str, told: str, language: Language, width: float = 680, medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """land: shapes of the parts; points: (x, y); squares: (x, y, events, ...) by their middles; all in metres."""
    frame, height = framed(land, width)
    if medium == "print" and height + LEGEND > TALLEST:
        width = (width - 2 * MARGIN) * (TALLEST - LEGEND - 2 * MARGIN) / (height - 2 * MARGIN) + 2 * MARGIN
        frame, height = framed(land, width)
    drawing = Drawing(name, width, height + LEGEND, title, told, medium)
    for shape in land:
        drawing.add("path", "land", d=outlined(shape, frame))
    for x, y in points:
        px, py = frame(x, y)
        drawing.add("circle", "point", cx=px, cy=py, r=2.2)
    incident, square, inside = WORDS[language]
    side = max(metres * frame.scale, 6.0)
    for x, y, events, *_ in squares:
        px, py = frame(x, y)
        drawing.add("rect", "hot", title=f"{written(events, language)} {inside}", x=px - side / 2, y=py - side / 2,
                    width=side, height=side)  # fmt: skip
    drawing.add("circle", "point", cx=MARGIN + 5, cy=height + 16, r=4)
    drawing.text(MARGIN + 16, height + 20, incident, "soft", size=12)
    drawing.add("rect", "hot", x=MARGIN, y=height + 30, width=11, height=11)
    drawing.text(MARGIN + 16, height + 40, square, "soft", size=12)
    return drawing
