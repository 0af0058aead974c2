"""A placement question that has come from another municipality: compared once, and answered by a human."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.casework.reads.clocks import Running
from samverkan.exits import actions, rules
from samverkan.exits.comparing import Comparison
from samverkan.exits.reads.questions import (
    ANSWER,
    METHOD,
    days_since,
    received_question,
    reply_of,
    unanswered_in,
)
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import openable
from samverkan.web import present
from samverkan.web.casefile.limits import brief
from samverkan.web.exits.forms import AnswerForm
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import errors_on, posted
from samverkan.web.opening import show_form

WHAT = {"person": gettext_lazy("en person"), "group": gettext_lazy("en grupp")}


@page("question.read", "läste en placeringsfråga", "read a placement question")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """What was asked, what one's own list says, and the answer. The program answers nothing by itself."""
    file = _file(request, case)
    actor = acting(request)
    found = reply_of(file)
    form = (
        AnswerForm(posted(request))
        if found and rules.answer(actor, file=file) and not _answered(file)
        else None
    )
    if form is not None and form.is_bound and form.is_valid():
        with errors_on(form):
            going = actions.answer(by=actor, file=file, **form.cleaned_data)
            messages.success(request, _("Svaret är skrivet. Det går när en beslutsfattare har beslutat det."))
            return redirect("disclosure", going.pk)
    if form is None and request.method == "POST":
        raise Http404
    question = received_question(file)
    context = {
        "case": file, "question": _question(question) if question else None, "answered": _answered(file),
        "limit": _limit(unanswered_in(file)),
        "compared": _compared(actor, found[1]) if found else None,
        "compared_at": found[0].compared_at if found else None,
        "may_compare": question is not None and found is None and bool(rules.compare(actor, file=file)),
    }  # fmt: skip
    if form is None:
        return show_form(request, "exits/question.html", AnswerForm(), **context, hidden=True)
    return show_form(request, "exits/question.html", form, **context)


@require_POST
@page(
    "question.compare_form",
    "skickade en placeringsfråga till jämförelse",
    "sent a placement question to comparison",
)
def compare(request: HttpRequest, case: UUID) -> HttpResponse:
    """Compare it with one's own list as it stood when the question came. Once."""
    file = _file(request, case)
    actions.compare(by=acting(request), file=file)
    return redirect("exits_question", file.pk)


def _file(request: HttpRequest, key: UUID) -> CaseFile:
    case = case_or_404(request, key)
    if case.method != METHOD:
        raise Http404
    return case


def _answered(file: CaseFile) -> bool:
    return Entry.of(file.agency_id).filter(case=file, kind=ANSWER).exists()


def _question(row: Entry) -> present.Part:
    assert row.received is not None
    opened = entries.open_one(row)
    giver = present.chip(row.received.giver)
    return {"from": giver, "month": opened["planned_month"], "on": opened["asked_on"]}


def _limit(waits: Running | None) -> present.Part | None:
    """How long it has waited, and what is left."""
    return {"days": days_since(waits.started_on), **brief(waits)} if waits else None


def _compared(actor: Actor, found: Comparison) -> present.Part:
    """The own cases that have something in common with it: a link to those that the officer may open."""
    cases = []
    for key, what in found.cases.items():
        row = next(iter(openable(actor, key)), None)
        cases.append({
            "url": reverse("exits_apart", args=[key]) if row else "", "number": row.number if row else "",
            "what": ", ".join(str(WHAT.get(each, each)) for each in sorted(set(what))),
        })  # fmt: skip
    return {"cases": cases, "considered": found.considered, "waiting": found.waiting}


urlpatterns = [
    path("arenden/<uuid:case>/fraga/", show, name="exits_question"),
    path("arenden/<uuid:case>/fraga/jamfor/", compare, name="exits_compare"),
]
