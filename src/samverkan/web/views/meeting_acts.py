"""What one does at the meeting without leaving it: judge, agree on a colour, give a task, note, take in.

Each is a small form that htmx puts beside the matter; without a script it is a page of its own. What concerns
another authority is offered for disclosure at once: nothing crosses by itself.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.casework import actions
from samverkan.casework.models import Meeting, Task
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import meeting_now
from samverkan.casework.reads.deliveries import Arrived, arrived
from samverkan.casework.reads.lists import rows_of
from samverkan.methods.asking import day_field, joint_kind, own_kind
from samverkan.methods.known import TASK
from samverkan.methods.schema import EntryKind, Method
from samverkan.secrecy import clock, reception
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Entry
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import build_form, errors_on, fields_of, posted
from samverkan.web.present import Part
from samverkan.web.prompting import prompt_at, question
from samverkan.web.sheets import render
from samverkan.web.views.meeting_access import reads, the_case, the_meeting

Written = Entry | None
JUDGED = frozenset({"level", "reason", "valid_until"})


@dataclass(frozen=True)
class Act:
    """One form: its heading (the kind's own if empty), its kind, the fields that say themselves, what it does."""

    title: str | Promise
    kind: Callable[[Method], str | None]
    own_fields: Callable[[EntryKind], tuple[str, ...]]
    start: Callable[[EntryKind], dict[str, Any]]
    do: Callable[[Actor, CaseFile, EntryKind, dict[str, Any]], Written]


def _judge(by: Actor, case: CaseFile, kind: EntryKind, fields: dict[str, Any]) -> Written:
    until = fields.get("valid_until")
    try:
        valid_until = date.fromisoformat(until) if until else None
    except ValueError as bad:
        raise Invalid("valid_until", _("Skriv datumet så här: 2026-11-22.")) from bad
    entry = actions.judge(
        by=by, case=case, kind=kind.id, level=fields.get("level", ""), reason=fields.get("reason", ""),
        valid_until=valid_until, more={k: v for k, v in fields.items() if k not in JUDGED},
    )  # fmt: skip
    return entry if kind.id == joint_kind(pinned(case.method, case.method_version)) else None


def _task(by: Actor, case: CaseFile, _kind: EntryKind, fields: dict[str, Any]) -> Written:
    task = actions.give_task(by=by, case=case, fields=fields)
    return task.entry if task.responsible_id != by.agency else None


def _minute(by: Actor, case: CaseFile, kind: EntryKind, fields: dict[str, Any]) -> Written:
    today = {name: clock.today().isoformat() for name in _days(kind)}
    actions.add(by=by, case=case, kind=kind.id, fields={**fields, **today})
    return None


def _none(_kind: EntryKind) -> tuple[str, ...]:
    return ()


def _judged_on(_kind: EntryKind) -> tuple[str, ...]:
    return ("judged_on",)


def _days(kind: EntryKind) -> tuple[str, ...]:
    """The day of the meeting says itself."""
    day = day_field(kind)
    return (day.id,) if day else ()


def _valid(kind: EntryKind) -> dict[str, Any]:
    return {"valid_until": (clock.today() + timedelta(days=kind.valid_days or 21)).isoformat()}


def _minutes(method: Method) -> str | None:
    return method.meeting.minutes if method.meeting else None


ACTS = {
    "farg": Act("", own_kind, _judged_on, _valid, _judge),
    "gemensam": Act("", joint_kind, _judged_on, _valid, _judge),
    "uppdrag": Act(gettext_lazy("Nytt uppdrag"), lambda _method: TASK, _none, lambda _kind: {}, _task),
    "minne": Act(gettext_lazy("Vår minnesanteckning"), _minutes, _days, lambda _kind: {}, _minute),
}  # fmt: skip


@page("meeting.act", "öppnade ett formulär på mötet", "opened a form at the meeting", may=reads)
def act(request: HttpRequest, meeting: UUID, case: UUID, what: str) -> HttpResponse:
    """One act on the matter that is up."""
    found = the_meeting(request, meeting)
    matter = the_case(request, found, case)
    chosen, kind = _chosen(matter, what)
    form_class = build_form(
        pinned(matter.method, matter.method_version), kind, leave_out=chosen.own_fields(kind)
    )
    form = form_class(posted(request), initial=chosen.start(kind), auto_id=f"{what}_%s")
    for name in form.fields.keys() & {"valid_until"}:
        form.fields[name].required = False  # left out, it is the method's days
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            written = chosen.do(acting(request), matter, kind, fields_of(form, kind))
            return _done(request, found, matter, written, kind)
    name = rows_of(acting(request), [matter])[0].name or present.case_title(matter)
    title = chosen.title or present.words(kind.label)
    context = {"title": title, "name": name, "form": form, "case": matter, "meeting": found}
    return _panel(request, "meetings/act.html", context, status=422 if form.errors else 200)


@page("meeting.take", "öppnade ett utlämnande på mötet", "opened a disclosure at the meeting", may=reads)
def take(request: HttpRequest, meeting: UUID, delivery: UUID) -> HttpResponse:
    """Take in what arrived, or send it back with a reason. A doubtful file is chosen on the delivery's own page."""
    found = the_meeting(request, meeting)
    came = _waiting(request, found, delivery)
    form = RejectForm(posted(request), auto_id="ta_in_%s")
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            case = _settle(acting(request), came, request.POST)
            return _done(request, found, case, None)
    context = {
        "form": form, "meeting": found, "came": came, "giver": present.chip(came.delivery.giver),
        "ground": present.ground_name(came.delivery.ground, came.delivery.ground_version),
        "entries": [_item(came, each) for each in came.items],
    }  # fmt: skip
    return _panel(request, "meetings/take.html", context, status=422 if form.errors else 200)


class RejectForm(forms.Form):
    """Why it is sent back; the giver gets to read it."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl att avvisa"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Bara om ni avvisar. Avsändaren får läsa det."),
    )  # fmt: skip


def minutes_of(actor: Actor, meeting: Meeting) -> list[Part]:
    """One's own agency's minutes of the meeting's day, by case number."""
    return [
        {"case": entry.row.case, "text": entry["text"]}
        for entry in meeting_now.minutes(actor, meeting)
        if not entry.weeded
    ]


def _chosen(case: CaseFile, what: str) -> tuple[Act, EntryKind]:
    method = pinned(case.method, case.method_version)
    kind = ACTS[what].kind(method) if what in ACTS else None
    if kind is None or kind not in {each.id for each in method.kinds}:
        raise Http404
    return ACTS[what], method.kind(kind)


def _done(
    request: HttpRequest,
    meeting: Meeting,
    case: CaseFile | None,
    written: Written,
    kind: EntryKind | None = None,
) -> HttpResponse:
    """Saved. In the meeting the panel closes, or offers to disclose; without a script one comes back to it.

    Where the method has a question at this moment (are siblings affected?), it is put to the officer.
    """
    asked = _question(request, case, kind)
    if request.headers.get("HX-Request"):
        context = _offer(request, case, written) if written is not None and case is not None else {}
        context["asked"] = asked
        response = render(request, "meetings/saved.html", context)
        response["HX-Trigger"] = json.dumps({"changed": True, "announce": _("Sparat.")})
        return response
    messages.success(request, _("Sparat."))
    if asked:
        messages.info(request, f"{asked['ask']} {_('Skriv i så fall')}: {asked['kind']}.")
    if written is not None and case is not None:
        return HttpResponseRedirect(f"{reverse('disclose', args=[case.pk])}?entry={written.pk}")
    stay = f"?arende={case.pk}" if case and case.list_id else ""
    return HttpResponseRedirect(f"{reverse('meeting', args=[meeting.pk])}{stay}")


def _question(request: HttpRequest, case: CaseFile | None, kind: EntryKind | None) -> Part | None:
    if case is None or kind is None:
        return None
    method = pinned(case.method, case.method_version)
    return question(acting(request), method, case, prompt_at(method, f"kind:{kind.id}"))


def _offer(request: HttpRequest, case: CaseFile, written: Entry) -> Part:
    """The form for what is said across the table, with the entry and those it is for chosen.

    A task is for the authority responsible alone; anything else for those who share the matter.
    """
    task = Task.of(acting(request).agency).filter(entry=written).select_related("responsible").first()
    shared = [task.responsible] if task else meeting_now.shared_with(acting(request), case)
    chosen = {"show": "1", "entry": str(written.pk), "receivers": [str(each.pk) for each in shared]}
    return {
        "spoken": reverse("disclose_spot", args=[case.pk]),
        "prefilled": json.dumps(chosen),
        "shared": [present.chip(each) for each in shared],
    }


def _panel(request: HttpRequest, template: str, context: Part, status: int) -> HttpResponse:
    inside = bool(request.headers.get("HX-Request"))
    base = "meetings/panel.html" if inside else "meetings/panel_page.html"
    return render(request, template, {**context, "base": base, "inside": inside}, status=status)


def _waiting(request: HttpRequest, meeting: Meeting, key: UUID) -> Arrived:
    try:
        came = arrived(acting(request), key)
    except Delivery.DoesNotExist as absent:
        raise Http404 from absent
    if came.delivery.programme_id != meeting.programme_id or came.status != "waiting":
        raise Http404
    return came


def _settle(by: Actor, came: Arrived, given: Any) -> CaseFile | None:
    if "reject" in given:
        reception.reject(by=by, delivery=came.delivery, reason=given.get("reason", ""))
        return came.tied
    return actions.receive(by=by, delivery=came.delivery, case=came.tied).case


def _item(came: Arrived, item: dict[str, Any]) -> Part:
    """One entry of a delivery; what the role may not read, or not yet, is named by its kind alone."""
    fields = None if item["fields"] is None else present.field_rows(came.method, item["kind"], item["fields"])
    return {
        "kind": present.kind_label(came.method, item["kind"]),
        "date": item["happened_on"],
        "fields": fields,
    }


urlpatterns: list[URLPattern] = [
    path("moten/<uuid:meeting>/arende/<uuid:case>/<str:what>/", act, name="meeting_act"),
    path("moten/<uuid:meeting>/ta-in/<uuid:delivery>/", take, name="meeting_take"),
]
