"""The meeting, person by person: each authority at its own screen, seeing its own view of the same matter."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.casework import actions, rules
from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import meeting_now
from samverkan.casework.reads.meeting_now import Now
from samverkan.methods.asking import find_kind, joint_kind, own_kind
from samverkan.methods.known import TASK
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.web import board, present
from samverkan.web.context import shell
from samverkan.web.finding import acting
from samverkan.web.present import Part
from samverkan.web.sheets import render
from samverkan.web.views.meeting_access import FORM, reads, the_case, the_meeting

KEYS = frozenset("npcgdtimfv")  # the meeting's own; the menu gives way here


def run_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The whole page: agenda, the matter, the keys. `arende` stays on one matter, else it follows the meeting."""
    now = _now(request, meeting)
    context = {
        **_board(request, now),
        "agenda": board.agenda_parts(acting(request), meeting, now.case.pk if now.case else None),
        "leads": acting(request).may("run_meeting", meeting.programme_id),
        "arranges": bool(rules.arrange_agenda(acting(request), meeting=meeting)),
        "nav": [_without_key(each) for each in shell(request).get("nav", [])],
    }
    return render(request, "meetings/run.html", context)


@page("meeting.now", "följde mötet", "followed the meeting", may=reads)
def poll(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """What is on screen now, for htmx. 204 when the page shows it already: nothing opened, nothing traced."""
    now = _now(request, the_meeting(request, meeting))
    if request.GET.get("sett") == now.mark:
        return HttpResponse(status=204)
    response = render(request, "meetings/now.html", {**_board(request, now), "fragment": True})
    if "sett" in request.GET:
        response["HX-Trigger"] = json.dumps({"announce": _("Sidan har uppdaterats.")})
    return response


@require_POST
@page(*FORM, may=reads)
def point(request: HttpRequest, meeting: UUID, case: UUID) -> HttpResponse:
    """Move the meeting to a matter in one's own files."""
    found = the_meeting(request, meeting)
    actions.point_at(by=acting(request), meeting=found, case=the_case(request, found, case))
    view = "meeting_now" if request.headers.get("HX-Request") else "meeting"
    return HttpResponseRedirect(reverse(view, args=[meeting]))


def _now(request: HttpRequest, meeting: Meeting) -> Now:
    return meeting_now.now(acting(request), meeting, _stay(request, meeting))


def _stay(request: HttpRequest, meeting: Meeting) -> CaseFile | None:
    given = request.GET.get("arende")
    if not given or request.GET.get("folj") == "1":
        return None
    try:
        return the_case(request, meeting, UUID(given))
    except ValueError as bad:
        raise Http404 from bad


def _board(request: HttpRequest, now: Now) -> Part:
    actor, meeting, case = acting(request), now.meeting, now.case
    follows = not request.GET.get("arende") or request.GET.get("folj") == "1"
    return {
        "meeting": meeting,
        "now": now,
        "follows": follows,
        "watch": f"{reverse('meeting_now', args=[meeting.pk])}?{_watched(now, follows)}",
        "matter": board.matter(actor, meeting, case) if case else None,
        "news": board.news(now),
        "keys": list(_keys(actor, meeting, case)) if case and meeting.state == Meeting.State.OPEN else [],
        "chairs": meeting.chair_id == actor.assignment,
        "points": actor.may("minute", meeting.programme_id) and meeting.state == Meeting.State.OPEN,
    }


def _watched(now: Now, follows: bool) -> str:
    stay = "" if follows or now.case is None else f"arende={now.case.pk}&"
    return f"{stay}sett={now.mark}"


def _keys(actor: Actor, meeting: Meeting, case: CaseFile) -> Any:
    """What this officer may do here, each with its key. The acts ask the rules again."""
    programme = meeting.programme
    method = pinned(case.method, case.method_version)
    owns = programme.owner_id == actor.agency
    speaks = actor.may("decide_on_the_spot", programme.pk) or actor.may("decide", programme.pk)
    own, joint = own_kind(method), joint_kind(method)

    def act(key: str, label: str, name: str) -> Part:
        return {"key": key, "label": label, "url": reverse("meeting_act", args=[meeting.pk, case.pk, name])}

    if own and actor.may(str(method.kind(own).capability), programme.pk):
        yield act("c", present.kind_label(method, own), "farg")
    if owns and joint and actor.may(str(method.kind(joint).capability), programme.pk):
        yield act("g", present.kind_label(method, joint), "gemensam")
    if speaks:
        yield {"key": "d", "label": _("Lämna ut"), "url": reverse("disclose_spot", args=[case.pk])}
    if find_kind(method, TASK) and actor.may("task", programme.pk):
        yield act("t", _("Uppdrag"), "uppdrag")
    if method.meeting is not None and method.meeting.minutes and actor.may("minute", programme.pk):
        yield act("m", _("Anteckna"), "minne")


def _without_key(item: Part) -> Part:
    return {**item, "key": ""} if item.get("key") in KEYS else item


urlpatterns: list[URLPattern] = [
    path("moten/<uuid:meeting>/nu/", poll, name="meeting_now"),
    path("moten/<uuid:meeting>/peka/<uuid:case>/", point, name="meeting_point"),
]
