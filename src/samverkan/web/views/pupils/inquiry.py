"""The school's investigation of absence, step by step as the law asks, with what is late in red words."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.casework.reads.clocks import running
from samverkan.pupils.reads import inquiry as reads
from samverkan.pupils.reads.inquiry import (
    ANSWER,
    BEGUN,
    MUNICIPALITY,
    OWNER,
    QUESTION,
    RESULT,
    SAME_DAY,
    TALK,
    TOLD,
    Inquiry,
)
from samverkan.pupils.reads.weeks import weeks_of
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.casefile.limits import limits
from samverkan.web.finding import acting
from samverkan.web.forms import build_form, errors_on, fields_of, posted
from samverkan.web.opening import require, show_form
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import Pupil, pupil_or_404

SOURCES = {
    QUESTION: "skollagen 7 kap. 19 a §", ANSWER: "skollagen 7 kap. 19 a §", BEGUN: "skollagen 7 kap. 19 a §",
    OWNER: "skollagen 7 kap. 19 a § tredje stycket", MUNICIPALITY: "skollagen 7 kap. 22 § andra stycket",
    RESULT: "skollagen 7 kap. 19 a §",
}  # fmt: skip


@page("inquiry.read", "läste en utredning om frånvaro", "read an investigation of absence")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """What is done and when, whom the law wants heard, and the days the guardian was to be told."""
    actor, pupil = acting(request), pupil_or_404(request, case, "inquiry")
    weeks = weeks_of(actor, pupil.case) if actor.reads(pupil.case.programme_id, "absence_week") else []
    found = reads.inquiry(actor, pupil.case, weeks)
    return render(request, "pupils/inquiry.html", {
        **pupil.head,
        "asks": _question(pupil, found), "steps": [
            _step(request, pupil, kind, found) for kind in SOURCES if found.asked or kind not in (QUESTION, ANSWER)
        ],
        "heard": _heard(request, pupil, found), "begun": found.begun is not None,
        "limits": limits(actor, running(actor, [pupil.case]).get(pupil.case.pk, [])),
        "untold": [_day(request, pupil, place, each) for place, each in enumerate(found.untold)],
        "same_day": SAME_DAY,
        "may_answer": _may(request, pupil, ANSWER), "answer_url": _new(pupil, ANSWER),
    })  # fmt: skip


@page(
    "inquiry.told_form",
    "öppnade formuläret för information till vårdnadshavare",
    "opened the form for telling",
)
def told(request: HttpRequest, case: UUID) -> HttpResponse:
    """When the guardian was told of a day, picked by its place in the table: no day stands in an address."""
    actor, pupil = acting(request), pupil_or_404(request, case, "inquiry")
    require(rules.write(actor, case=pupil.case, kind=TOLD), "entry.add")
    kind = pupil.method.kind(TOLD)
    form = build_form(pupil.method, kind)(posted(request), initial=_nth_day(request, pupil))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.add(by=actor, case=pupil.case, kind=TOLD, fields=fields_of(form, kind))
            messages.success(request, _("Sparat."))
            return redirect("inquiry", pupil.case.pk)
    return show_form(request, "facts/new.html", form, case=pupil.case, kind=present.words(kind.label),
                     note=present.words(kind.note), disclosable=kind.disclosable)  # fmt: skip


def _nth_day(request: HttpRequest, pupil: Pupil) -> dict[str, Any]:
    actor, place = acting(request), request.GET.get("rad", "")
    reads_weeks = actor.reads(pupil.case.programme_id, "absence_week")
    days = reads.inquiry(actor, pupil.case, weeks_of(actor, pupil.case)).untold if reads_weeks else ()
    if not place.isdecimal() or int(place) >= len(days):
        return {}
    day = days[int(place)].day
    return {"absence_on": day, "told_on": day}


def _question(pupil: Pupil, found: Inquiry) -> present.Part | None:
    asked = found.asks
    if asked is None:
        return None
    return {"text": asked["text"], "worked": asked["worked"], "on": asked.row.happened_on}


def _step(request: HttpRequest, pupil: Pupil, kind: str, found: Inquiry) -> present.Part:
    entry, needless = found.steps[kind], kind == MUNICIPALITY and found.at_home
    held = next((each for each in pupil.method.kinds if each.id == kind), None)
    label = present.words(held.label) if held else kind
    done = entry.row.happened_on or localdate(entry.row.made_at) if entry is not None else None
    return {
        "label": label, "source": SOURCES[kind], "done": done,
        "fields": present.field_rows(pupil.method, kind, entry.fields or {}) if entry is not None else [],
        "url": reverse("fact", args=[entry.row.pk]) if entry is not None else "",
        "new": _new(pupil, kind) if kind != QUESTION and not needless and _may(request, pupil, kind) else "",
        "needless": _("Behövs inte: hemkommunen är huvudman.") if needless and entry is None else "",
        "act": _("Skriv en ny") if done else _("Gör nu"),
    }  # fmt: skip


def _heard(request: HttpRequest, pupil: Pupil, found: Inquiry) -> list[present.Part]:
    called = {"pupil": _("Eleven"), "guardian": _("Vårdnadshavare"), "health": _("Elevhälsan")}
    return [
        {
            "who": called[who], "missing": who in found.not_heard,
            "talks": [
                {"on": each.row.happened_on, "text": each["text"], "url": reverse("fact", args=[each.row.pk])}
                for each in reversed(found.talks[who])
            ],
            "new": f"{_new(pupil, TALK)}?with={who}" if _may(request, pupil, TALK) else "",
        }
        for who in reads.WITH
    ]  # fmt: skip


def _day(request: HttpRequest, pupil: Pupil, place: int, each: reads.Untold) -> present.Part:
    told = reverse("guardian_told", args=[pupil.case.pk])
    return {
        "day": each.day, "minutes": each.minutes, "told": each.told, "reason": each.reason, "late": each.late,
        "after": each.told is not None and each.told > each.day,
        "new": f"{told}?rad={place}" if each.told is None and _may(request, pupil, TOLD) else "",
    }  # fmt: skip


def _may(request: HttpRequest, pupil: Pupil, kind: str) -> bool:
    held = next((each for each in pupil.method.kinds if each.id == kind), None)
    writes = held is not None and acting(request).may(str(held.capability), pupil.case.programme_id)
    return writes and pupil.case.closed_on is None


def _new(pupil: Pupil, kind: str) -> str:
    return reverse("fact_new", args=[pupil.case.pk, kind])


urlpatterns = [
    path("arenden/<uuid:case>/utredning/", show, name="inquiry"),
    path("arenden/<uuid:case>/utredning/informerad/", told, name="guardian_told"),
]
