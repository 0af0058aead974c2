"""SVG put together from elements that say what they are (`line`, `band`, `axis`), not how they look.

On the page a look is a class that the style sheet knows, in light and dark. In print it is attributes. Every text
is escaped; every drawing has a title and a description for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Medium = Literal["page", "print"]
FACE = "Source Sans 3"

INK, SOFT, LINE, BRAND, SPARK, PAPER = "#17212b", "#4b5662", "#d8d7d0", "#1c4e80", "#c77f00", "#ffffff"
# Light to dark in one hue, so that the order is seen also without colour (checked for contrast of neighbours).
STEPS = ("#e6eef6", "#b9d0e6", "#7fa9cf", "#3d7ab0", "#134a80")
LOOKS: dict[str, dict[str, str]] = {
    "text": {"fill": INK}, "soft": {"fill": SOFT}, "strong": {"fill": INK, "font-weight": "600"},
    "axis": {"stroke": "#76828d", "stroke-width": "1"}, "grid": {"stroke": LINE, "stroke-width": "1"},
    "line": {"stroke": BRAND, "stroke-width": "2.5", "fill": "none", "stroke-linejoin": "round"},
    "line-other": {"stroke": "#76828d", "stroke-width": "1.5", "fill": "none", "stroke-dasharray": "5 3"},
    "band": {"fill": "#dce8f3"}, "bar": {"fill": "#7fa9cf"}, "bar-out": {"fill": SPARK},
    "dot": {"fill": BRAND}, "dot-other": {"fill": PAPER, "stroke": "#76828d", "stroke-width": "1.3"},
    "span": {"stroke": BRAND, "stroke-width": "2.5"}, "span-soft": {"stroke": "#76828d", "stroke-width": "1.5"},
    "sure": {"fill": SPARK, "stroke": INK, "stroke-width": "0.8"},
    "unsure": {"fill": PAPER, "stroke": SOFT, "stroke-width": "1.5"},
    "water": {"fill": "#dfe7ec"}, "border": {"stroke": PAPER, "stroke-width": "1.2"},
    "outline": {"fill": "none", "stroke": INK, "stroke-width": "1.6"},
    "none": {"fill": "#f1f0ec", "stroke": "#b8b6ad", "stroke-width": "0.8"},
    "halo": {"fill": INK, "stroke": PAPER, "stroke-width": "3", "paint-order": "stroke", "stroke-linejoin": "round"},
    "hot": {"fill": SPARK, "fill-opacity": "0.75", "stroke": "#6b4400", "stroke-width": "0.8"},
    "point": {"fill": BRAND, "fill-opacity": "0.35"},
    "here": {"fill": "#3d7ab0", "stroke": INK, "stroke-width": "1"},
    "land": {"fill": "#f4f3ef", "stroke": "#b8b6ad", "stroke-width": "0.7"},
    **{f"step{n}": {"fill": colour} for n, colour in enumerate(STEPS)},
}  # fmt: skip


def number(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass
class Drawing:
    """One drawing in the making. `name` is unique on its page; it ties the title and description to the drawing."""

    name: str
    width: float
    height: float
    title: str
    description: str
    medium: Medium = "page"
    interactive: bool = False  # has links in it, so it is a group and no single image
    _parts: list[str] = field(default_factory=list)

    def add(
        self, tag: str, look: str = "", content: str = "", *, title: str = "", **attributes: object
    ) -> None:
        """An element; `title` is what a pointer that rests on it is told."""
        self._parts.append(self._element(tag, look, content, title, attributes))

    def element(
        self, tag: str, look: str = "", content: str = "", *, title: str = "", **attributes: object
    ) -> str:  # fmt: skip
        """An element as text, to be put inside another."""
        return self._element(tag, look, content, title, attributes)

    def _element(
        self, tag: str, look: str, content: str, title: str, attributes: Mapping[str, object]
    ) -> str:
        held = "".join(
            f' {name.replace("_", "-")}="{escape(_value(value))}"' for name, value in attributes.items()
        )
        inside = (f"<title>{escape(title)}</title>" if title else "") + content
        opening = f"<{tag}{self.look(look)}{held}"
        return f"{opening}>{inside}</{tag}>" if inside else f"{opening}/>"

    def look(self, look: str) -> str:
        """A look as a class or as attributes."""
        if not look:
            return ""
        if self.medium == "page":
            return f' class="{" ".join("d-" + each for each in look.split())}"'
        held: dict[str, str] = {}
        for each in look.split():
            held |= LOOKS.get(each, {})
        return "".join(f' {name}="{value}"' for name, value in held.items())

    def text(
        self, x: float, y: float, words: str, look: str = "text", *, size: float = 12, anchor: str = "start",
        **attributes: object,
    ) -> None:  # fmt: skip
        """Words at a place; y is the line they stand on."""
        held = {"x": x, "y": y, "font_size": size, "text_anchor": anchor, **attributes}
        self._parts.append(self._element("text", look, escape(words), "", held))

    def put(self, parts: Iterable[str]) -> None:
        """Elements already made."""
        self._parts.extend(parts)

    def __str__(self) -> str:
        inside, width, height = "".join(self._parts), number(self.width), number(self.height)
        box = f'viewBox="0 0 {width} {height}"'
        if self.medium == "print":
            plain = f'xmlns="http://www.w3.org/2000/svg" {box} width="{width}" height="{height}"'
            return f'<svg {plain} font-family="{FACE}">{inside}</svg>'
        ids = f'aria-labelledby="{self.name}-t" aria-describedby="{self.name}-d"'
        role = "group" if self.interactive else "img"
        told = f'<title id="{self.name}-t">{escape(self.title)}</title>'
        told += f'<desc id="{self.name}-d">{escape(self.description)}</desc>'
        return f'<svg class="drawing" {box} role="{role}" {ids} focusable="false">{told}{inside}</svg>'


def path(points: Iterable[tuple[float, float]], *, close: bool = False) -> str:
    """A path through points."""
    steps = [f"{number(x)} {number(y)}" for x, y in points]
    return "M" + "L".join(steps) + ("z" if close else "") if steps else ""


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def styles() -> Mapping[str, dict[str, str]]:
    """Every look there is: the style sheet's test holds the page's classes to them."""
    return LOOKS
