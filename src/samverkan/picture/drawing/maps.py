"""Maps of areas: land in classes of one hue, each area's value written in it, a link where there is somewhere to go.

Drawn from the package's own borders in metres, without any tile or outside host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from samverkan.picture.drawing.scales import class_of
from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, written

Number = TypeVar("Number", float, NDArray[np.float64])
MARGIN, LEGEND = 8, 54
TALLEST = 480  # in print, so that the words on a tall map stay as large as on a broad one
NO_VALUE = {"sv": "ingen uppgift", "en": "no figure"}


@dataclass(frozen=True)
class Patch:
    """An area on the map: its border, its value (None: none), what is told of it, and where its link goes."""

    key: str
    name: str
    shape: Any
    value: float | None
    told: str
    url: str = ""


@dataclass(frozen=True)
class Frame:
    """From metres to the drawing: north up, one scale in both directions."""

    west: float
    north: float
    scale: float
    dx: float = MARGIN
    dy: float = MARGIN

    def __call__(self, x: Number, y: Number) -> tuple[Number, Number]:
        return (x - self.west) * self.scale + self.dx, (self.north - y) * self.scale + self.dy


def framed(shapes: Sequence[Any], width: float) -> tuple[Frame, float]:
    """The frame that fits the shapes into a width, and the height they then take."""
    west, south, east, north = shapely.total_bounds([each for each in shapes if not each.is_empty])
    scale = (width - 2 * MARGIN) / (east - west)
    return Frame(float(west), float(north), float(scale)), float((north - south) * scale + 2 * MARGIN)


def choropleth(
    patches: Sequence[Patch], bounds: Sequence[float], *, name: str, title: str, unit: str, language: Language,
    width: float = 680, decimals: int = 0, medium: Medium = "page", outline: Any = None, labels: bool = True,
) -> Drawing:  # fmt: skip
    """Areas in at most five classes. With `labels` each area's name and value are written on it where there is room."""
    frame, height = framed([patch.shape for patch in patches], width)
    if medium == "print" and height + LEGEND > TALLEST:
        width = (width - 2 * MARGIN) * (TALLEST - LEGEND - 2 * MARGIN) / (height - 2 * MARGIN) + 2 * MARGIN
        frame, height = framed([patch.shape for patch in patches], width)
    linked = any(patch.url for patch in patches) and medium == "page"
    drawing = Drawing(
        name, width, height + LEGEND, title, _description(patches, unit, language, decimals), medium, linked
    )
    for patch in patches:
        drawing.put([_patch(drawing, patch, bounds, frame, linked)])
    if outline is not None and not outline.is_empty:
        drawing.add("path", "outline", d=outlined(outline, frame))
    if labels:
        for patch in patches:
            _label(drawing, patch, bounds, frame, language, decimals)
    _legend(drawing, bounds, patches, unit, language, height, decimals)
    return drawing


def _patch(drawing: Drawing, patch: Patch, bounds: Sequence[float], frame: Frame, linked: bool) -> str:
    look = (
        "none" if patch.value is None else f"border step{_step(class_of(patch.value, bounds), len(bounds))}"
    )
    area = drawing.element("path", look, title=patch.told, d=outlined(patch.shape, frame))
    if not (linked and patch.url):
        return area
    return f'<a href="{escape(patch.url)}" aria-label="{escape(patch.told)}" class="d-link">{area}</a>'


def _step(found: int, classes: int) -> int:
    """Which of five tones a class gets: the whole range is used also with fewer classes."""
    return round(found * 4 / max(classes - 1, 1)) if classes > 1 else 2


def _label(
    drawing: Drawing, patch: Patch, bounds: Sequence[float], frame: Frame, language: Language, decimals: int
) -> None:  # fmt: skip
    biggest = max(shapely.get_parts(patch.shape), key=lambda part: part.area, default=None)
    if biggest is None or biggest.is_empty:
        return
    spot = shapely.maximum_inscribed_circle(biggest, tolerance=50)
    x, y = frame(*spot.coords[0])
    room = shapely.length(spot) * frame.scale  # radius
    if room < 11:
        return
    value = "" if patch.value is None else written(patch.value, language, decimals)
    short = _fits(patch.name, room)
    if short:
        drawing.text(x, y - 2, short, "halo", size=11.5, anchor="middle", aria_hidden="true")
        drawing.text(
            x, y + 12, value, "halo", size=12.5, anchor="middle", font_weight="600", aria_hidden="true"
        )
    else:
        drawing.text(x, y + 4, value, "halo", size=12, anchor="middle", font_weight="600", aria_hidden="true")


def _fits(name: str, room: float) -> str:
    """The name where it has room, else nothing: a cut name names another place."""
    return name if len(name) * 5.4 < 2.3 * room + 26 else ""


def _legend(
    drawing: Drawing, bounds: Sequence[float], patches: Sequence[Patch], unit: str, language: Language, top: float,
    decimals: int,
) -> None:  # fmt: skip
    known = [patch.value for patch in patches if patch.value is not None]
    drawing.text(MARGIN, top + 14, unit, "soft", size=12)
    x, words = float(MARGIN), class_words(bounds, min(known, default=0.0), language, decimals)
    each = min(92.0, (drawing.width - 2 * MARGIN) / max(len(bounds) + 1, 1))
    for n, held in enumerate(words):
        drawing.add("rect", f"step{_step(n, len(bounds))}", x=x, y=top + 20, width=each - 4, height=12)
        drawing.text(x, top + 46, held, "soft", size=11.5)
        x += each
    if any(patch.value is None for patch in patches):
        drawing.add("rect", "none", x=x, y=top + 20, width=each - 4, height=12)
        drawing.text(x, top + 46, NO_VALUE[language], "soft", size=11.5)


def class_words(bounds: Sequence[float], least: float, language: Language, decimals: int) -> list[str]:
    """What each class holds: whole numbers without overlap, others from bound to bound."""
    whole = decimals == 0 and all(float(bound).is_integer() for bound in (*bounds, least))
    found: list[str] = []
    low = least
    for bound in bounds:
        start = low if not found or not whole else low + 1
        one, other = written(start, language, decimals), written(bound, language, decimals)
        found.append(one if one == other else f"{one}–{other}")
        low = bound
    return found


def outlined(shape: Any, frame: Frame) -> str:
    """A shape as the data of a path."""
    return "".join(_ring(ring, frame) for ring in _rings(shape))


def _rings(shape: Any) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors


def _ring(ring: Any, frame: Frame) -> str:
    """Relative steps in tenths: half the bytes of absolute coordinates."""
    x, y = shapely.get_coordinates(ring)[:-1].T
    tenths = np.rint(10 * np.column_stack(frame(x, y))).astype(np.int64)
    moved = np.r_[True, (tenths[1:] != tenths[:-1]).any(axis=1)]
    (east, south), *steps = np.diff(tenths[moved], axis=0, prepend=0).tolist()
    lines = "".join([f"l{dx / 10:g} {dy / 10:g}" for dx, dy in steps])
    return f"M{east / 10:g} {south / 10:g}{lines}z"


def _description(patches: Sequence[Patch], unit: str, language: Language, decimals: int) -> str:
    told = sorted(
        (patch for patch in patches if patch.value is not None), key=lambda patch: -(patch.value or 0.0)
    )
    values = [f"{patch.name} {written(patch.value or 0.0, language, decimals)}" for patch in told[:12]]
    return f"{unit}: {', '.join(values)}."


def shapes_of(keys: Sequence[str], known: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The known shapes among some keys, in their order."""
    return [(key, known[key]) for key in keys if key in known]
