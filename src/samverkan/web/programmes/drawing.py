"""The lives of programmes drawn as lines on one time scale, for the register and for the council's reports.

Everything is placed in per cent of the width, so that the drawing fits any screen while its marks keep their size.
A trial is a thin hollow bar and what is permanent a thick filled one; what is to come is a dashed line. Every mark
has a shape of its own, and the same stands in words beneath: colour carries nothing alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.programmes.models import Milestone
from samverkan.programmes.reads.timeline import SPREAD, Line, Mark, Span, review_is_late
from samverkan.secrecy import clock
from samverkan.secrecy.models import Programme
from samverkan.web.present import Part
from samverkan.web.programmes.saying import milestone_words, state_words

Kind = Milestone.Kind
SHOWN = {
    Kind.RENAMED: "diamond",
    Kind.REVIEWED: "circle",
    Kind.VERSION: "square",
    Kind.ENDED: "end",
    Kind.KEPT: "circle",
    SPREAD: "triangle",
}
"""Which decisions are drawn and by which shape; the rest stand in the table only."""
AHEAD = 365
MOST_YEARS = 8
"""Years named on the scale; a longer one names every second, fifth or tenth."""


@dataclass(frozen=True)
class Scale:
    """From which day to which the drawing reaches."""

    first: date
    last: date

    def along(self, day: date) -> float:
        """How far along a day lies, in per cent, kept within the drawing."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return 100 * min(max(share, 0), 1)

    def at(self, day: date) -> str:
        """The same as SVG takes it, whatever the page's language does to a decimal point."""
        return f"{self.along(day):.2f}%"

    def between(self, since: date, until: date) -> str:
        """The length from one day to another, as SVG takes it."""
        return f"{self.along(until) - self.along(since):.2f}%"


def drawing(lines: list[Line]) -> Part | None:
    """The drawing of these lives, or nothing where there are none. The same facts stand in `rows[].events`."""
    if not lines:
        return None
    scale = _scale(lines)
    return {
        "years": _years(scale),
        "today": scale.at(clock.today()),
        "rows": [_row(line, scale) for line in lines],
        "legend": _legend(),
    }


def _scale(lines: list[Line]) -> Scale:
    today = clock.today()
    ends = [day for line in lines for day in (line.programme.ended_on, line.programme.review_on) if day]
    soon = today + timedelta(days=AHEAD)
    first = min(line.programme.started_on for line in lines)
    last = min(max([*ends, today + timedelta(days=90)]), max(soon, first + timedelta(days=AHEAD)))
    return Scale(first - timedelta(days=30), last + timedelta(days=30))


def _years(scale: Scale) -> list[Part]:
    years = [year for year in range(scale.first.year, scale.last.year + 1) if date(year, 1, 1) >= scale.first]
    step = next(step for step in (1, 2, 5, 10, 25, 100) if len(years) <= MOST_YEARS * step)
    return [{"x": scale.at(date(year, 1, 1)), "label": str(year)} for year in years if year % step == 0]


def _row(line: Line, scale: Scale) -> Part:
    row = line.programme
    marks = [_mark(each, scale) for each in line.marks if each.kind in SHOWN]
    if row.state != Programme.State.ENDED:
        late = review_is_late(row)
        said = _("Omprövning skulle ha gjorts %(day)s") if late else _("Omprövas senast %(day)s")
        shape = "late" if late else "review"
        marks.append({"x": scale.at(row.review_on), "shape": shape, "title": said % {"day": row.review_on}})
    return {
        "name": row.name, "url": reverse("programme", args=[row.pk]), "area": row.area,
        "earlier": [name for _day, name in line.names[:-1]], "state": state_words(row), "late": review_is_late(row),
        "review_on": row.review_on,
        "spans": [each for span in line.spans if (each := _span(span, scale)) is not None],
        "coming": _coming(row, scale),
        "marks": marks,
        "events": [(each.on, _said(each)) for each in line.marks],
    }  # fmt: skip


def _span(span: Span, scale: Scale) -> Part | None:
    """What has been; of what is still to come only the dashed line is drawn."""
    until = min(span.until or clock.today(), clock.today())
    if span.since >= until:
        return None
    return {"x": scale.at(span.since), "width": scale.between(span.since, until), "state": str(span.state)}


def _coming(row: Programme, scale: Scale) -> Part | None:
    """From today, or the start that is to come, until the announced end or the next review."""
    since, until = max(row.started_on, clock.today()), row.ended_on or row.review_on
    return {"x": scale.at(since), "to": scale.at(until)} if until > since else None


def _mark(each: Mark, scale: Scale) -> Part:
    return {"x": scale.at(each.on), "shape": SHOWN[each.kind], "title": f"{each.on}: {_said(each)}"}


def _said(each: Mark) -> str:
    if each.spread is not None:
        return _("Spreds till %(area)s: %(name)s") % {"area": each.spread.area, "name": each.spread.name}
    assert each.milestone is not None  # a mark is one or the other
    return milestone_words(each.milestone)


def _legend() -> list[tuple[str, str]]:
    return [
        ("pilot", _("försök")), ("permanent", _("permanent")), ("coming", _("beslutat framåt")),
        ("diamond", _("bytte namn")), ("circle", _("omprövades")), ("square", _("ny version av metoden")),
        ("triangle", _("spreds")), ("end", _("avslutades")), ("review", _("nästa omprövning")),
        ("late", _("sen omprövning")),
    ]  # fmt: skip
