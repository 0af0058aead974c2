"""One pupil's attendance: before, during and after the team's work, beside the same weeks last year; and its flow."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverkan.casework.reads import inbox
from samverkan.casework.reads.consents import standing_decisions, standing_views
from samverkan.methods.asking import find_kind
from samverkan.pupils.absence import compare, picture
from samverkan.pupils.absence.compare import AFTER, BEFORE, DURING, Stretch
from samverkan.pupils.absence.share import Share, over
from samverkan.pupils.absence.week import KIND, Week
from samverkan.pupils.actions.receiving import receive_flows
from samverkan.pupils.reads import arriving, process
from samverkan.pupils.reads.weeks import asked_of, weeks_of
from samverkan.secrecy import clock
from samverkan.secrecy.models import StandingDecision
from samverkan.secrecy.paging import page
from samverkan.tables.writing import csv_bytes, excel_bytes
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.language import in_language
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import Pupil, pupil_or_404, week_words

FILES: dict[str, tuple[Callable[..., bytes], str]] = {
    "csv": (csv_bytes, "text/csv; charset=utf-8"),
    "xlsx": (excel_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
LATEST = 4  # school weeks in the first figure


@page("attendance.read", "läste en elevs närvaro", "read a pupil's attendance")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """The drawing, the table behind it, and how it comes here; or take in what waits, by POST."""
    actor = acting(request)
    asked, came = asked_of(actor, case), inbox.waiting.later(actor)
    steps, told = process.steps.later(actor, case), process.told.later(actor, case)
    decided = standing_decisions.later(actor, case)
    pupil = pupil_or_404(request, case, "attendance")
    if request.method == "POST":
        taken = receive_flows(by=actor, flows=arriving.flows(actor, pupil.case))
        messages.success(
            request, ngettext("%(n)s kopia togs emot.", "%(n)s kopior togs emot.", taken) % {"n": taken}
        )
        return redirect("attendance", pupil.case.pk)
    weeks, today = weeks_of(actor, pupil.case, asked), clock.today()
    shares = picture.shares_of(weeks)
    begun, ended = process.span(pupil.case, steps.rows)
    stretches = compare.stretches(weeks, begun, ended, today)
    drawn = {
        key: picture.draw(shares, stretches, today, narrow=key == "narrow") for key in ("wide", "narrow")
    }
    words = {bar.monday: _bar_words(bar) for bar in (drawn["wide"].bars if drawn["wide"] else ())}
    drawings = [_drawing(found, key, words) for key, found in drawn.items() if found]
    called = [stretch_name(each.name) for each in stretches]
    latest = [each for each in weeks if each.total("scheduled") and each.monday <= today][-LATEST:]
    return render(request, "pupils/attendance.html", {
        **pupil.head,
        "drawings": drawings,
        "latest": _share(over(latest)), "weeks": len(latest),
        "stretches": [_stretch(each) for each in stretches],
        "rows": [_row(each, shares[each.monday]) for each in reversed(weeks)],
        "process": [
            {"label": _kind_label(pupil, each.kind), "counts": list(zip(called, each.counts, strict=True))}
            for each in process.counts(told.rows, stretches)
        ],
        "newest": weeks[-1].monday if weeks else None, "may_propose": actor.may("propose", pupil.case.programme_id),
        "assumed": any(each.assumed for each in weeks), "begun": begun, "ended": ended,
        "waiting": sum(len(flow.deliveries) for flow in arriving.flows(actor, pupil.case, came)),
        "flows": _flows(decided.rows, pupil), "owned": process.owns(actor, pupil.case),
    })  # fmt: skip


@page("attendance.export", "hämtade en elevs närvaro som fil", "fetched a pupil's attendance as a file")
def export(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    """The same weeks as a file, asked anew of the rules as it is fetched; every entry in it is in the trail."""
    pupil = pupil_or_404(request, case, "attendance")
    if kind not in FILES:
        raise Http404
    weeks = weeks_of(acting(request), pupil.case)
    head = [
        _("Vecka"), _("Måndag"), _("Schemalagd tid, minuter"), _("Giltig frånvaro"), _("Ogiltig frånvaro"),
        _("Närvaro, procent"),
    ]  # fmt: skip
    minutes = ("scheduled", "valid", "invalid")
    rows = [
        [each.name, each.monday, *map(each.total, minutes), over([each]).attendance] for each in weeks
    ]  # fmt: skip
    write, content_type = FILES[kind]
    response = HttpResponse(write(head, rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="narvaro-{pupil.case.number}.{kind}"'
    return response


def stretch_name(name: str) -> str:
    """Before, during or after, in words."""
    return {BEFORE: _("Före stödet"), DURING: _("Under stödet"), AFTER: _("Efter stödet")}[name]


def _short_name(name: str) -> str:
    """For a telephone's drawing, where eight weeks are forty points wide."""
    return {BEFORE: _("Före"), DURING: _("Under"), AFTER: _("Efter")}[name]


def _stretch(each: Stretch) -> present.Part:
    return {
        "name": stretch_name(each.name), "first": each.first, "last": each.last, "weeks": len(each.weeks),
        **_share(each.share), "then": _share(each.last_year),
    }  # fmt: skip


def _share(share: Share) -> present.Part:
    return {
        "attendance": share.attendance, "absence": share.absence, "invalid": share.invalid_absence,
        "formula": in_language(share.formula), "days": share.days,
    }  # fmt: skip


def _row(each: Week, share: Share) -> present.Part:
    return {
        "week": week_words(each.monday), "monday": each.monday, "scheduled": each.total("scheduled"),
        "valid": each.total("valid"), "invalid": each.total("invalid"), "attendance": share.attendance,
        "assumed": each.assumed,
    }  # fmt: skip


def _drawing(drawn: picture.Picture, key: str, words: dict[date, tuple[str, str]]) -> dict[str, Any]:
    """One shape of the drawing, for pupils/drawing.html; the style sheet shows the one that fits the screen."""
    named = _short_name if key == "narrow" else stretch_name
    return {
        "key": key, "drawing": drawn, "bands": [(band, named(band.name)) for band in drawn.bands],
        "bars": [(bar, *words[bar.monday]) for bar in drawn.bars],
        "levels": [(percent, drawn.level(percent)) for percent in (0, 50, 100)],
    }  # fmt: skip


def _bar_words(bar: picture.Bar) -> tuple[str, str]:
    """What a bar says, for whoever points at it, and the name of its week beneath it."""
    share = bar.share
    said = _("%(week)s: närvaro %(present)s %%, giltig frånvaro %(valid)s min, ogiltig %(invalid)s min") % {
        "week": week_words(bar.monday), "present": share.attendance, "valid": share.valid, "invalid": share.invalid,
    }  # fmt: skip
    return said, week_words(bar.monday, year=False)


def _kind_label(pupil: Pupil, kind: str) -> str:
    found = find_kind(pupil.method, kind)
    return present.words(found.label) if found else kind


def _flows(decided: Iterable[StandingDecision], pupil: Pupil) -> Sequence[dict[str, Any]]:
    """Standing decisions about attendance in this case: to whom it goes, until when, and whether it does."""
    return [
        {
            "receiver": each.decision.receiver.name,
            "until": each.decision.until,
            "live": each.live,
            "status": each.status,
        }
        for each in standing_views(pupil.case, decided)
        if KIND in each.decision.kinds
    ]


urlpatterns = [
    path("arenden/<uuid:case>/narvaro/", show, name="attendance"),
    path("arenden/<uuid:case>/narvaro/fil.<str:kind>", export, name="attendance_export"),
]
