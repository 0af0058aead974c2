"""Months as bars, their usual span as a band, and the mean of twelve months as a line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from samverkan.picture.drawing.scales import Scale, ticks
from samverkan.picture.drawing.svg import Drawing, Medium, path
from samverkan.picture.drawing.words import Language, written
from samverkan.picture.making.spans import Span
from samverkan.picture.making.spans import said as month_said
from samverkan.picture.measures.season import Expected

LEFT, RIGHT, TOP, BOTTOM = 38, 8, 14, 34
WORDS = {
    "sv": ("{n} {month}", "väntat {low}–{high}", "medel av tolv månader", "det väntade", "per månad"),
    "en": (
        "{n} in {month}",
        "expected {low}-{high}",
        "mean of twelve months",
        "what was expected",
        "a month",
    ),
}


def months_chart(
    counts: Sequence[int], span: Span, usual: Expected, rolling: Sequence[float], *, name: str, title: str,
    language: Language, width: float = 680, height: float = 240, medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """Bars a month; those outside the expected band stand out by shape (a mark above) and colour."""
    most = max([*counts, *(each for each in usual.high if math.isfinite(each)), 1])
    levels = ticks(float(most))
    down = Scale(0, levels[-1], height - BOTTOM, TOP)
    step = (width - LEFT - RIGHT) / max(span.months, 1)
    drawing = Drawing(name, width, height, title, _description(counts, span, language), medium)
    for level in levels:
        drawing.add("line", "grid", x1=LEFT, x2=width - RIGHT, y1=down(level), y2=down(level))
        drawing.text(LEFT - 6, down(level) + 4, written(level, language), "soft", size=12, anchor="end")
    _band(drawing, usual, step, down)
    for n, count in enumerate(counts):
        _bar(drawing, n, count, span, usual, step, down, language)
    _line(drawing, rolling, step, down)
    drawing.add("line", "axis", x1=LEFT, x2=width - RIGHT, y1=down(0), y2=down(0))
    _years(drawing, span, step, height)
    _legend(drawing, language, width)
    return drawing


def _band(drawing: Drawing, usual: Expected, step: float, down: Scale) -> None:
    known = [n for n, value in enumerate(usual.low) if math.isfinite(value)]
    if len(known) < 2:
        return
    upper = [(LEFT + (n + 0.5) * step, down(down.inside(float(usual.high[n])))) for n in known]
    lower = [(LEFT + (n + 0.5) * step, down(float(usual.low[n]))) for n in reversed(known)]
    drawing.add("path", "band", d=path([*upper, *lower], close=True))


def _bar(
    drawing: Drawing,
    n: int,
    count: int,
    span: Span,
    usual: Expected,
    step: float,
    down: Scale,
    language: Language,
) -> None:
    words, expected, *_rest = WORDS[language]
    told = words.format(n=written(count, language), month=month_said(span.first + n, language))
    out = False
    if math.isfinite(usual.low[n]):
        low, high = (written(float(each[n]), language) for each in (usual.low, usual.high))
        told += f", {expected.format(low=low, high=high)}"
        out = not usual.low[n] <= count <= usual.high[n]
    x = LEFT + n * step + step * 0.16
    drawing.add("rect", "bar-out" if out else "bar", title=told, x=x, y=down(count), width=step * 0.68,
                height=max(down(0) - down(count), 0.8))  # fmt: skip
    if out:
        drawing.add("circle", "sure", cx=x + step * 0.34, cy=down(count) - 6, r=3)


def _line(drawing: Drawing, rolling: Sequence[float], step: float, down: Scale) -> None:
    points = [
        (LEFT + (n + 0.5) * step, down(value)) for n, value in enumerate(rolling) if math.isfinite(value)
    ]
    if points:
        drawing.add("path", "line", d=path(points))


def _years(drawing: Drawing, span: Span, step: float, height: float) -> None:
    for n in range(span.months):
        year, month = divmod(span.first + n, 12)
        x = LEFT + n * step
        if month == 0 or n == 0:
            drawing.add("line", "axis", x1=x, x2=x, y1=height - BOTTOM, y2=height - BOTTOM + 5)
        room = (12 - month) * step
        if (month == 0 or n == 0) and room >= 30:
            drawing.text(x + 3, height - BOTTOM + 16, str(year), "soft", size=12)


def _legend(drawing: Drawing, language: Language, width: float) -> None:
    _words, _expected, mean, usual, _per = WORDS[language]
    y = drawing.height - 4
    drawing.add("line", "line", x1=LEFT, x2=LEFT + 18, y1=y - 4, y2=y - 4)
    drawing.text(LEFT + 23, y, mean, "soft", size=12)
    x = LEFT + 23 + len(mean) * 6.1 + 16
    drawing.add("rect", "band", x=x, y=y - 10, width=18, height=10)
    drawing.text(x + 23, y, usual, "soft", size=12)


def _description(counts: Sequence[int], span: Span, language: Language) -> str:
    last = sum(counts[-12:])
    before = sum(counts[-24:-12])
    if language == "sv":
        return f"Antal per månad {span.said.sv}. De senaste tolv månaderna {last}, de tolv före det {before}."
    return f"Number a month {span.said.en}. The last twelve months {last}, the twelve before {before}."
