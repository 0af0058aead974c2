"""What waits, what was sent, what came back; and one delivery: taken in where a human says, or sent back."""

import itertools
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework import actions
from samverkan.casework.reads import inbox as reads
from samverkan.casework.reads.deliveries import Arrived, arrived, happenings, own_candidate
from samverkan.casework.reads.disclosures import STATUSES, LedgerRow, ledger
from samverkan.secrecy import door_rules, reception
from samverkan.secrecy.acting import Conflict, Refused
from samverkan.secrecy.models import CaseFile, Delivery, Entry
from samverkan.secrecy.paging import page
from samverkan.web import crossing, exports
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.disclosures import ReasonForm, WhereForm
from samverkan.web.law import ground_part
from samverkan.web.present import chip, entry, status_words
from samverkan.web.sheets import render


@page(
    "inbox.read",
    "läste utlämnanden",
    "read the disclosures",
    may=lambda actor: any(s.reads for s in actor.seats),
)
def inbox(request: HttpRequest) -> HttpResponse:
    """To receive, to decide, sent, and what has happened since."""
    actor = acting(request)
    status = request.GET.get("lage", "")
    number = request.GET.get("sida", "1")
    if (status and status not in STATUSES) or not number.isdecimal() or int(number) < 1:
        raise Http404
    lines, more = ledger(actor, status, int(number))
    context = {
        "waiting": [
            {"row": each.delivery, "count": each.count, "giver": chip(each.delivery.giver)}
            for each in reads.folded(reads.waiting(actor))
        ],
        "to_decide": [{"row": row, "receiver": chip(row.receiver)} for row in reads.to_decide(actor)],
        "sent": [
            {"row": each.disclosure, "receiver": chip(each.disclosure.receiver), "status": status_words(each.status)}
            for each in lines
        ],
        "statuses": [(each, status_words(each)) for each in STATUSES],
        "status": status, "page": int(number), "more": more,
        "events": [crossing.happening(each) for each in happenings(actor)],
        "export": exports.ways(reverse("ledger_export"), lage=status),
    }  # fmt: skip
    return render(request, "inbox/inbox.html", context)


@page(
    "ledger.export",
    "tog ut utlämnanden som fil",
    "took the disclosures out as a file",
    may=lambda actor: any(s.reads for s in actor.seats),
)
def export(request: HttpRequest) -> HttpResponse:
    """What the agency has disclosed, as the page lists it: numbers, receivers and dates, no content."""
    status = request.GET.get("lage", "")
    if status and status not in STATUSES:
        raise Http404
    rows = []
    for number in itertools.count(1):
        lines, more = ledger(acting(request), status, number)
        rows += [_cells(each) for each in lines]
        if not more:
            break
    heads = [
        _("Nummer"),
        _("Till"),
        _("Ärende"),
        _("Form"),
        _("Läge"),
        _("Föreslaget"),
        _("Beslutat"),
        _("Till och med"),
    ]
    return exports.answer(request, "utlamnanden", heads, rows)


def _cells(line: LedgerRow) -> list[object]:
    row = line.disclosure
    decided = localdate(row.decided_at) if row.decided_at else None
    return [
        row.number, row.receiver.name, row.case.number, row.get_form_display(), status_words(line.status),
        localdate(row.proposed_at), decided, row.ends_on,
    ]  # fmt: skip


@page("delivery.read", "läste ett mottaget utlämnande", "read a received disclosure")
def delivery(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """What came, from whom and on which ground; taken into a file that a human points out."""
    view = _found(request, delivery)
    form = WhereForm(view.likely, posted(request))
    if request.method == "POST" and (view.tied is not None or form.is_valid()):
        try:
            with errors_on(form):
                return _received(request, view, form)
        except Conflict:
            return _late(request, delivery)
    return _shown(request, view, form, status=422 if form.errors else 200)


@page("delivery.return", "prövade att avvisa ett utlämnande", "tried to reject a disclosure")
def reject(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Send it back with a reason that the giver gets to read."""
    view = _found(request, delivery)
    verdict = door_rules.receive(acting(request), delivery=view.delivery)
    if not verdict:
        raise Refused("disclosure.reject", verdict.reason)
    form = ReasonForm(_("Varför ni avvisar"), _("Avsändaren får läsa det."), posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            with errors_on(form):
                reception.reject(
                    by=acting(request), delivery=view.delivery, reason=form.cleaned_data["reason"]
                )
                messages.success(
                    request, _("Avvisat. Kopian är borta här och avsändaren har fått veta varför.")
                )
                return redirect("inbox")
        except Conflict:
            return _late(request, delivery)
    back = {"url": reverse("delivery", args=[view.delivery.pk]), "label": _("Tillbaka")}
    context = {"view": view, "form": form, "back": back, "giver": chip(view.delivery.giver)}
    return render(request, "inbox/reject.html", context, status=422 if form.errors else 200)


@page("delivery.mend", "prövade att föra in en rättelse", "tried to take in a correction")
def take_correction(request: HttpRequest, delivery: UUID) -> HttpResponse:
    """Let a correction supersede the copy that the officer points out."""
    view = _found(request, delivery)
    event = next((t.event for t in view.told if str(t.event.pk) == request.POST.get("event")), None)
    copy = next((c.row for c in view.copies if str(c.row.pk) == request.POST.get("entry")), None)
    if request.method != "POST" or event is None or copy is None:
        messages.warning(request, _("Välj vilken uppgift i akten som rättelsen gäller."))
        return redirect("delivery", view.delivery.pk)
    try:
        reception.take_correction(by=acting(request), delivery=event, entry=Entry.objects.get(pk=copy.pk))
    except Conflict:
        return _late(request, delivery)
    messages.success(request, _("Rättelsen är införd. Den äldre versionen finns kvar i akten."))
    return redirect("delivery", view.delivery.pk)


def _found(request: HttpRequest, key: UUID) -> Arrived:
    try:
        return arrived(acting(request), key)
    except Delivery.DoesNotExist as missing:
        raise Http404 from missing


def _received(request: HttpRequest, view: Arrived, form: WhereForm) -> HttpResponse:
    case = None
    if view.tied is None and form.cleaned_data["case"] != "new":
        try:
            case = own_candidate(acting(request), view.delivery, UUID(form.cleaned_data["case"]))
        except CaseFile.DoesNotExist as missing:
            raise Http404 from missing
    done = actions.receive(by=acting(request), delivery=view.delivery, case=case)
    messages.success(request, _("Mottaget. Kopiorna ligger i er akt."))
    return redirect("delivery", done.delivery.pk)


def _late(request: HttpRequest, key: UUID) -> HttpResponse:
    """A colleague was first, or the giver took it back while the page was open."""
    return _shown(request, _found(request, key), WhereForm([]), late=True, status=409)


def _shown(
    request: HttpRequest, view: Arrived, form: WhereForm, *, late: bool = False, status: int = 200
) -> HttpResponse:
    row, actor = view.delivery, acting(request)
    context = {
        "view": view, "delivery": row, "giver": chip(row.giver), "form": form, "late": late,
        "status": crossing.delivery_status(view.status), "facts": crossing.delivery_facts(view),
        "sheets": crossing.sheets(view.method, view.items),
        "ground": ground_part(view.ground) if view.ground else None,
        "entries": [entry(view.method, opened) for opened in view.copies],
        "events": [crossing.told_line(told, row.giver) for told in reversed(view.told)],
        "corrections": [_correction(view, told) for told in view.told if _untaken(view, told)],
        "may": bool(door_rules.receive(actor, delivery=row)),
        "back": {"url": reverse("inbox"), "label": _("Utlämnanden")},
    }  # fmt: skip
    return render(request, "inbox/delivery.html", context, status=status)


def _untaken(view: Arrived, told: Any) -> bool:
    live = view.status in ("received", "withdrawn")
    return live and told.event.event == "corrected" and told.event.state == Delivery.State.WAITING


def _correction(view: Arrived, told: Any) -> dict[str, Any]:
    """A correction to take in: its content, and the copies of its kind that it may be about."""
    item = {"id": str(told.event.pk), **told.content}
    same = [opened for opened in view.copies if opened.row.kind == told.content["kind"]]
    return {
        "event": told.event.pk,
        "sheets": crossing.sheets(view.method, [item]),
        "entries": [entry(view.method, opened) for opened in same],
    }


urlpatterns: list[URLPattern] = [
    path("utlamnanden/", inbox, name="inbox"),
    path("utlamnanden/fil/", export, name="ledger_export"),
    path("mottaget/<uuid:delivery>/", delivery, name="delivery"),
    path("mottaget/<uuid:delivery>/avvisa/", reject, name="delivery_reject"),
    path("mottaget/<uuid:delivery>/rattelse/", take_correction, name="delivery_correct"),
]
