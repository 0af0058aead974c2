"""A pupil's plan on one page: goals, measures, reviews, and which review is due."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from samverkan.casework import rules
from samverkan.methods.asking import find_kind
from samverkan.pupils.reads import plan as reads
from samverkan.pupils.reads.plan import GOAL, MEASURE, REVIEW, Measure
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import Pupil, pupil_or_404


@page("plan.read", "läste en elevs plan", "read a pupil's plan")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """Goals, measures and reviews, own and received, with what is late in red words."""
    actor, pupil = acting(request), pupil_or_404(request, case, "plan")
    found = reads.plan(actor, pupil.case)
    return render(request, "pupils/plan.html", {
        **pupil.head,
        "goals": [_goal(pupil, each) for each in found.goals],
        "measures": [_measure(pupil, each) for each in found.measures],
        "reviews": [_review(pupil, each) for each in found.reviews],
        "next_on": found.next_on, "late": found.late,
        "new": [_new(request, pupil, kind) for kind in (GOAL, MEASURE, REVIEW)],
    })  # fmt: skip


def _goal(pupil: Pupil, each: OpenEntry) -> present.Part:
    return {
        **_common(pupil, each), "text": each["text"], "seen_by": each["seen_by"], "on": each.row.happened_on,
    }  # fmt: skip


def _measure(pupil: Pupil, each: Measure) -> present.Part:
    rows = dict(present.field_rows(pupil.method, MEASURE, {"what": each.entry["what"]}))
    return {
        **_common(pupil, each.entry), "what": next(iter(rows.values()), ""), "text": each.entry["text"],
        "who": each.entry["who"], "on": each.entry.row.happened_on, "review_on": each.review_on,
        "reviewed": each.reviewed, "late": each.late,
    }  # fmt: skip


def _review(pupil: Pupil, each: OpenEntry) -> present.Part:
    rows = dict(present.field_rows(pupil.method, REVIEW, {"reached": each["reached"]}))
    return {
        **_common(pupil, each), "reached": next(iter(rows.values()), ""), "text": each["text"],
        "on": each.row.happened_on, "next_on": each["next_on"],
    }  # fmt: skip


def _common(pupil: Pupil, each: OpenEntry) -> present.Part:
    giver = each.row.received.giver.name if each.row.received_id and each.row.received else ""
    return {"url": reverse("fact", args=[each.row.pk]), "giver": giver}


def _new(request: HttpRequest, pupil: Pupil, kind: str) -> present.Part:
    """The way to write one, empty for whoever may not."""
    held = find_kind(pupil.method, kind)
    may = pupil.case.closed_on is None and bool(rules.write(acting(request), case=pupil.case, kind=kind))
    url = reverse("fact_new", args=[pupil.case.pk, kind]) if held and may else ""
    return {"url": url, "label": present.words(held.label) if held else ""}


urlpatterns = [path("arenden/<uuid:case>/plan/", show, name="plan")]
