"""One entry: written, read with its versions, corrected; and a colour set."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.casework.reads.versions import holders, versions_of
from samverkan.methods.asking import fits
from samverkan.methods.known import TASK
from samverkan.methods.schema import EntryKind, Method
from samverkan.methods.words import FieldType
from samverkan.secrecy import entries
from samverkan.secrecy.acting import Conflict
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Disclosure, Entry
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.casefile.acts import OWN_WAYS, links
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import build_form, errors_on, fields_of, posted
from samverkan.web.forms.moving import JudgeForm
from samverkan.web.opening import entry_or_404, kind_or_404, method_of, require, show_form
from samverkan.web.sheets import render
from samverkan.web.spoken import spoken
from samverkan.web.views.lists import asking


@page("entry.add_form", "öppnade formuläret för en uppgift", "opened the form for an entry")
def new(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    """Write an entry of any plain kind in the own file."""
    actor = acting(request)
    row = case_or_404(request, case)
    method = method_of(row)
    found = kind_or_404(method, kind)
    if found.judgement:
        return redirect("judge", row.pk, kind)
    if links(found) or not fits(method, row.side, found):
        raise Http404
    if kind in OWN_WAYS:
        return redirect("task_new", row.pk) if kind == TASK else _nowhere()
    require(rules.write(actor, case=row, kind=kind), "entry.add")
    form = build_form(method, found)(posted(request), initial=_preset(request, found))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.add(by=actor, case=row, kind=kind, fields=fields_of(form, found))
            messages.success(request, _("Uppgiften är sparad i er akt. Ingen annan myndighet ser den."))
            return redirect(asking(method, f"kind:{kind}", row))
    return show_form(request, "facts/new.html", form, case=row, kind=present.words(found.label),
                     note=present.words(found.note), disclosable=found.disclosable)  # fmt: skip


def _preset(request: HttpRequest, kind: EntryKind) -> dict[str, str]:
    """What a link has chosen already, of choices alone: no fact stands in an address."""
    chosen = {field.id for field in kind.fields if field.type is FieldType.CHOICE}
    return {name: str(value) for name, value in request.GET.items() if name in chosen}


@page("entry.read", "läste en uppgift", "read an entry")
def show(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One entry with its earlier versions, who has been given it, and why the officer sees it."""
    actor = acting(request)
    row = entry_or_404(request, entry)
    method = method_of(row.case)
    found = versions_of(actor, row)
    authors = present.officer_names(each.row.made_by for each in found)
    parts = [
        {**present.entry(method, each, authors=authors), "superseded": each.row.pk != found[0].row.pk}
        for each in found
    ]
    return render(request, "facts/show.html", {
        "case": row.case, "versions": parts, "holders": _holders(actor, row), "why": _why(request, row, method),
        "kind": present.kind_label(method, row.kind),
    })  # fmt: skip


@page("entry.correct_form", "öppnade formuläret för rättelse", "opened the form for a correction")
def correct(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Write a new version. The old one stays, and whoever was given it can be told from the disclosure's page."""
    actor = acting(request)
    row = entry_or_404(request, entry)
    method = method_of(row.case)
    kind = kind_or_404(method, row.kind)
    require(rules.supersede(actor, entry=row), "entry.supersede")
    opened = entries.open_one(row)
    newest = versions_of(actor, row)[0]
    form = build_form(method, kind)(posted(request), initial=opened.fields or {})
    if form.is_bound and form.is_valid():
        given = fields_of(form, kind)
        with errors_on(form):
            try:
                made = actions.supersede(by=actor, entry=row, fields=given)
            except Conflict:
                return _both(request, method, kind, given, versions_of(actor, row)[0])
            messages.success(request, _("Rättelsen är sparad. Den tidigare versionen finns kvar."))
            return redirect("fact", made.pk)
    return show_form(request, "facts/correct.html", form, case=row.case, entry=row, kind=present.words(kind.label),
                     newer=newest.row if newest.row.pk != row.pk else None, holders=_holders(actor, row))  # fmt: skip


@page("entry.judge_form", "öppnade formuläret för en bedömning", "opened the form for a judgement")
def judge(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    """A human's judgement, with reason and end. The program proposes nothing."""
    actor = acting(request)
    row = case_or_404(request, case)
    method = method_of(row)
    found = kind_or_404(method, kind)
    if not found.judgement:
        raise Http404
    require(rules.judge(actor, case=row, kind=kind), "entry.judge")
    form = JudgeForm(method, found, posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.judge(by=actor, case=row, kind=kind, **form.judgement())
            messages.success(request, _("Bedömningen är sparad. De tidigare står kvar i historiken."))
            return redirect(asking(method, f"kind:{kind}", row))
    return show_form(request, "facts/judge.html", form, case=row, kind=present.words(found.label),
                     note=present.words(found.note))  # fmt: skip


def _why(request: HttpRequest, row: Entry, method: Method) -> str:
    """On what the officer's sight of the entry rests, in the method's own words for the role."""
    seats = acting(request).seats
    role = next(seat.role for seat in seats if seat.programme == row.programme_id and row.kind in seat.reads)
    own = _("egen uppgift") if row.received_id is None else _("utlämnad till er")
    named = present.words(method.role(role).label)
    return _("%(own)s; rollen %(role)s får läsa den sortens uppgift") % {"own": own, "role": named}


def _both(
    request: HttpRequest, method: Method, kind: EntryKind, mine: dict[str, Any], theirs: OpenEntry
) -> HttpResponse:
    """Two officers corrected the same version: both are shown, and mine is kept in a form on top of theirs."""
    author = present.officer_names([theirs.row.made_by])
    sides = [
        {"title": _("Det du skrev"), "by": _("du"), "rows": _rows(method, kind, mine, theirs.fields or {})},
        {
            "title": _("Det som redan är sparat"),
            "by": next(iter(author.values()), ""),
            "at": theirs.row.made_at,
            "rows": _rows(method, kind, theirs.fields or {}, mine),
        },
    ]
    context = {
        "versions": sides, "form": _kept(method, kind, mine), "case": theirs.row.case, "theirs": theirs.row,
    }  # fmt: skip
    return render(request, "facts/conflict.html", context, status=409)


def _kept(method: Method, kind: EntryKind, mine: dict[str, Any]) -> Form:
    return build_form(method, kind)(initial=mine)


def _rows(method: Method, kind: EntryKind, side: dict[str, Any], other: dict[str, Any]) -> list[present.Part]:
    """One version's fields, those of the other included, so that the two can be read side by side."""
    return [
        {
            "label": field.label,
            "value": field.words(side[field.id]) if field.id in side else "–",
            "changed": str(side.get(field.id, "")) != str(other.get(field.id, "")),
        }
        for field in spoken(method).kinds[kind.id].fields
        if field.id in side or field.id in other
    ]


def _holders(actor: Actor, row: Entry) -> list[tuple[Disclosure, str, date]]:
    return [(each, present.status_words(status), on) for each, status, on in holders(actor, row)]


def _nowhere() -> HttpResponse:
    raise Http404


urlpatterns = [
    path("arenden/<uuid:case>/uppgift/<str:kind>/", new, name="fact_new"),
    path("uppgifter/<uuid:entry>/", show, name="fact"),
    path("uppgifter/<uuid:entry>/ratta/", correct, name="fact_correct"),
    path("arenden/<uuid:case>/farg/<str:kind>/", judge, name="judge"),
]
