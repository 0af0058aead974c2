"""Whom a leaver is to be kept apart from, and the question to another municipality about the place under the lock."""

from collections.abc import Collection
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.exits import actions, rules
from samverkan.exits.models import PER_DAY, PER_PERIOD, PERIOD, Term
from samverkan.exits.reads.apart import TermView, terms_of
from samverkan.exits.reads.lock import lock_of
from samverkan.exits.reads.questions import Asked, agreements, asked_about, others
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, Disclosure, Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.exits.forms import OWN_CASES, AskForm, TermForm
from samverkan.web.exits.room import kept_or_404, lock_or_404, term_or_404
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.opening import freshly_proved, require, show_form
from samverkan.web.sheets import render


@page("apart.read", "läste en isärhållningslista", "read a keep-apart list")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """The list, whether each line can be compared yet, and the questions asked about the case."""
    row = kept_or_404(request, case)
    actor = acting(request)
    lock = lock_of(actor, row)
    return render(request, "exits/apart.html", {
        "case": row, "lock": lock, "terms": [_term(each) for each in terms_of(row)],
        "asked": [_asked(each) for each in asked_about(actor, row)],
        "may_write": not row.closed_on and bool(rules.keep_apart(actor, case=row)),
        "holds": bool(lock and rules.holds_key(actor, lock, named_only=True)), "fresh": freshly_proved(request),
        "per_day": PER_DAY, "per_period": PER_PERIOD, "period": PERIOD,
    })  # fmt: skip


@page("apart.form", "öppnade formuläret för en rad om isärhållning", "opened the form for a keep-apart line")
def new(request: HttpRequest, case: UUID) -> HttpResponse:
    """A person or group to keep apart from, or a group of the leaver's own."""
    row = kept_or_404(request, case)
    actor = acting(request)
    require(rules.keep_apart(actor, case=row), "apart.add")
    form = TermForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.add_term(by=actor, case=row, **form.term())
            messages.success(
                request, _("Raden är sparad. Den jämförs när någon på platslistan öppnat låset.")
            )
            return redirect("exits_apart", row.pk)
    return show_form(request, "exits/term_form.html", form, case=row)


@require_POST
@page("apart.end_form", "skickade ett formulär om isärhållning", "sent a form about keeping apart")
def end(request: HttpRequest, term: UUID) -> HttpResponse:
    """The line is compared no more."""
    row = term_or_404(request, term)
    actions.end_term(by=acting(request), term=row)
    messages.success(request, _("Raden är avslutad."))
    return redirect("exits_apart", row.case_id)


@page(
    "question.form", "öppnade formuläret för en placeringsfråga", "opened the form for a placement question"
)
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """Ask about the place that now lies under the lock. A decider then decides that the question goes."""
    lock = lock_or_404(request, case)
    actor = acting(request)
    require(rules.ask_own(actor, lock=lock), "question.ask")
    receivers = _receivers(actor)
    form = AskForm(list(_choices(receivers)), posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            if form.cleaned_data["whom"] == OWN_CASES:
                obstacle = actions.ask_own(by=actor, lock=lock)
                said = (
                    _("Hinder: platsen krockar med ett annat av era ärenden.")
                    if obstacle
                    else _("Inget känt hinder.")
                )
                (messages.warning if obstacle else messages.success)(request, said)
                return redirect("exits_apart", lock.case_id)
            programme, receiver = receivers[form.cleaned_data["whom"]]
            asked = actions.ask(
                by=actor,
                lock=lock,
                programme=programme,
                receiver=receiver.pk,
                month=form.cleaned_data["month"],
            )
            messages.success(request, _("Frågan är skriven. Den går när en beslutsfattare har beslutat det."))
            return redirect("disclosure", asked.pk)
    return show_form(request, "exits/ask_form.html", form, case=lock.case, alone=not receivers, per_day=PER_DAY,
                     per_period=PER_PERIOD, period=PERIOD)  # fmt: skip


def _receivers(actor: Actor) -> dict[str, tuple[Programme, Agency]]:
    """The other parties to the agreements that the officer may ask through, by the form's value."""
    return {
        f"{programme.pk}.{party.agency_id}": (programme, party.agency)
        for programme in agreements(actor)
        for party in others(programme, actor.agency)
    }


def _choices(receivers: dict[str, tuple[Programme, Agency]]) -> list[tuple[str, str]]:
    return [(key, f"{agency.name} ({programme.name})") for key, (programme, agency) in receivers.items()]


def _term(each: TermView) -> present.Part:
    row = each.row
    state = _("tar del i jämförelser") if each.ready else _("väntar på att låset öppnas")
    if not each.comparable:
        state = _("kan inte jämföras: personnummer saknas")
    sort = _("Hör till grupp") if row.side == Term.Side.OWN else row.get_what_display().capitalize()
    return {
        "id": row.pk, "name": each.fields.get("name", ""), "number": each.fields.get("number", ""), "sort": sort,
        "why": each.fields.get("why", ""), "state": state, "ready": each.ready, "made": row.made_at,
    }  # fmt: skip


def _asked(each: Asked) -> present.Part:
    row = each.question
    answers = {"obstacle": _("Ja, det finns hinder"), "none_known": _("Nej, inget känt hinder")}
    waiting = {
        "": _("inte skickad"), "own": "", Disclosure.State.PROPOSED: _("väntar på beslut om att frågan får gå"),
        Disclosure.State.REFUSED: _("fick inte gå"),
    }  # fmt: skip
    return {
        "on": row.asked_at, "whom": _("Våra egna ärenden") if row.file_id is None else row.receiver.name,
        "answer": answers.get(each.answer) or waiting.get(each.state, _("ställd, inget svar än")),
        "obstacle": each.answer == "obstacle", "answered": bool(each.answer), **_time(each, waiting),
        "url": reverse("case", args=[row.file_id]) if row.file_id else "",
    }  # fmt: skip


def _time(each: Asked, waiting: Collection[str]) -> present.Part:
    """When the answer came, or by when it should; nothing for a question that never went."""
    if each.due is None or (each.state in waiting and not each.answer):
        return {}
    return {"due": each.due, "came": each.came, "late": (each.came or clock.today()) > each.due}


urlpatterns = [
    path("arenden/<uuid:case>/isar/", show, name="exits_apart"),
    path("arenden/<uuid:case>/isar/ny/", new, name="exits_term_new"),
    path("isar/<uuid:term>/avsluta/", end, name="exits_term_end"),
    path("arenden/<uuid:case>/placering/", ask, name="exits_ask"),
]
