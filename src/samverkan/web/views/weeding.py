"""Weeding (gallring): what is due, decided, undone and held back by a human; and the register of what has gone."""

import itertools
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from samverkan.casework import rules
from samverkan.casework.actions import weeding as acts
from samverkan.casework.models import Weeding
from samverkan.casework.reads import weeding as reading
from samverkan.methods.words import KeptFrom
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.paging import page
from samverkan.web import exports, present
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.kinds import OFF
from samverkan.web.opening import page_number, show_form
from samverkan.web.sheets import render

FORM = ("weeding.form", "skickade ett formulär om gallring", "sent a form about weeding")


def weeds(actor: Actor) -> bool:
    """Whoever decides on weeding somewhere."""
    return bool(rules.weeded_by(actor))


class HoldForm(forms.Form):
    """Why a weeding may wait, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"), widget=forms.Textarea(attrs={**OFF, "rows": 3}),
        help_text=gettext_lazy("Till exempel att någon har begärt ut akten, eller att den behövs i en tvist."),
        error_messages={"required": gettext_lazy("Skriv varför gallringen får vänta.")},
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Till och med"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Skriv en dag framåt; efter den faller raden ut igen."),
                        "invalid": gettext_lazy("Skriv datumet så här: 2026-11-22.")},
    )  # fmt: skip


@page("weeding.read", "läste vad som ska gallras", "read what is to be weeded", may=weeds)
def show(request: HttpRequest) -> HttpResponse:
    """What is due first, then what waits out its days of grace, goes by itself, is held back, or is to come."""
    actor = acting(request)
    found = reading.lists(actor)
    who = reading.names([*found.decided, *found.held])
    context = {
        "due": [_line(each, who) for each in found.due],
        "decided": [_line(each, who) for each in found.decided],
        "others": [
            (head, note, [_line(each, who) for each in rows]) for head, note, rows in _others(found) if rows
        ],
        "any": any(vars(found).values()),
    }  # fmt: skip
    return render(request, "weeding/list.html", context)


def _others(found: reading.Lists) -> list[tuple[str, str, list[Weeding]]]:
    return [
        (_("Gallras av sig självt"), _("Metodens fil säger det. Stoppa den som behöver vänta."),
         found.by_itself),
        (_("Stoppat"), _("Faller ut igen efter dagen som står där."), found.held),
        (_("Går inte att räkna ut"),
         _("Det som tiden räknas från saknas. Rätta akten, eller fråga arkivarien."), found.uncounted),
        (_("Kommer"), _("Visas i förväg, så att den som vill kan invända."), found.coming),
    ]  # fmt: skip


@require_POST
@page(*FORM, may=weeds)
def act(request: HttpRequest) -> HttpResponse:
    """Decide on the ticked rows, undo a decision, or bring the list in step."""
    actor, back = acting(request), HttpResponseRedirect(reverse("weeding"))
    rows = reading.find(actor, _keys(request.POST.getlist("rad")))
    what = request.POST.get("gor")
    try:
        if what == "besluta":
            done = acts.decide(by=actor, rows=rows)
            messages.success(request, _decided(len(done), max(each.runs_on for each in done if each.runs_on)))
        elif what == "angra" and rows:
            acts.undo(by=actor, rows=rows)
            messages.success(request, _("Beslutet är ångrat. Inget har gallrats."))
        elif what == "rakna":
            acts.find(by=actor)
            messages.success(request, _("Listan är omräknad."))
        else:
            messages.warning(request, _("Välj minst en rad."))
    except Invalid as wrong:
        messages.warning(request, str(wrong.message))
    return back


@page("weeding.hold_form", "öppnade formuläret för att stoppa en gallring", "opened the form to hold a weeding",
      may=weeds)  # fmt: skip
def hold(request: HttpRequest, weeding: UUID) -> HttpResponse:
    """Hold one back until a day."""
    actor = acting(request)
    found = reading.find(actor, [weeding])
    if not found:
        raise Http404
    form = HoldForm(posted(request), initial={"until": clock.today() + timedelta(days=90)})
    if form.is_bound and form.is_valid():
        with errors_on(form):
            acts.hold(by=actor, rows=found, **form.cleaned_data)
            messages.success(request, _("Gallringen är stoppad."))
            return redirect("weeding")
    return show_form(request, "weeding/hold.html", form, line=_line(found[0], {}))


@page(
    "weeding.register", "läste registret över det gallrade", "read the register of what was weeded", may=weeds
)
def register(request: HttpRequest) -> HttpResponse:
    """What has been weeded: number, class, provision and day; never what it said, which nobody can read any more."""
    number = page_number(request)
    rows, more = reading.register(acting(request), number)
    who = reading.names(rows)
    context = {
        "rows": [_line(each, who) for each in rows], "page": number, "more": more,
        "export": exports.ways(reverse("weeding_export")) if rows else [],
    }  # fmt: skip
    return render(request, "weeding/register.html", context)


@page(
    "weeding.export",
    "tog ut gallringsregistret som fil",
    "took the register of weeding out as a file",
    may=weeds,
)
def export(request: HttpRequest) -> HttpResponse:
    """The whole register as a file."""
    rows: list[Weeding] = []
    for number in itertools.count(1):
        found, more = reading.register(acting(request), number)
        rows += found
        if not more:
            break
    who = reading.names(rows)
    heads = [
        _("Ärende"), _("Verksamhet"), _("Slag"), _("Antal uppgifter"), _("Räknat från"), _("Källa"), _("Föll ut"),
        _("Beslutat av"), _("Beslutat"), _("Gallrat"),
    ]  # fmt: skip
    cells = [
        [each["case"].number, each["case"].programme.name, each["kind"], each["items"], each["from"], each["source"],
         each["due"], each["by"], each["decided"], each["done"]]
        for each in (_line(row, who) for row in rows)
    ]  # fmt: skip
    return exports.answer(request, "gallrat", heads, cells)


def _line(row: Weeding, who: dict[UUID, str]) -> present.Part:
    kind = reading.entry_class(row)
    counted = next((present.words(each.label) for each in KeptFrom if each == row.counted_from), "")
    return {
        "id": row.pk, "case": row.case, "title": present.case_title(row.case),
        "kind": present.words(kind.label) if kind else row.box.retention, "items": row.items,
        "due": row.due, "from": counted, "source": row.source, "grace": row.grace_days,
        "goes": row.due + timedelta(days=row.grace_days) if row.due else None, "runs_on": row.runs_on,
        "by": who.get(row.decided_by, "") if row.decided_by else (_("metodens fil") if row.by_itself else ""),
        "decided": localdate(row.decided_at) if row.decided_at else None,
        "held_until": row.held_until, "held_by": who.get(row.held_by, "") if row.held_by else "",
        "reason": reading.reason(row) if row.is_held else "",
        "done": localdate(row.done_at) if row.done_at else None,
        "hold": reverse("weeding_hold", args=[row.pk]) if not row.done_at and not row.is_held else "",
    }  # fmt: skip


def _decided(count: int, runs_on: Any) -> str:
    words = ngettext("%(n)s rad gallras %(day)s. Till dess kan beslutet ångras.",
                     "%(n)s rader gallras, senast %(day)s. Till dess kan beslutet ångras.", count)  # fmt: skip
    return words % {"n": count, "day": runs_on.isoformat()}


def _keys(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError as garbled:
            raise Http404 from garbled
    return found


urlpatterns: list[URLPattern] = [
    path("gallring/", show, name="weeding"),
    path("gallring/beslut/", act, name="weeding_act"),
    path("gallring/gallrat/", register, name="weeding_register"),
    path("gallring/gallrat/fil/", export, name="weeding_export"),
    path("gallring/<uuid:weeding>/stoppa/", hold, name="weeding_hold"),
]
