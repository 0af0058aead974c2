"""My desk: what to do today. What it holds follows from the seats; a seat that reads nothing sees no case."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.casework.reads import inbox
from samverkan.casework.reads.advice import advice_wanted
from samverkan.casework.reads.clocks import Running
from samverkan.casework.reads.desk import desk, programmes_of
from samverkan.casework.reads.lists import CaseRow
from samverkan.casework.reads.news import News, news
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Disclosure
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.casefile.limits import limit
from samverkan.web.council.loop import reminders
from samverkan.web.exits.emergency import alarms_of
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.views.pupils.desk import pupils


@page("desk.read", "läste sitt bord", "read the desk")
def show(request: HttpRequest) -> HttpResponse:
    """One page for every role: what its seats can do decides which parts there are."""
    actor = acting(request)
    reads = any(seat.reads for seat in actor.seats)
    context = {
        "today": clock.today(),
        "reads": reads,
        "alarms": alarms_of(actor),
        "loop": reminders(actor),
        **(_casework(actor) if reads else {}),
        **_others(actor),
    }
    return render(request, "desk/desk.html", context)


def _casework(actor: Actor) -> present.Part:
    found = desk(actor)
    wanted = advice_wanted(actor)
    return {
        "meetings": [_meeting(each) for each in found.meetings],
        "waiting": [_waiting(each) for each in inbox.folded(found.waiting)],
        "to_decide": [_proposal(each) for each in found.to_decide],
        "tasks": [
            present.task(view, reverse("case", args=[view.task.case_id]) + "#uppdrag") for view in found.tasks
        ],
        "stale": [_line(row) for row in found.stale],
        "limits": [_limit(actor, each, found.people) for each in found.limits],
        "to_confirm": [_line(row) for row in found.to_confirm],
        "questions": [
            {"case": opened.row.case, "on": localdate(opened.row.made_at), "text": opened["text"]}
            for opened in wanted.questions
        ],
        "proposals": [_proposal(each) for each in wanted.proposals],
        "news": [_news(each) for each in news(actor)],
        "pupils": pupils(actor),
        "can": _can(actor),
    }


def _can(actor: Actor) -> dict[str, bool]:
    """Which parts are of use to these seats, even when empty."""
    return {
        "receive": actor.may("receive"),
        "decide": actor.may("decide") or actor.may("second"),
        "task": actor.may("task"),
        "judge": actor.may("judge"),
        "confirm": actor.may("confirm"),
        "advise": actor.may("advise"),
    }


def _others(actor: Actor) -> present.Part:
    """What a seat that reads no entries can do instead."""
    return {
        "programmes": programmes_of(actor),
        "figures": actor.may("read_figures") or actor.may("publish_figures"),
        "log": actor.may("review_log"),
        "operates": actor.may("operate"),
    }


def _meeting(meeting: Meeting) -> present.Part:
    return {
        "programme": meeting.programme, "starts_at": meeting.starts_at, "place": meeting.place,
        "open": meeting.state == Meeting.State.OPEN, "url": reverse("meeting", args=[meeting.pk]),
    }  # fmt: skip


def _waiting(came: inbox.Came) -> present.Part:
    delivery = came.delivery
    return {
        "count": came.count,
        "giver": present.chip(delivery.giver), "on": localdate(delivery.sent_at), "programme": delivery.programme,
        "form": delivery.get_form_display(), "url": reverse("delivery", args=[delivery.pk]),
    }  # fmt: skip


def _proposal(disclosure: Disclosure) -> present.Part:
    return {
        "number": disclosure.number, "receiver": present.chip(disclosure.receiver), "case": disclosure.case,
        "state": disclosure.get_state_display(), "on": localdate(disclosure.proposed_at),
        "url": reverse("disclosure", args=[disclosure.pk]),
    }  # fmt: skip


def _line(row: CaseRow) -> present.Part:
    return {"person": present.person(row), "judged": row.shown, "since": _stale_since(row)}


def _limit(actor: Actor, each: Running, people: Mapping[UUID, CaseRow]) -> present.Part:
    """A limit with the person or thing it is about; stopped on the case's own page."""
    return {**limit(actor, each), "person": present.person(people[each.case.pk]), "stop": ""}


def _stale_since(row: CaseRow) -> date | None:
    """Since when a line's colour is stale; None where nobody has judged yet."""
    return row.shown.valid_until if row.shown and row.shown.stale else None


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
