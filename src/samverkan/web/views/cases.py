"""The case page, its steps, its officers and its trail."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.casework.reads.case import case_view
from samverkan.casework.reads.officers import assignable, responsible
from samverkan.casework.reads.trail import TrailLine, case_trail
from samverkan.methods.asking import find_kind
from samverkan.methods.known import HANDOVER
from samverkan.methods.schema import Method, Move
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.casefile import case_page, writable
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.moving import AssignForm, MoveForm
from samverkan.web.opening import method_of, page_number, require, show_form
from samverkan.web.prompting import question
from samverkan.web.sheets import render


@page("case.read", "läste ett ärende", "read a case")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """One column for each authority, what waits, what may be done, and what has happened."""
    actor = acting(request)
    view = case_view(actor, case_or_404(request, case))
    asked = question(actor, view.method, view.case, request.GET.get("fraga", ""))
    return render(request, "cases/case.html", {**case_page(actor, view), "asked": asked})


@page("case.move_form", "öppnade ett steg i ett ärende", "opened a step in a case")
def move(request: HttpRequest, case: UUID, move: str) -> HttpResponse:
    """Take one of the method's steps, with the reasons it asks for."""
    actor = acting(request)
    row = case_or_404(request, case)
    method = method_of(row)
    step = next((each for each in method.moves if each.id == move), None)
    if step is None:
        raise Http404
    form = MoveForm(method, step, posted(request), initial={"seen_phase": row.phase})
    if not form.is_bound:
        require(rules.move(actor, case=row, move=move), "case.move")
    elif form.is_valid():
        given = form.cleaned_data
        if given["seen_phase"] != row.phase:
            return _overtaken(request, row, method, step, given)
        with errors_on(form):
            try:
                actions.move(by=actor, case=row, move=move, **given)
            except Conflict:
                return _overtaken(request, case_or_404(request, case), method, step, given)
            messages.success(request, _("Steget är taget och står i historiken."))
            return redirect("case", row.pk)
    return show_form(request, "cases/move.html", form, case=row, step=present.words(step.label),
                     to=present.words(method.phase(step.to).label), final=method.phase(step.to).final)  # fmt: skip


@page("case.assign_form", "öppnade formuläret för handläggare", "opened the form for a case's officers")
def assign(request: HttpRequest, case: UUID) -> HttpResponse:
    """Give the case to an officer of one's own agency."""
    actor = acting(request)
    row = case_or_404(request, case)
    require(rules.assign(actor, case=row), "case.assign")
    form = AssignForm(assignable(actor, row.programme), posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.assign(by=actor, case=row, **form.cleaned_data)
            messages.success(request, _("Ärendet är lämnat till handläggaren."))
            return redirect("case", row.pk)
    kind = find_kind(method_of(row), HANDOVER)
    hand_over = (
        reverse("fact_new", args=[row.pk, kind.id])
        if kind and writable(actor, kind, row.programme_id)
        else ""
    )
    return show_form(request, "cases/assign.html", form, case=row, hand_over=hand_over,
                     officers=responsible(actor, [row]).get(row.pk, []))  # fmt: skip


@page("case.trail", "läste ett ärendes spår", "read a case's trail")
def trail(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who read, wrote and decided what in the own file, and when."""
    actor = acting(request)
    row = case_or_404(request, case)
    number = page_number(request)
    lines, more = case_trail(actor, row, number)
    method = method_of(row)
    return render(request, "cases/trail.html", {
        "case": row, "lines": [_trail_line(method, line) for line in lines], "older": number + 1 if more else None,
    })  # fmt: skip


def _overtaken(
    request: HttpRequest, row: CaseFile, method: Method, step: Move, given: dict[str, Any]
) -> HttpResponse:
    """A colleague moved the case meanwhile: what one meant to do, and how it stands now."""
    mine = [(_("Steg"), present.words(step.label)), (_("Skäl"), given.get("reason") or "–")]
    now = [(_("Skede"), present.phase_label(row, method))]
    versions = [
        {
            "title": title,
            "by": "",
            "rows": [{"label": label, "value": value, "changed": True} for label, value in rows],
        }
        for title, rows in ((_("Det du valde"), mine), (_("Så är det nu"), now))
    ]
    again = reverse("case", args=[row.pk])
    return render(request, "errors/409.html", {"versions": versions, "again": again}, status=409)


def _trail_line(method: Method, line: TrailLine) -> present.Part:
    named = [
        f"{present.kind_label(method, kind) if kind else _('annan uppgift')}{f' ({count})' if count > 1 else ''}"
        for kind, count in line.kinds.items()
    ]
    return {
        "at": line.at,
        "who": line.who or _("Systemet"),
        "what": line.what,
        "refused": line.refused,
        "named": named,
    }


urlpatterns = [
    path("arenden/<uuid:case>/", show, name="case"),
    path("arenden/<uuid:case>/steg/<str:move>/", move, name="case_move"),
    path("arenden/<uuid:case>/handlaggare/", assign, name="case_assign"),
    path("arenden/<uuid:case>/spar/", trail, name="case_trail"),
]
