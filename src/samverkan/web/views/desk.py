"""My desk: what to do today, in order of date. What it holds follows from the seats; see web/todos."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.desk import programmes_of
from samverkan.casework.reads.news import News, news
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.council.loop import reminders
from samverkan.web.exits.emergency import alarms_of
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.todos import by_day, meetings
from samverkan.web.todos.sources import todos
from samverkan.web.views.pupils.desk import pupils


@page("desk.read", "läste sitt bord", "read the desk")
def show(request: HttpRequest) -> HttpResponse:
    """One page for every role: what its seats can do decides what waits."""
    actor = acting(request)
    reads = any(seat.reads for seat in actor.seats)
    programmes, coming = programmes_of(actor), meetings.coming(actor)
    context = {
        "today": clock.today(),
        "roles": list(_roles(actor, programmes)),
        "going_on": [_meeting(each) for each in coming if each.state == Meeting.State.OPEN],
        "days": by_day([*todos(actor), *meetings.planned(coming)]),
        "next": _next(actor),
        "reads": reads,
        "alarms": alarms_of(actor),
        "pupils": pupils(actor),
        "loop": reminders(actor),
        "news": [_news(each) for each in news(actor)] if reads else [],
        "programmes": programmes,
        **_others(actor),
    }
    return render(request, "desk/desk.html", context)


def _roles(actor: Actor, programmes: Iterable[Programme]) -> Iterable[present.Part]:
    """In which role, in which programme: what the day follows from."""
    names = {each.pk: each.name for each in programmes}
    for seat in actor.seats:
        role = pinned(seat.method, seat.method_version).role(seat.role)
        yield {"role": present.words(role.label), "programme": names[seat.programme]}


def _next(actor: Actor) -> present.Part:
    """What to do when nothing waits: the first thing that the seats have a hand in."""
    ways = (
        ("nominate", _("Öppna listan"), "lists"),
        ("write", _("Öppna listan"), "lists"),
        ("receive", _("Öppna listan"), "lists"),
        ("advise", _("Får jag lämna ut?"), "guide"),
        ("review_log", _("Öppna loggen"), "log"),
        ("read_figures", _("Läs siffrorna"), "figures"),
        ("operate", _("Tjänstens hälsa"), "healthz"),
    )
    found = next(((label, name) for may, label, name in ways if actor.may(may)), None)
    return {"label": found[0], "url": reverse(found[1])} if found else {}


def _others(actor: Actor) -> present.Part:
    """What a seat that reads no entries can do instead."""
    return {
        "figures": actor.may("read_figures") or actor.may("publish_figures"),
        "log": actor.may("review_log"),
        "operates": actor.may("operate"),
    }


def _meeting(meeting: Meeting) -> present.Part:
    return {
        "programme": meeting.programme.name, "starts_at": meeting.starts_at, "place": meeting.place,
        "url": reverse("meeting", args=[meeting.pk]),
    }  # fmt: skip


def _news(each: News) -> present.Part:
    number = each.ours.number if each.ours else each.received.number if each.received else ""
    url = reverse("disclosure", args=[each.ours.pk]) if each.ours else ""
    if each.received:
        url = reverse("delivery", args=[each.received.pk])
    about = _("Utlämnande %(number)s") % {"number": number} if number else _("Ett utlämnande som väntar")
    return {
        "date": localdate(each.event.sent_at), "url": url, "by": each.event.giver.short,
        "text": f"{about}: {present.event_words(each.event.event)}",
    }  # fmt: skip


urlpatterns = [path("", show, name="desk")]
