"""The year wheel: twelve months round, how much each usually has, and what the calendar brings."""

from __future__ import annotations

import math

from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, say
from samverkan.picture.making.spans import NAMES
from samverkan.picture.making.year_wheel import YearWheel
from samverkan.picture.measures.season import Season

INNER, OUTER, NAMES_AT, CALENDAR = 56.0, 140.0, 164.0, 186.0
MOST = 1.75  # times an average month, at the wheel's rim


def wheel(
    held: YearWheel, seasons: Season | None, *, name: str, title: str, language: Language, medium: Medium = "page",
    width: float = 640,
) -> Drawing:  # fmt: skip
    """A slice a month as it was seen, a stroke for its interval; a month that stands out beyond chance has a mark."""
    height = 430.0 if width >= 500 else 370.0
    drawing = Drawing(name, width, height, title, _description(held, seasons, language), medium)
    x, y = width / 2, height / 2
    for month in range(12):
        level = seasons.seen[month] if seasons else 1.0
        told = f"{NAMES[language][month]}: {_times(level, language)}"
        drawing.add("path", "border step2", title=told, d=_slice(x, y, INNER, _reach(level), month))
        if seasons:
            a, (low, high) = _angle(month + 0.5), (_reach(seasons.low[month]), _reach(seasons.high[month]))
            drawing.add(
                "line", "span", x1=x + low * math.cos(a), y1=y + low * math.sin(a), x2=x + high * math.cos(a),
                y2=y + high * math.sin(a),
            )  # fmt: skip
        _month(drawing, held, month, x, y, language)
    drawing.add("circle", "line-other", cx=x, cy=y, r=_reach(1.0))
    words = ("ett vanligt", "månadssnitt") if language == "sv" else ("an average", "month")
    drawing.text(x, y - 3, words[0], "soft", size=12, anchor="middle")
    drawing.text(x, y + 12, words[1], "soft", size=12, anchor="middle")
    return drawing


def _reach(level: float) -> float:
    """How far out a level lies: half an average month at the hub, so that differences show."""
    return INNER + (OUTER - INNER) * min(max((level - 0.5) / (MOST - 0.5), 0.03), 1.0)


def _month(drawing: Drawing, held: YearWheel, month: int, x: float, y: float, language: Language) -> None:
    middle = _angle(month + 0.5)
    at = (x + NAMES_AT * math.cos(middle), y + NAMES_AT * math.sin(middle) + 4)
    out = [each for each in held.recurring if month + 1 in each.more]
    drawing.text(*at, NAMES[language][month], "strong" if out else "text", size=13, anchor="middle")
    if out:
        drawing.add(
            "circle",
            "sure",
            cx=x + (OUTER + 4) * math.cos(middle),
            cy=y + (OUTER + 4) * math.sin(middle),
            r=4,
        )
    if drawing.width < 500:
        return  # the table has them
    events = [say(label, language) for label, months in held.calendar if month + 1 == months[0]]
    side = "start" if math.cos(middle) > 0.1 else "end" if math.cos(middle) < -0.1 else "middle"
    for n, event in enumerate(events):
        lift = 13 * n + (-4 if math.sin(middle) < 0 else 8)
        drawing.text(
            x + CALENDAR * math.cos(middle),
            y + CALENDAR * math.sin(middle) + lift,
            event,
            "soft",
            size=11.5,
            anchor=side,
        )


def _slice(x: float, y: float, inner: float, outer: float, month: int) -> str:
    start, end = _angle(month) + 0.012, _angle(month + 1) - 0.012
    points = [
        (x + r * math.cos(a), y + r * math.sin(a))
        for r, a in ((inner, start), (outer, start), (outer, end), (inner, end))
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    return (
        f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}A{outer:.1f} {outer:.1f} 0 0 1 {cx:.1f} {cy:.1f}"
        f"L{dx:.1f} {dy:.1f}A{inner:.1f} {inner:.1f} 0 0 0 {ax:.1f} {ay:.1f}z"
    )


def _angle(month: float) -> float:
    """January begins at the top; clockwise."""
    return math.tau * month / 12 - math.pi / 2


def _times(level: float, language: Language) -> str:
    text = f"{level:.2f}".replace(".", ",") if language == "sv" else f"{level:.2f}"
    return f"{text} gånger ett vanligt månadssnitt" if language == "sv" else f"{text} times an average month"


def _description(held: YearWheel, seasons: Season | None, language: Language) -> str:
    told = []
    if seasons:
        most, least = (pick(range(12), key=lambda n: seasons.seen[n]) for pick in (max, min))
        names, seen = NAMES[language], seasons.seen
        told.append(
            f"Flest i {names[most]} ({_times(seen[most], language)}), minst i {names[least]} "
            f"({_times(seen[least], language)})." if language == "sv"
            else f"Most in {names[most]} ({_times(seen[most], language)}), fewest in {names[least]} "
            f"({_times(seen[least], language)})."
        )  # fmt: skip
    for each in held.recurring:
        months = ", ".join(NAMES[language][month - 1] for month in each.more) or "–"
        told.append(
            f"{'Säkert fler' if language == 'sv' else 'Surely more'}: {say(each.label, language)}, {months}."
        )
    if not held.recurring:
        told.append(
            "Ingen månad har säkert fler eller färre än slumpen ger." if language == "sv"
            else "No month surely has more or fewer than chance gives."
        )  # fmt: skip
    return " ".join(told)
