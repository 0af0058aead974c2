"""One value among others on a line: a place beside the districts and the city, a city beside all municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.picture.drawing.scales import Scale
from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, written

ROW, TOP = 46, 8


@dataclass(frozen=True)
class DotRow:
    """own value; others as (name, value); middle: what it is compared with; quartiles instead of many others."""

    label: str
    own: float | None
    others: tuple[tuple[str, float], ...] = ()
    middle: float | None = None
    middle_name: str = ""
    quartiles: tuple[float, float, float] | None = None
    unit: str = ""
    decimals: int = 0


def dots(
    rows: Sequence[DotRow], *, name: str, title: str, own_name: str, language: Language, width: float = 680,
    medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """A row a figure, each on its own scale: the own value a filled mark with its number, the others hollow."""
    narrow = width < 500
    left, right = (12, 12) if narrow else (235, 70)
    step = ROW + (14 if narrow else 0)
    drawing = Drawing(
        name, width, TOP + step * len(rows), title, _description(rows, own_name, language), medium
    )
    for n, row in enumerate(rows):
        y = TOP + step * n + (34 if narrow else 20)
        if narrow:
            drawing.text(12, y - 18, row.label, "text", size=13)
        else:
            drawing.text(left - 14, y + 4, row.label, "text", size=13, anchor="end")
        _row(drawing, row, y, left, width - right, own_name, language)
    return drawing


def _row(
    drawing: Drawing, row: DotRow, y: float, left: float, right: float, own_name: str, language: Language
) -> None:  # fmt: skip
    values = [value for _name, value in row.others] + [
        each for each in (row.own, row.middle) if each is not None
    ]
    values += list(row.quartiles or ())
    if not values:
        return
    low, high = min(values), max(values)
    pad = (high - low) * 0.08 or 1.0
    across = Scale(low - pad, high + pad, left, right)
    drawing.add("line", "grid", x1=left, x2=right, y1=y, y2=y)
    if row.quartiles:
        first, middle, third = (across(each) for each in row.quartiles)
        drawing.add("rect", "band", x=first, y=y - 7, width=max(third - first, 1), height=14)
        drawing.add("line", "axis", x1=middle, x2=middle, y1=y - 9, y2=y + 9)
    for name, value in row.others:
        told = f"{name}: {written(value, language, row.decimals)} {row.unit}"
        drawing.add("circle", "dot-other", title=told, cx=across(value), cy=y, r=4.5)
    if row.middle is not None:
        told = f"{row.middle_name}: {written(row.middle, language, row.decimals)} {row.unit}"
        drawing.add(
            "line", "axis", title=told, x1=across(row.middle), x2=across(row.middle), y1=y - 10, y2=y + 10
        )
    if row.own is not None:
        told = f"{own_name}: {written(row.own, language, row.decimals)} {row.unit}"
        drawing.add("circle", "dot", title=told, cx=across(row.own), cy=y, r=7)
        unit = row.unit if len(row.unit) < 4 else ""
        label = f"{written(row.own, language, row.decimals)} {unit}".strip()
        drawing.text(across(row.own), y + 23, label, "strong", size=12.5, anchor="middle")


def _description(rows: Sequence[DotRow], own_name: str, language: Language) -> str:
    told = []
    for row in rows:
        own = "–" if row.own is None else written(row.own, language, row.decimals)
        other = (
            ""
            if row.middle is None
            else f" ({row.middle_name} {written(row.middle, language, row.decimals)})"
        )
        if row.quartiles:
            low, _middle, high = (written(each, language, row.decimals) for each in row.quartiles)
            other = f" ({low}–{high})"
        told.append(f"{row.label}: {own}{other}")
    return f"{own_name}. {'; '.join(told)}."
