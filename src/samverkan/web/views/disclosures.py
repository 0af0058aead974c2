"""Disclosures at the giver: choose and propose, the page of one disclosure, and what is done to it afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import (
    Correctable,
    choosable,
    disclosure_view,
    other_parties,
    second_asked,
)
from samverkan.secrecy import afterwards, disclosing, door_rules
from samverkan.secrecy.acting import Conflict, Refused
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Mode
from samverkan.secrecy.paging import page
from samverkan.web import crossing
from samverkan.web.finding import acting, case_or_404, disclosure_or_404
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.disclosures import ChooseForm, ReasonForm, SecondForm
from samverkan.web.law import answers_part, ground_part
from samverkan.web.present import case_title, chip, field_rows, kind_label, officer_names, status_words
from samverkan.web.sheets import render
from samverkan.web.views import deciding, speaking


@page("disclosure.prepare", "förberedde ett utlämnande", "prepared a disclosure")
def disclose(request: HttpRequest, case: UUID) -> HttpResponse:
    """Choose fields, receiver and form; saved as a proposal. Whoever may decide goes on to the decision."""
    actor, found = acting(request), case_or_404(request, case)
    allowed = door_rules.propose(actor, case=found)
    if not allowed:
        raise Refused("disclosure.propose", allowed.reason)
    offered = choosable(actor, found)
    method = pinned(found.method, found.method_version)
    chosen = _uuid(request.GET.get("entry", ""))
    form = ChooseForm(offered, method, other_parties(found), posted(request), chosen=chosen)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            return _proposed(request, found, form)
    context = {"case": found, "form": form, "steps": deciding.STEPS, "back": _to_case(found),
               "asks_four": method.disclosure.four_eyes}  # fmt: skip
    return render(request, "disclosures/choose.html", context, status=422 if form.errors else 200)


@page("disclosure.read", "läste ett utlämnande", "read a disclosure")
def disclosure(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """One disclosure: where it stands, what is in it, on which ground, and all that has happened to it."""
    return _shown(request, disclosure_or_404(request, disclosure))


@page(
    "disclosure.agree",
    "prövade ett utlämnande som andra beslutsfattare",
    "tried a disclosure as second decider",
)
def second(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """The second decider agrees to exactly what the page showed."""
    row = disclosure_or_404(request, disclosure)
    form = SecondForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return redirect("disclosure", row.pk)
    try:
        with errors_on(form):
            disclosing.second(by=acting(request), disclosure=row, **form.cleaned_data)
    except Conflict:
        return deciding.clash(request, row, [{"label": _("Ditt beslut"), "value": _("godkänna utlämnandet")}])
    if form.errors:
        return _shown(request, row, form, status=422)
    messages.success(request, _("Utlämnat. Mottagaren har det att ta emot."))
    return redirect("disclosure", row.pk)


@page("disclosure.say_no", "prövade att avslå ett utlämnande", "tried to refuse a disclosure")
def refuse(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Decide that nothing is handed over, with the reasons."""
    row = disclosure_or_404(request, disclosure)
    _require(door_rules.take_back(acting(request), disclosure=row), "disclosure.refuse")
    form = ReasonForm(
        _("Varför uppgifterna inte lämnas ut"),
        _("Skälen stannar hos er. Mottagaren får inte veta att något var föreslaget."),
        posted(request),
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            with errors_on(form):
                disclosing.refuse(by=acting(request), disclosure=row, reasons=reason)
                messages.success(request, _("Avslaget. Ingenting har lämnats ut."))
                return redirect("disclosure", row.pk)
        except Conflict:
            mine = [{"label": _("Ditt beslut"), "value": _("avslag")}, {"label": _("Skäl"), "value": reason}]
            return deciding.clash(request, row, mine)
    words = {"title": _("Avslå %(number)s") % {"number": row.number}, "button": _("Avslå")}
    return _reason_page(request, row, form, {**words, "open": crossing.is_open(row)})


@page("disclosure.take_back", "prövade att återkalla ett utlämnande", "tried to withdraw a disclosure")
def withdraw(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Take back what was handed over: a visning ends at once, of the rest the receiver is told."""
    row = disclosure_or_404(request, disclosure)
    _require(door_rules.take_back(acting(request), disclosure=row), "disclosure.withdraw")
    form = ReasonForm(_("Varför ni återkallar"), _("Mottagaren får läsa det."), posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            with errors_on(form):
                afterwards.withdraw(by=acting(request), disclosure=row, reason=reason)
                messages.success(request, _("Återkallat. Mottagaren har fått veta det."))
                return redirect("disclosure", row.pk)
        except Conflict:
            mine = [
                {"label": _("Ditt beslut"), "value": _("återkalla")},
                {"label": _("Skäl"), "value": reason},
            ]
            return deciding.clash(request, row, mine)
    words = {"title": _("Återkalla %(number)s") % {"number": row.number}, "button": _("Återkalla")}
    shown = row.form == "visning"
    return _reason_page(
        request,
        row,
        form,
        {**words, "open": row.state in afterwards.CROSSED, "shown": shown, "stays": not shown},
    )


@page("disclosure.mend", "prövade att rätta ett utlämnande", "tried to correct a disclosure")
def correct(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Send the corrected version of an entry to whoever holds the old one."""
    row = disclosure_or_404(request, disclosure)
    _require(door_rules.take_back(acting(request), disclosure=row), "disclosure.correct")
    view = disclosure_view(acting(request), row)
    if request.method == "POST":
        wanted = _uuid(request.POST.get("entry", ""))
        chosen = next((each for each in view.correctable if each.new.row.pk == wanted), None)
        if chosen is None:
            return deciding.clash(
                request, row, [{"label": _("Ditt beslut"), "value": _("skicka en rättelse")}]
            )
        afterwards.correct(by=acting(request), disclosure=row, corrected=chosen.new.row)
        messages.success(request, _("Rättelsen är skickad till mottagaren."))
        return redirect("disclosure", row.pk)
    pairs = [_pair(view.method, each) for each in view.correctable]
    context = {"disclosure": row, "receiver": chip(row.receiver), "pairs": pairs, "back": _to_disclosure(row)}
    return render(request, "disclosures/correct.html", context)


def _proposed(request: HttpRequest, case: CaseFile, form: ChooseForm) -> HttpResponse:
    actor, items = acting(request), form.items()
    kinds = (
        Entry.of(actor.agency).filter(pk__in=[item.entry for item in items]).values_list("kind", flat=True)
    )
    row = disclosing.propose(
        by=actor, case=case, receiver=UUID(form.cleaned_data["receiver"]), items=items,
        form=form.cleaned_data["form"], ends_on=form.cleaned_data["ends_on"], why=form.purpose(),
        four_eyes=second_asked(case, kinds, Mode.SINGLE) is not None, request=form.cleaned_data["request"],
    )  # fmt: skip
    if row.state == Disclosure.State.PROPOSED and door_rules.decide(actor, disclosure=row):
        return redirect("disclosure_decide", row.pk)
    messages.success(request, _("Förslaget är sparat. Inget har lämnats ut; en beslutsfattare tar vid."))
    return redirect("disclosure", row.pk)


def _shown(
    request: HttpRequest, row: Disclosure, form: SecondForm | None = None, status: int = 200
) -> HttpResponse:
    actor = acting(request)
    view = disclosure_view(actor, row)
    preview = view.preview
    may_decide = bool(door_rules.decide(actor, disclosure=row))
    may_take_back = bool(door_rules.take_back(actor, disclosure=row))
    may_second = row.state == "second" and bool(door_rules.second(actor, disclosure=row))
    held = view.status in ("decided", "received")
    context = {
        "view": view, "disclosure": row, "receiver": chip(row.receiver), "status": status_words(view.status),
        "facts": crossing.facts(view), "events": crossing.history(view),
        "sheets": crossing.sheets(view.method, preview.content["entries"], preview.superseded) if preview else [],
        "ground": ground_part(view.ground) if view.ground else None,
        "answers": answers_part(view.ground, view.answers) if view.ground else [],
        "reasons": view.held.get("reasons", ""),
        "may": {
            "decide": may_decide and row.state == "proposed",
            "refuse": may_take_back and crossing.is_open(row),
            "second": may_second, "withdraw": may_take_back and held,
            "correct": may_take_back and held and bool(view.correctable),
        },
        "own_first": row.state == "second" and row.decided_by == actor.officer,
        "second_form": form or SecondForm(initial={"shown": preview.digest if preview else ""}),
        "back": _to_inbox(),
    }  # fmt: skip
    return render(request, "disclosures/disclosure.html", context, status=status)


def _reason_page(
    request: HttpRequest, row: Disclosure, form: ReasonForm, context: dict[str, Any]
) -> HttpResponse:
    context = {**context, "disclosure": row, "form": form, "back": _to_disclosure(row),
               "receiver": chip(row.receiver)}  # fmt: skip
    return render(request, "disclosures/reason.html", context, status=422 if form.errors else 200)


def _pair(method: Any, each: Correctable) -> dict[str, Any]:
    """The version the receiver holds and the one that is sent: the same fields, side by side."""
    old, new = each.old.fields or {}, each.new.fields or {}
    authors = officer_names([each.old.row.made_by, each.new.row.made_by])

    def version(title: str, opened: Any, fields: dict[str, Any]) -> dict[str, Any]:
        kept = {name: fields[name] for name in each.fields if name in fields}
        changed = {name for name in each.fields if old.get(name) != new.get(name)}
        rows = [
            {"label": label, "value": value, "changed": name in changed}
            for name in kept
            for label, value in field_rows(method, opened.row.kind, {name: kept[name]})
        ]
        by = authors.get(opened.row.made_by, "")
        return {"title": title, "by": by, "at": localdate(opened.row.made_at), "rows": rows}

    return {
        "kind": kind_label(method, each.new.row.kind),
        "entry": each.new.row.pk,
        "versions": [
            version(_("Det mottagaren har"), each.old, old), version(_("Det som skickas"), each.new, new)
        ],
    }  # fmt: skip


def _require(verdict: Any, verb: str) -> None:
    if not verdict:
        raise Refused(verb, verdict.reason)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as bad:
        raise Http404 from bad


def _to_case(case: CaseFile) -> dict[str, str]:
    return {"url": reverse("case", args=[case.pk]), "label": case_title(case)}


def _to_disclosure(row: Disclosure) -> dict[str, str]:
    return {"url": reverse("disclosure", args=[row.pk]), "label": row.number}


def _to_inbox() -> dict[str, str]:
    return {"url": reverse("inbox"), "label": _("Utlämnanden")}


urlpatterns: list[URLPattern] = [
    path("arenden/<uuid:case>/lamna-ut/", disclose, name="disclose"),
    path("utlamnanden/<uuid:disclosure>/", disclosure, name="disclosure"),
    path("utlamnanden/<uuid:disclosure>/andra/", second, name="disclosure_second"),
    path("utlamnanden/<uuid:disclosure>/avsla/", refuse, name="disclosure_refuse"),
    path("utlamnanden/<uuid:disclosure>/aterkalla/", withdraw, name="disclosure_withdraw"),
    path("utlamnanden/<uuid:disclosure>/ratta/", correct, name="disclosure_correct"),
    *deciding.urlpatterns,
    *speaking.urlpatterns,
]
