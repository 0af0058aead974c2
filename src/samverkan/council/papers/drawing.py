"""The measures of a plan drawn in time: from the plan's day to each one's date, with the verdict where there is one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from samverkan.council.models import ActionPlan, Measure, Outcome
from samverkan.council.papers import words
from samverkan.picture.drawing.svg import Drawing
from samverkan.secrecy import clock

WIDTH, LEFT, RIGHT, ROW, TOP = 640.0, 14.0, 150.0, 46.0, 34.0
LONGEST = 74  # letters of a measure's name on its line


def plan_lines(
    plan: ActionPlan, measures: Sequence[Measure], outcomes: Mapping[UUID, Outcome] | None = None
) -> Drawing:
    """One line a measure. Without verdicts its end is a date; with them, a word and a shape."""
    start = plan.decided_on or clock.day_of(plan.made_at)
    last = max([each.due for each in measures] + [start + timedelta(days=180)])
    drawing = Drawing(
        "plan",
        WIDTH,
        TOP + ROW * len(measures) + 8,
        "Åtgärderna i tid",
        _told(start, measures, outcomes),
        "print",
    )
    span = max((last - start).days, 1)

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * max((day - start).days, 0) / span

    for year in range(start.year, last.year + 1):
        if start <= date(year, 1, 1) <= last:
            at = x(date(year, 1, 1))
            drawing.add("line", "grid", x1=at, x2=at, y1=20.0, y2=drawing.height)
            drawing.text(at, 14, str(year), "soft", size=11, anchor="middle")
    for n, each in enumerate(measures):
        _line(drawing, each, (outcomes or {}).get(each.pk), TOP + ROW * n, (x(start), x(each.due)))
    return drawing


def _line(drawing: Drawing, each: Measure, held: Outcome | None, y: float, ends: tuple[float, float]) -> None:
    first, last = ends
    name = each.title if len(each.title) <= LONGEST else each.title[: LONGEST - 1] + "…"
    drawing.text(LEFT, y + 10, name, "strong", size=12)
    drawing.add("rect", "bar", x=first, y=y + 18, width=max(last - first, 2.0), height=8.0)
    if held is None:
        drawing.add("circle", "dot", cx=last, cy=y + 22, r=5.0)
        drawing.text(last + 10, y + 26, words.day(each.due), "soft", size=11)
        return
    verdict = Outcome.Verdict(held.verdict)
    _shape(drawing, verdict, last, y + 22)
    drawing.text(last + 12, y + 26, words.VERDICT[verdict][2:], "text", size=12)


def _shape(drawing: Drawing, verdict: Outcome.Verdict, x: float, y: float) -> None:
    """A triangle goes on, a diamond changes, a square stops."""
    points = {
        Outcome.Verdict.CONTINUE: ((-6, -7), (8, 0), (-6, 7)),
        Outcome.Verdict.CHANGE: ((-7, 0), (0, -7), (7, 0), (0, 7)),
        Outcome.Verdict.STOP: ((-6, -6), (6, -6), (6, 6), (-6, 6)),
    }[verdict]
    drawing.add("polygon", "sure", points=" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in points))


def _told(start: date, measures: Sequence[Measure], outcomes: Mapping[UUID, Outcome] | None) -> str:
    """The same in words."""
    parts = []
    for each in measures:
        held = (outcomes or {}).get(each.pk)
        end = f"; {words.VERDICT[Outcome.Verdict(held.verdict)][2:].lower()}" if held else ""
        parts.append(f"{each.title}: klar {each.due}{end}")
    return f"Från {start}. " + ". ".join(parts) + "."
