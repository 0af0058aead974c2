"""Weekday by hour as a table of tones; every cell says its number."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, written

DAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ROW, TOP, LEFT, BOTTOM = 24, 4, 70, 40


def heat(
    hours: Sequence[Sequence[int]], *, name: str, title: str, unit: str, language: Language, width: float = 680,
    medium: Medium = "page",
) -> Drawing:  # fmt: skip
    """hours: 7 rows of 24, Monday first. Five tones by share of the largest cell; white is none at all."""
    left = 34 if width < 500 else LEFT
    step = (width - left - 4) / 24
    height = TOP + 7 * ROW + BOTTOM
    most = max((n for row in hours for n in row), default=0) or 1
    drawing = Drawing(name, width, height, title, _description(hours, unit, language), medium)
    for day, row in enumerate(hours):
        label = DAYS[language][day]
        drawing.text(
            left - 6, TOP + day * ROW + 16, label[:3] if left < LEFT else label, "soft", size=12, anchor="end"
        )
        for hour, n in enumerate(row):
            look = "none" if n == 0 else f"step{min(4, int(5 * n / most - 1e-9))}"
            told = f"{label} {hour:02d}–{(hour + 1) % 24:02d}: {written(n, language)} {unit}"
            drawing.add("rect", look, title=told, x=left + hour * step + 0.5, y=TOP + day * ROW + 0.5, width=step - 1,
                        height=ROW - 1)  # fmt: skip
    for hour in range(0, 24, 6 if left < LEFT else 3):
        drawing.text(left + hour * step, TOP + 7 * ROW + 15, f"{hour:02d}", "soft", size=12)
    _legend(drawing, most, left, unit, language)
    return drawing


def _legend(drawing: Drawing, most: int, left: float, unit: str, language: Language) -> None:
    y = TOP + 7 * ROW + 24
    drawing.add("rect", "none", x=left, y=y, width=16, height=11)
    drawing.text(left + 20, y + 10, "0", "soft", size=12)
    for n in range(5):
        drawing.add("rect", f"step{n}", x=left + 36 + n * 18, y=y, width=17, height=11)
    drawing.text(left + 36 + 5 * 18 + 4, y + 10, f"1–{written(most, language)} {unit}", "soft", size=12)


def _description(hours: Sequence[Sequence[int]], unit: str, language: Language) -> str:
    total = sum(map(sum, hours))
    if not total:
        return f"0 {unit}."
    blocks = [
        (day, start, sum(hours[day][start : start + 6])) for day in range(7) for start in (0, 6, 12, 18)
    ]
    top = sorted(blocks, key=lambda each: -each[2])[:3]
    told = [f"{DAYS[language][day]} {start:02d}–{start + 6:02d}: {n}" for day, start, n in top]
    lead = "Flest" if language == "sv" else "Most"
    return f"{written(total, language)} {unit}. {lead}: {'; '.join(told)}."
