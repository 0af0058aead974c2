"""The list of a programme: the agency's own files in it; nominating, and opening an own file."""

import itertools
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.desk import reading
from samverkan.casework.reads.lists import PAGE, cases
from samverkan.casework.reads.ordering import Order
from samverkan.methods.asking import asked_kinds, find_kind, named_first
from samverkan.methods.schema import Method
from samverkan.secrecy.identity import PLAIN_KIND, SUBJECT_KIND
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.paging import page
from samverkan.web import exports, listing, present
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import errors_on, fields_of, posted
from samverkan.web.forms.persons import name_form, name_of, opening_form
from samverkan.web.opening import method_of, one_of, page_number, programme_or_404, require, show_form
from samverkan.web.prompting import prompt_at
from samverkan.web.sheets import render


@page("list.first", "öppnade listan", "opened the list")
def first(request: HttpRequest) -> HttpResponse:
    """To the first programme's list."""
    actor = acting(request)
    programmes = reading(actor)
    if not programmes:
        raise Http404
    return redirect("list", programmes[0].pk)


@page("list.read", "läste listan", "read the list")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Everybody on the list as far as this agency knows, by name unless the officer asks for another order."""
    actor = acting(request)
    closed = request.GET.get("visa") == "avslutade"
    order = _order(request)
    number = page_number(request)
    files = cases.later(actor, programme, closed, number)
    programmes = reading(actor)
    chosen = one_of(programmes, programme)
    lines = listing.lines_of(actor, chosen, files.rows, order)
    return render(request, "lists/list.html", {
        "programme": chosen, "programmes": programmes,
        "closed": closed, "order": order, "orders": listing.orders(chosen),
        "heads": listing.heads(chosen),
        "listed": [line for line in lines if line["case"].list_id],
        "own_files": [line for line in lines if not line["case"].list_id],
        "locked": any(line["locked"] for line in lines),
        "may_nominate": actor.may("nominate", chosen.pk) and chosen.state != Programme.State.ENDED,
        "may_hand_over": actor.may("assign", chosen.pk) and not closed,
        "may_take_in": bool(rules.take_in(actor, programme=chosen)),
        "export": exports.ways(reverse("list_export", args=[chosen.pk]), visa="avslutade" if closed else "",
                               ordning=order),
        "next_page": number + 1 if len(lines) == PAGE else None,
    })  # fmt: skip


@page("list.export", "tog ut listan som fil", "took the list out as a file")
def export(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The whole list as a file, asked anew under the same rule as the page. What it holds is counted in the trace."""
    actor, chosen = acting(request), one_of(reading(acting(request)), programme)
    closed, order = request.GET.get("visa") == "avslutade", _order(request)
    found: list[present.Part] = []
    for number in itertools.count(1):
        files = cases(actor, programme, closed, number)
        found += listing.lines_of(actor, chosen, files, order)
        if len(files) < PAGE:
            break
    name = "avslutade" if closed else "lista"
    return exports.answer(
        request, name, listing.heads_in_file(chosen), [listing.cells(line) for line in found]
    )


@page("case.nominate_form", "öppnade formuläret för ett nytt ärende", "opened the form for a new case")
def nominate(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Propose a person, with grounds. From an own file (?akt=) who it is about is known already."""
    actor = acting(request)
    chosen = programme_or_404(request, programme)
    require(rules.nominate(actor, programme=chosen), "case.nominate")
    case = _own_file(request, chosen)
    method = method_of(case) if case else pinned(chosen.method, chosen.method_version)
    form = opening_form(method, with_name=case is None)(posted(request))
    second = any(move.second_person for move in method.moves_from(method.initial_phase().id))
    if form.is_bound and form.is_valid():
        identity, protected = name_of(form, method) if case is None else ({}, False)
        asked = [kind for kind in asked_kinds(method) if kind != named_first(method)]
        with errors_on(form):
            made = actions.nominate(
                by=actor, programme=chosen, identity=identity, protected=protected, case=case,
                more={kind.id: fields_of(form, kind) for kind in asked},
            )  # fmt: skip
            said = _("Sparat. Någon annan än du ska bekräfta det.") if second else _("Ärendet är öppnat.")
            messages.success(request, said)
            return redirect(_asking_first(method, made))
    return show_form(request, "lists/nominate.html", form, programme=chosen, case=case, second=second,
                     alias=_alias_notes(method) if case is None else [])  # fmt: skip


@page("case.open_form", "öppnade formuläret för en egen akt", "opened the form for an own file")
def open_file(request: HttpRequest, programme: UUID) -> HttpResponse:
    """An own file on a person who is on no list: nothing about it leaves the agency."""
    actor = acting(request)
    chosen = programme_or_404(request, programme)
    require(rules.nominate(actor, programme=chosen), "case.open")
    method = pinned(chosen.method, chosen.method_version)
    form = name_form(method)(posted(request))
    if form.is_bound and form.is_valid():
        identity, protected = name_of(form, method)
        with errors_on(form):
            case = actions.open_file(by=actor, programme=chosen, identity=identity, protected=protected)
            messages.success(request, _("Akten är öppnad. Den finns bara hos er."))
            return redirect("case", case.pk)
    return show_form(request, "lists/open_file.html", form, programme=chosen)


def asking(method: Method, moment: str, case: CaseFile) -> str:
    """The case page's address; with the method's question for this moment, if it has one, to put to the officer."""
    here = reverse("case", args=[case.pk])
    asked = prompt_at(method, moment)
    return f"{here}?fraga={asked}" if asked else here


def _asking_first(method: Method, case: CaseFile) -> str:
    """The case page, with the question that what was asked at its opening leads to, if any does."""
    found = [asking(method, f"kind:{kind.id}", case) for kind in asked_kinds(method)]
    return next((each for each in found if "?" in each), found[0])


def _alias_notes(method: Method) -> list[tuple[str, str]]:
    """Where an alias stands in the place of a name: what the method says of the two, label and note."""
    found = [find_kind(method, kind) for kind in (SUBJECT_KIND, PLAIN_KIND)]
    kinds = [each for each in found if each is not None and each.note]
    return [(present.words(each.label), present.words(each.note)) for each in kinds] if all(found) else []


def _own_file(request: HttpRequest, programme: Programme) -> CaseFile | None:
    key = request.GET.get("akt")
    if not key:
        return None
    try:
        case = case_or_404(request, UUID(key))
    except ValueError as garbled:
        raise Http404 from garbled
    if case.programme_id != programme.pk or case.list_id is not None or case.closed_on:
        raise Http404
    return case


def _order(request: HttpRequest) -> Order:
    try:
        return Order(request.GET.get("ordning", Order.NAME))
    except ValueError:
        return Order.NAME


urlpatterns = [
    path("listan/", first, name="lists"),
    path("listan/<uuid:programme>/", show, name="list"),
    path("listan/<uuid:programme>/fil/", export, name="list_export"),
    path("listan/<uuid:programme>/foresla/", nominate, name="nominate"),
    path("listan/<uuid:programme>/akt/", open_file, name="open_file"),
]
