"""The room's first page: the groups, by name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from samverkan.groups.reads.overview import GroupLine, asked_for, group_lines
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import opens
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.finding import acting
from samverkan.web.groups.room import CASE, group_programmes, matter_url, method_of, programme_or_404, room
from samverkan.web.sheets import render


@page("groups.enter", "gick till arbetet med grupper", "went to the work on groups")
def enter(request: HttpRequest) -> HttpResponse:
    """To the programme, or to the choice among several."""
    found = group_programmes(acting(request))
    if not found:
        raise Http404
    if len(set(found)) == 1:
        return redirect(_first_page(request, found[0]))
    rows = Programme.objects.filter(pk__in=found).select_related("owner").order_by("name")
    programmes = [
        {"name": each.name, "owner": each.owner, "url": _first_page(request, each.pk)} for each in rows
    ]
    return render(request, "groups/choose.html", {"programmes": programmes})


@page("groups.read", "läste grupperna", "read the groups")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Each group with stage, size as a range, and the days of the latest incident and act."""
    actor = acting(request)
    closed = request.GET.get("visa") == "avslutade"
    files = asked_for(actor, programme, closed=closed)
    chosen = programme_or_404(request, programme)
    if not opens(actor, chosen.pk, CASE):
        raise Http404
    lines = group_lines(actor, chosen.pk, closed=closed, asked=files)
    return render(request, "groups/overview.html", {
        **room(request, chosen, "groups"), "closed": closed, "lines": [_line(each) for each in lines],
        "may_nominate": actor.may("nominate", chosen.pk),
    })  # fmt: skip


def _first_page(request: HttpRequest, key: UUID) -> str:
    """The first tab that the officer's seats open in the programme."""
    chosen = Programme.objects.get(pk=key)
    tabs = room(request, chosen, "")["tabs"]
    return str(tabs[0]["url"]) if tabs else address("list", key)


def _line(line: GroupLine) -> present.Part:
    case = line.case
    return {
        "case": case, "name": line.name or present.case_title(case), "named": bool(line.name), "url": matter_url(case),
        "phase": present.phase_label(case, method_of(case)), "focus": line.focus_since,
        "size": str(line.audit.size) if line.audit and line.audit.size else "",
        "sized_on": line.audit.on if line.audit else None, "incident": line.last_incident, "act": line.last_act,
    }  # fmt: skip


urlpatterns = [
    path("grupper/", enter, name="groups_enter"),
    path("grupper/<uuid:programme>/", show, name="groups"),
]
