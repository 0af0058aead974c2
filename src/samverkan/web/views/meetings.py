"""Meetings: all of them, one planned, opened, led and closed. What is said lies in each agency's entries."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.casework import actions, rules
from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import meeting_now
from samverkan.casework.reads.desk import programmes_of
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import board, calendars, exports
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.sheets import render
from samverkan.web.views import meeting_acts, meeting_run
from samverkan.web.views.meeting_access import FORM, reads, the_meeting

DEFAULT_HOUR = 9


def led_by(actor: Actor) -> list[Programme]:
    """The programmes whose method has a meeting that the actor may lead."""
    return [
        each for each in programmes_of(actor)
        if actor.may("run_meeting", each.pk) and pinned(each.method, each.method_version).meeting
    ]  # fmt: skip


class PlanForm(forms.Form):
    """When and where. The date is proposed from the method's rhythm."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=gettext_lazy("Verksamhet"), empty_label=None
    )
    date = forms.DateField(
        label=gettext_lazy("Datum"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Ange ett datum, till exempel 2026-12-01."),
                        "invalid": gettext_lazy("Skriv datumet så här: 2026-11-22.")},
    )  # fmt: skip
    starts_at = forms.TimeField(
        label=gettext_lazy("Klockslag"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": gettext_lazy("Ange ett klockslag, till exempel 09:00."),
                        "invalid": gettext_lazy("Skriv klockslaget så här: 09:00.")},
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Plats"), max_length=120, required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = [each.pk for each in led_by(actor)]
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=led).order_by("name")  # type: ignore[attr-defined]


@page("meeting.list", "läste möteslistan", "read the list of meetings", may=reads)
def index(request: HttpRequest) -> HttpResponse:
    """All meetings; whoever leads them plans the next one here."""
    actor = acting(request)
    form = PlanForm(actor, posted(request), initial=_proposed(actor)) if led_by(actor) else None
    if request.method == "POST" and form is not None and form.is_valid():
        when = datetime.combine(form.cleaned_data["date"], form.cleaned_data["starts_at"], clock.STOCKHOLM)
        with errors_on(form):
            actions.plan_meeting(
                by=actor,
                programme=form.cleaned_data["programme"],
                starts_at=when,
                place=form.cleaned_data["place"],
            )
            messages.success(request, _("Mötet är planerat."))
            return HttpResponseRedirect(reverse("meetings"))
    found = meeting_now.meetings_of(actor)
    context = {
        "form": form,
        "open": [each for each in found if each.state == Meeting.State.OPEN],
        "planned": [each for each in found if each.state == Meeting.State.PLANNED],
        "closed": [each for each in reversed(found) if each.state == Meeting.State.CLOSED],
        "export": exports.ways(reverse("meeting_export")) if found else [],
    }
    return render(request, "meetings/list.html", context, status=422 if form and form.errors else 200)


@page("meeting.calendar", "hämtade mötena till sin kalender", "took the meetings to a calendar", may=reads)
def calendar(request: HttpRequest) -> HttpResponse:
    """The meetings of the officer's programmes for a calendar: when and where, and nothing of any case."""
    found = [each for each in meeting_now.meetings_of(acting(request)) if each.state != Meeting.State.CLOSED]
    return exports.file("moten.ics", calendars.written(found), calendars.TYPE)


@page("meeting.export", "tog ut möteslistan som fil", "took the list of meetings out as a file", may=reads)
def export(request: HttpRequest) -> HttpResponse:
    """All meetings as a file: programme, day, time, place and whether they have been held."""
    rows = [
        [each.programme.name, localtime(each.starts_at).date(), f"{localtime(each.starts_at):%H:%M}", each.place,
         each.get_state_display()]
        for each in meeting_now.meetings_of(acting(request))
    ]  # fmt: skip
    heads = [_("Verksamhet"), _("Datum"), _("Klockslag"), _("Plats"), _("Läge")]
    return exports.answer(request, "moten", heads, rows)


@page("meeting.read", "läste mötets dagordning", "read the meeting's agenda", may=reads)
def show(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Before the meeting the agenda, during it the run, after it what it left."""
    actor = acting(request)
    found = the_meeting(request, meeting)
    if found.state == Meeting.State.OPEN:
        return meeting_run.run_page(request, found)
    context = {
        "meeting": found,
        "agenda": board.agenda_parts(actor, found),
        "leads": actor.may("run_meeting", found.programme_id),
        "arranges": bool(rules.arrange_agenda(actor, meeting=found)),
        "prepares": actor.may("propose", found.programme_id) or actor.may("decide", found.programme_id),
        "minutes": meeting_acts.minutes_of(actor, found) if found.state == Meeting.State.CLOSED else [],
    }
    return render(request, f"meetings/{found.state}.html", context)


@require_POST
@page(*FORM, may=reads)
def open_it(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Start it, as chair."""
    actions.open_meeting(by=acting(request), meeting=the_meeting(request, meeting))
    return HttpResponseRedirect(reverse("meeting", args=[meeting]))


@require_POST
@page(*FORM, may=reads)
def close_it(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """End it."""
    actions.close_meeting(by=acting(request), meeting=the_meeting(request, meeting))
    messages.success(request, _("Mötet är avslutat."))
    return HttpResponseRedirect(reverse("meeting", args=[meeting]))


def _proposed(actor: Actor) -> dict[str, Any]:
    """The method's rhythm after the latest meeting: same hour, same place."""
    programme = next(iter(led_by(actor)), None)
    if programme is None:
        return {}
    meeting = pinned(programme.method, programme.method_version).meeting
    days = meeting.every_days if meeting else 21
    last = programme.meetings.order_by("-starts_at").first()
    start = localtime(last.starts_at) if last else None
    day = (start.date() if start else clock.today()) + timedelta(days=days if start else 1)
    return {
        "programme": programme, "date": max(day, clock.today()),
        "starts_at": start.time() if start else time(DEFAULT_HOUR),
        "place": last.place if last else "",
    }  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("moten/", index, name="meetings"),
    path("moten/kalender.ics", calendar, name="meeting_calendar"),
    path("moten/fil/", export, name="meeting_export"),
    path("moten/<uuid:meeting>/", show, name="meeting"),
    path("moten/<uuid:meeting>/oppna/", open_it, name="meeting_open"),
    path("moten/<uuid:meeting>/stang/", close_it, name="meeting_close"),
    *meeting_run.urlpatterns,
    *meeting_acts.urlpatterns,
]
