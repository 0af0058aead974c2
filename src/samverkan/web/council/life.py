"""The lives of initiatives drawn over the terms of the elected council: numbered marks, read out beneath in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samverkan.council.models import LifeEvent
from samverkan.council.reads.lives import Event, Life, Span, Term
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import Language, written
from samverkan.web.language import language
from samverkan.web.present import Part
from samverkan.web.programmes.saying import milestone_words

Known = LifeEvent.Known
NEAR = 20.0  # units: marks closer than this stand on another level


def drawn(life: Life, terms: list[Term], today: date, width: float) -> Drawing:
    """One life. Bands are terms with who governed; a trial is a thin hollow bar, what is permanent a thick one."""
    first = min([each.on for each in life.events] + [today])
    first = date(first.year - 1, 1, 1)
    scale = (first, today, width)
    name = f"life-{life.initiative.pk.hex[:8]}-{int(width)}"
    drawing = Drawing(name, width, 150.0, life.initiative.name, told(life))
    for n, term in enumerate(each for each in terms if each.until is None or each.until > first):
        _term(drawing, term, scale, n % 2 == 0)
    for span in life.spans:
        _span(drawing, span, scale)
    drawing.add("line", "axis", x1=0.0, x2=width, y1=112.0, y2=112.0)
    step = 1 if width > 600 else 4
    for year in range(first.year, today.year + 1):
        x = _x(date(year, 1, 1), scale)
        drawing.add("line", "axis", x1=x, x2=x, y1=112.0, y2=117.0)
        if year % step == 0 and x < width - 20:
            drawing.text(x + 2, 130, str(year), "soft", size=11)
    _marks(drawing, life, scale)
    return drawing


def _term(drawing: Drawing, term: Term, scale: tuple[date, date, float], filled: bool) -> None:
    start, end = _x(term.since, scale), _x(term.until or scale[1], scale)
    if end <= start:
        return
    if filled:
        drawing.add("rect", "land", x=start, y=0.0, width=end - start, height=112.0)
    if term.majority and end - start > 9 * len(term.majority) * 0.62:
        drawing.text(start + 4, 14, term.majority, "soft", size=11)


def _span(drawing: Drawing, span: Span, scale: tuple[date, date, float]) -> None:
    start, end = _x(span.since, scale), _x(span.until or scale[1], scale)
    height, look = (16.0, "bar") if span.permanent else (8.0, "dot-other")
    drawing.add("rect", look, x=start, y=96 - height, width=max(end - start, 2.0), height=height)


def _marks(drawing: Drawing, life: Life, scale: tuple[date, date, float]) -> None:
    held: list[float] = [-99.0, -99.0, -99.0]
    for number, each in enumerate(life.events, 1):
        x = min(max(_x(each.on, scale), 9.0), scale[2] - 9)
        level = next((n for n, last in enumerate(held) if x - last >= NEAR), 0)
        held[level] = x
        y = 68.0 - level * 20
        drawing.add("line", "axis", x1=x, x2=x, y1=y + 9, y2=92.0)
        drawing.add("circle", "unsure", title=words(each), cx=x, cy=y, r=9.0)
        drawing.text(x, y + 4, str(number), "strong", size=11, anchor="middle")


def _x(day: date, scale: tuple[date, date, float]) -> float:
    first, last, width = scale
    share = (day - first).days / max((last - first).days, 1)
    return width * min(max(share, 0.0), 1.0)


def told(life: Life) -> str:
    """The same in words."""
    return ". ".join(f"{n}: {when(each)} {words(each)}" for n, each in enumerate(life.events, 1)) + "."


def when(each: Event) -> str:
    """As well dated as it is known."""
    if each.row is not None and each.row.known == Known.YEAR:
        return str(each.on.year)
    if each.row is not None and each.row.known == Known.MONTH:
        return f"{each.on:%Y-%m}"
    return each.on.isoformat()


def words(each: Event) -> str:
    """What happened, in one breath."""
    if each.milestone is not None:
        return milestone_words(each.milestone)
    assert each.row is not None  # an event is one or the other
    return f"{each.row.get_kind_display()}: {each.row.text}"


def part(life: Life, terms: list[Term], today: date) -> Part:
    """A life for a page: two drawings, and its events in words."""
    return {
        "pk": life.initiative.pk, "name": life.initiative.name, "about": life.initiative.about,
        "wide": drawn(life, terms, today, 900.0) if life.events else None,
        "narrow": drawn(life, terms, today, 340.0) if life.events else None,
        "events": [_event(each, terms, language()) for each in life.events],
    }  # fmt: skip


def _event(each: Event, terms: list[Term], tongue: Language) -> Part:
    row: Any = each.row
    term = next(
        (one for one in terms if one.since <= each.on and (one.until is None or each.on < one.until)), None
    )
    amount = f"{written(row.amount, tongue)} kr" if row is not None and row.amount is not None else ""
    source = row.source if row is not None else _("Beslut %(number)s.") % {"number": each.milestone.decision}  # type: ignore[union-attr]
    only_year = row is not None and row.known == Known.YEAR
    changed = only_year and any(
        one.since.year == each.on.year for one in terms
    )  # then it may have been either
    return {
        "when": when(each), "words": words(each), "amount": amount, "source": source, "row": row,
        "majority": _majority(term) if term and not changed else "",
    }  # fmt: skip


def _majority(term: Term) -> str:
    return _("%(parties)s (ska granskas)") % {"parties": term.majority} if term.unreviewed else term.majority
