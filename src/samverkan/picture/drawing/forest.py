"""Many changes under one another: each a mark with its interval on a scale of ratios, 1 being no change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samverkan.picture.drawing.scales import Scale
from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, percent
from samverkan.picture.measures.change import Change, Verdict

ROW, TOP, BOTTOM = 27, 26, 24
LOW, HIGH = 1 / 4, 4.0
TICKS = (0.25, 0.5, 1.0, 2.0, 4.0)
SAID = {
    "sv": {
        Verdict.UP: "ökat, mer än slumpen", Verdict.DOWN: "minskat, mer än slumpen",
        Verdict.PERHAPS: "kanske mer än slumpen", Verdict.UNCLEAR: "kan vara slump", Verdict.FEW: "för få för att säga",
    },
    "en": {
        Verdict.UP: "up, more than chance", Verdict.DOWN: "down, more than chance",
        Verdict.PERHAPS: "perhaps more than chance", Verdict.UNCLEAR: "may be chance", Verdict.FEW: "too few to tell",
    },
}  # fmt: skip
HEAD = {
    "sv": {0.25: "en fjärdedel", 0.5: "hälften", 1.0: "oförändrat", 2.0: "dubbelt", 4.0: "fyrdubbelt"},
    "en": {0.25: "a quarter", 0.5: "half", 1.0: "unchanged", 2.0: "double", 4.0: "fourfold"},
}


@dataclass(frozen=True)
class Row:
    """One change and what it is of."""

    label: str
    change: Change


def forest(
    rows: Sequence[Row],
    *,
    name: str,
    title: str,
    language: Language,
    width: float = 680,
    medium: Medium = "page",
) -> Drawing:
    """A row a change. Verdicts are told by shape and words: filled where sure, hollow where it may be chance."""
    narrow = width < 500
    left = 8 if narrow else 210
    right = 12 if narrow else 190
    height = TOP + BOTTOM + ROW * len(rows) * (2 if narrow else 1)
    across = Scale(LOW, HIGH, left + 6, width - right, log=True)
    drawing = Drawing(name, width, height, title, _description(rows, language), medium)
    for tick in TICKS:
        look = "axis" if tick == 1 else "grid"
        drawing.add("line", look, x1=across(tick), x2=across(tick), y1=TOP - 6, y2=height - BOTTOM + 4)
        if not narrow or tick in {0.25, 1.0, 4.0}:
            anchor = "start" if narrow and tick == LOW else "end" if narrow and tick == HIGH else "middle"
            drawing.text(across(tick), TOP - 11, HEAD[language][tick], "soft", size=12, anchor=anchor)
    for n, row in enumerate(rows):
        y = TOP + ROW * (n + 0.5) * (2 if narrow else 1) + (ROW * 0.4 if narrow else 0)
        _row(drawing, row, y, across, language, width, narrow)
    return drawing


def _row(
    drawing: Drawing, row: Row, y: float, across: Scale, language: Language, width: float, narrow: bool
) -> None:  # fmt: skip
    change = row.change
    said = f"{change.before} → {change.now} ({percent(change.percent, language)})"
    told = f"{row.label}: {said}, {SAID[language][change.verdict]}"
    if narrow:
        drawing.text(8, y - 12, row.label, "strong", size=13)
        drawing.text(width - 8, y - 12, said, "soft", size=12, anchor="end")
    else:
        drawing.text(200, y + 4, row.label, "text", size=13, anchor="end")
        drawing.text(width - 182, y + 4, said, "soft", size=12)
    if change.verdict is Verdict.FEW:
        drawing.text(across(1), y + 4, SAID[language][change.verdict], "soft", size=12, anchor="middle")
        return
    low, high = (across(across.inside(each)) for each in (change.low, change.high))
    sure = change.verdict in {Verdict.UP, Verdict.DOWN}
    drawing.add("line", "span" if sure else "span-soft", title=told, x1=low, x2=high, y1=y, y2=y)
    middle = across(across.inside(change.ratio if change.ratio > 0 else LOW))
    _mark(drawing, middle, y, change.verdict, told)


def _mark(drawing: Drawing, x: float, y: float, verdict: Verdict, told: str) -> None:
    if verdict is Verdict.UP:
        drawing.add("path", "sure", title=told, d=f"M{x:.1f} {y - 7:.1f}l7 12h-14z")
    elif verdict is Verdict.DOWN:
        drawing.add("path", "sure", title=told, d=f"M{x:.1f} {y + 7:.1f}l7 -12h-14z")
    elif verdict is Verdict.PERHAPS:
        drawing.add("path", "sure", title=told, d=f"M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z")
    else:
        drawing.add("circle", "unsure", title=told, cx=x, cy=y, r=5)


def _description(rows: Sequence[Row], language: Language) -> str:
    parts = []
    for row in rows:
        low, high = (
            f"{each:.1f}" if math.isfinite(each) else "–" for each in (row.change.low, row.change.high)
        )
        low, high = (each.replace(".", ",") if language == "sv" else each for each in (low, high))
        if row.change.verdict is Verdict.FEW:
            parts.append(
                f"{row.label}: {row.change.before} → {row.change.now}, {SAID[language][Verdict.FEW]}"
            )
        else:
            said = SAID[language][row.change.verdict]
            parts.append(f"{row.label}: {row.change.before} → {row.change.now}, {low}–{high}, {said}")
    return ". ".join(parts) + "."
