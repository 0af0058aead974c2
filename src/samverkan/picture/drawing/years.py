"""Yearly figures as small panels beside one another, each on its own scale from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.picture.drawing.scales import Scale, ticks
from samverkan.picture.drawing.svg import Drawing, Medium, path
from samverkan.picture.drawing.words import Language, written

PANEL, GAP, TOP, BOTTOM, LEFT = 150.0, 18.0, 24.0, 22.0, 44.0


@dataclass(frozen=True)
class Panel:
    """A label, and a value a year (None where there is none)."""

    label: str
    years: tuple[str, ...]
    values: tuple[float | None, ...]


def years_chart(
    panels: Sequence[Panel], *, name: str, title: str, unit: str, language: Language, width: float = 680,
    medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """Small multiples; the first and last year are named and the last value is written."""
    columns = 3 if width >= 600 else 1 if width < 360 else 2
    rows = -(-len(panels) // columns)
    each = (width - (columns - 1) * GAP) / columns
    drawing = Drawing(name, width, rows * PANEL, title, _description(panels, unit, language), medium)
    for n, panel in enumerate(panels):
        _panel(drawing, panel, (n % columns) * (each + GAP), (n // columns) * PANEL, each, language)
    return drawing


def _panel(drawing: Drawing, panel: Panel, x: float, y: float, width: float, language: Language) -> None:
    known = [(n, value) for n, value in enumerate(panel.values) if value is not None]
    drawing.text(x, y + 14, panel.label, "strong", size=13)
    if not known:
        return
    levels = ticks(max(value for _n, value in known), most=3)
    across = Scale(0, max(len(panel.values) - 1, 1), x + LEFT, x + width - 12)
    down = Scale(0, levels[-1], y + PANEL - BOTTOM, y + TOP + 8)
    for level in levels:
        drawing.add("line", "grid", x1=x + LEFT, x2=x + width, y1=down(level), y2=down(level))
        drawing.text(x + LEFT - 5, down(level) + 4, written(level, language), "soft", size=11, anchor="end")
    drawing.add("path", "line", title=panel.label, d=path((across(n), down(value)) for n, value in known))
    last, value = known[-1]
    drawing.add(
        "circle",
        "dot",
        title=f"{panel.years[last]}: {written(value, language)}",
        cx=across(last),
        cy=down(value),
        r=4,
    )
    first = known[0][0]
    drawing.text(across(first), y + PANEL - 7, panel.years[first], "soft", size=11)
    drawing.text(across(last), y + PANEL - 7, panel.years[last], "soft", size=11, anchor="end")


def _description(panels: Sequence[Panel], unit: str, language: Language) -> str:
    told = []
    for panel in panels:
        known = [
            (year, value) for year, value in zip(panel.years, panel.values, strict=True) if value is not None
        ]
        if known:
            (first, one), (last, other) = known[0], known[-1]
            told.append(
                f"{panel.label}: {written(one, language)} ({first}) → {written(other, language)} ({last})"
            )
    return f"{unit}. {'; '.join(told)}."
