"""The help line: a call taken with the fewest fields, settled, and handed over if the caller said yes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samverkan.casework import rules as casework
from samverkan.groups import actions, rules
from samverkan.groups.reads.help_line import CallLine, call_lines
from samverkan.secrecy import clock
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import act_on, given, kind_form
from samverkan.web.groups.room import choices, file_or_404, method_of, programme_or_404, require_side, room
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "help_call"


@page("groups.help_line", "läste samtalen till hjälplinjen", "read the calls to the help line")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Calls without an answer first, then the rest, newest first."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor = acting(request)
    return render(request, "groups/help_line.html", {
        **room(request, chosen_in, "help_line"),
        "may": bool(casework.open_beside(actor, programme=chosen_in, side=SIDE)),
        "lines": [_line(chosen_in, each) for each in call_lines(actor, chosen_in.pk)],
    })  # fmt: skip


@page("help_line.call_form", "öppnade formuläret för ett samtal", "opened the form for a call")
def new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """A call: what is needed to help, and not who it is unless they say so."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(casework.open_beside(actor, programme=chosen_in, side=SIDE), "case.open_beside")
    form = kind_form(method_of(chosen_in), "help_call")(posted(request), initial={"called_on": clock.today()})

    def act() -> Any:
        return actions.take_call(by=actor, programme=chosen_in, call=given(form))

    return act_on(
        request, form, act, done=_("Samtalet är sparat. Skriv vad som kom av det när det är klart."),
        to=lambda made: reverse("call_settle", args=[chosen_in.pk, made.pk]), button=_("Spara samtalet"),
        **room(request, chosen_in, ""), title=_("Nytt samtal"), back=_back(chosen_in),
        lead=_("Är någon i fara nu: ring 112 först. Den som ringer får vara anonym. Fråga inte om brott."),
    )  # fmt: skip


@page("help_line.settle_form", "öppnade ett samtal för att avsluta det", "opened a call to settle it")
def settle(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """What came of it; and to whom it goes, if the caller said yes."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    row = file_or_404(request, chosen_in, case, SIDE)
    require(rules.hand_over_call(actor, call=row), "help_line.hand_over")
    form = kind_form(method_of(row), "help_handover")(posted(request), initial={"handed_on": clock.today()})
    line = next((each for each in call_lines(actor, chosen_in.pk) if each.case.pk == row.pk), None)
    told = line.call.fields if line and line.call and line.call.fields else {}

    def act() -> Any:
        return actions.hand_over(by=actor, call=row, fields=given(form))

    return act_on(
        request, form, act, done=_("Sparat. Är det en överlämning väntar den nu på beslut hos er."),
        to=lambda _made: _back(chosen_in)["url"], button=_("Spara"), **room(request, chosen_in, ""),
        title=_("Vad som kom av samtalet"), back=_back(chosen_in), about=present.case_title(row),
        facts=present.field_rows(method_of(row), "help_call", told), facts_title=_("Samtalet"),
        lead=_("Lämna över bara om den som ringde har sagt ja. Överlämningen går genom dörren: en beslutsfattare hos "
               "er beslutar, och mottagaren tar emot."),
    )  # fmt: skip


def _line(programme: Programme, line: CallLine) -> Part:
    method, call, over = method_of(line.case), line.call, line.handover
    sent = line.disclosure
    return {
        "case": line.case, "title": present.case_title(line.case), "file": reverse("case", args=[line.case.pk]),
        "at": localtime(call.row.made_at) if call else None, "wants": call["wants"] if call else "",
        "caller": choices(method, "help_call", "caller").get(str(call["caller"]), "") if call else "",
        "danger": bool(call and call["danger"] is True), "ours": call is not None and call.row.received_id is None,
        "to": choices(method, "help_handover", "to").get(str(over["to"]), "") if over else "",
        "outcome": over["text"] if over else "", "settled": over is not None,
        "sent": sent.get_state_display() if sent else "",
        "sent_url": reverse("disclosure", args=[sent.pk]) if sent else "",
        "settle": reverse("call_settle", args=[programme.pk, line.case.pk]),
    }  # fmt: skip


def _back(programme: Programme) -> Part:
    return {"url": reverse("help_line", args=[programme.pk]), "label": _("Hjälplinjen")}


urlpatterns = [
    path("grupper/<uuid:programme>/hjalplinjen/", show, name="help_line"),
    path("grupper/<uuid:programme>/hjalplinjen/nytt/", new, name="call_new"),
    path("grupper/<uuid:programme>/hjalplinjen/<uuid:case>/", settle, name="call_settle"),
]
