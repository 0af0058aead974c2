"""Tasks: given, taken on or declined, done, reported back. One responsible authority and a date each."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.casework import actions
from samverkan.casework.models import Task
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.tasks import OneTask, find_task
from samverkan.methods.asking import find_kind
from samverkan.methods.known import REPORT
from samverkan.methods.known import TASK as KIND
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import build_form, errors_on, fields_of, posted
from samverkan.web.present import Part
from samverkan.web.sheets import render

FORM = ("task.form", "skickade ett formulär om ett uppdrag", "sent a form about a task")


class DeclineForm(forms.Form):
    """Why one does not take it on."""

    reason = forms.CharField(
        label=gettext_lazy("Varför ni avböjer"), widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("Den som gav uppdraget får läsa det här."), required=False,
    )  # fmt: skip


def works(actor: Actor) -> bool:
    """Tasks are for whoever may read them somewhere."""
    return any(KIND in seat.reads for seat in actor.seats)


@page("task.new", "öppnade formuläret för uppdrag", "opened the form for a task", may=works)
def new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Give a task. For another authority the next step is to disclose it; until then it knows nothing."""
    found = case_or_404(request, case)
    method = pinned(found.method, found.method_version)
    if find_kind(method, KIND) is None:
        raise Http404
    form = build_form(method, method.kind(KIND))(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            fields = fields_of(form, method.kind(KIND))
            task = actions.give_task(by=acting(request), case=found, fields=fields)
            return HttpResponseRedirect(_after_giving(request, task))
    return render(
        request, "tasks/new.html", {"form": form, "case": found}, status=422 if form.errors else 200
    )


@page("task.read", "läste ett uppdrag", "read a task", may=works)
def show(request: HttpRequest, task: UUID) -> HttpResponse:
    """The task, and what one can do with it now."""
    return _show(request, _found(request, task))


@require_POST
@page(*FORM, may=works)
def accept(request: HttpRequest, task: UUID) -> HttpResponse:
    """Take it on; the authority that gave it is told so."""
    actions.accept_task(by=acting(request), task=_found(request, task).task)
    messages.success(request, _("Ni har tagit på er uppdraget."))
    return HttpResponseRedirect(reverse("task", args=[task]))


@require_POST
@page(*FORM, may=works)
def decline(request: HttpRequest, task: UUID) -> HttpResponse:
    """Decline, with a reason that the giver reads."""
    found = _found(request, task)
    form = DeclineForm(request.POST, auto_id="avboj_%s")
    if form.is_valid():
        with errors_on(form):
            actions.decline_task(by=acting(request), task=found.task, reason=form.cleaned_data["reason"])
            messages.success(request, _("Ni har avböjt uppdraget."))
            return HttpResponseRedirect(reverse("task", args=[task]))
    return _show(request, found, decline=form)


@require_POST
@page(*FORM, may=works)
def finish(request: HttpRequest, task: UUID) -> HttpResponse:
    """Done, with the outcome. It stays in the own file until somebody discloses it."""
    found = _found(request, task)
    form = _report_form(found, request.POST)
    if form.is_valid():
        with errors_on(form):
            method = pinned(found.task.case.method, found.task.case.method_version)
            report = fields_of(form, method.kind(REPORT))
            actions.finish_task(by=acting(request), task=found.task, report=report)
            messages.success(request, _("Uppdraget är avslutat."))
            return HttpResponseRedirect(reverse("task", args=[task]))
    return _show(request, found, finish=form)


def _found(request: HttpRequest, key: UUID) -> OneTask:
    try:
        return find_task(acting(request), key)
    except Task.DoesNotExist as absent:
        raise Http404 from absent


def _show(
    request: HttpRequest, found: OneTask, *, decline: forms.Form | None = None, finish: forms.Form | None = None
) -> HttpResponse:  # fmt: skip
    actor, row = acting(request), found.task
    method = pinned(row.case.method, row.case.method_version)
    settles = row.responsible_id == actor.agency and actor.may("task", row.case.programme_id)
    wrong = bool((decline and decline.errors) or (finish and finish.errors))
    context = {
        "task": present.task(found.view), "row": row, "found": found,
        "overdue": overdue_words(row) if found.view.overdue else "",
        "fields": present.field_rows(method, KIND, _unsaid(found)), "told": _told(found),
        "giver": present.chip(found.giver) if found.giver else None,
        "report": present.entry(method, found.report) if found.report else None,
        "decline": (decline or DeclineForm(auto_id="avboj_%s")) if settles and row.state == "offered" else None,
        "finish": (finish or _report_form(found)) if settles and row.state == "open" else None,
        "give_back": _disclosing(row, row.report_id, found.giver) if found.report and found.giver else "",
        "hand_over": _disclosing(row, row.entry_id, row.responsible) if _unsent(actor, found) else "",
    }  # fmt: skip
    return render(request, "tasks/task.html", context, status=422 if wrong else 200)


def _unsaid(found: OneTask) -> Part:
    """What the top of the page has not said already."""
    said = {"title", "responsible", "due"}
    return {name: value for name, value in (found.view.text.fields or {}).items() if name not in said}


def _told(found: OneTask) -> Part | None:
    """What the responsible authority has reported back, with its reason if it declined."""
    event = found.view.event
    if event is None:
        return None
    reason = str(found.event_content.get("reason", ""))
    return {"words": present.event_words(event.event), "at": event.sent_at, "reason": reason}


def overdue_words(row: Task) -> str:
    """ "Försenat sedan 2026-11-01 (22 dagar)": days counted, nothing judged."""
    days = (clock.today() - row.due).days
    return _("Försenat sedan %(day)s (%(days)s dagar)") % {"day": row.due.isoformat(), "days": days}


def _after_giving(request: HttpRequest, task: Task) -> str:
    if task.responsible_id == acting(request).agency:
        messages.success(request, _("Uppdraget är sparat."))
        return reverse("case", args=[task.case_id])
    messages.info(
        request, _("Uppdraget är sparat hos er. Den andra myndigheten får det först när det lämnas ut.")
    )
    return _disclosing(task, task.entry_id, task.responsible)


def _disclosing(task: Task, entry: UUID | None, receiver: Any) -> str:
    there = reverse("disclose", args=[task.case_id])
    return f"{there}?entry={entry}&receiver={receiver.pk}"


def _unsent(actor: Actor, found: OneTask) -> bool:
    """Given to another authority, and nothing has come back: perhaps it was never handed over."""
    return (
        found.task.state == Task.State.GIVEN
        and found.view.event is None
        and actor.reads(found.task.case.programme_id, KIND)
    )


def _report_form(found: OneTask, given: Any = None) -> forms.Form:
    method = pinned(found.task.case.method, found.task.case.method_version)
    form: forms.Form = build_form(method, method.kind(REPORT))(
        given, initial={"done_on": clock.today().isoformat()}, auto_id="klart_%s"
    )
    return form


urlpatterns: list[URLPattern] = [
    path("arenden/<uuid:case>/uppdrag/nytt/", new, name="task_new"),
    path("uppdrag/<uuid:task>/", show, name="task"),
    path("uppdrag/<uuid:task>/ta-pa-sig/", accept, name="task_accept"),
    path("uppdrag/<uuid:task>/avboj/", decline, name="task_decline"),
    path("uppdrag/<uuid:task>/avsluta/", finish, name="task_finish"),
]
