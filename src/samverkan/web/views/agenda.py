"""The own agenda of a meeting, changed by hand: a place for each, or not taken up; and the program's order again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from samverkan.casework import actions, rules
from samverkan.casework.actions.agenda import LAST
from samverkan.casework.reads.meetings import PROGRAMS_OWN, agenda
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.web import board
from samverkan.web.finding import acting
from samverkan.web.opening import require
from samverkan.web.sheets import render
from samverkan.web.views.meeting_access import reads, the_meeting


@page(
    "agenda.form",
    "öppnade sidan för att ändra dagordningen",
    "opened the page to change the agenda",
    may=reads,
)
def arrange(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """A place by hand for each matter of one's own."""
    actor, found = acting(request), the_meeting(request, meeting)
    require(rules.arrange_agenda(actor, meeting=found), "agenda.arrange")
    wrong = ""
    if request.method == "POST":
        cases = [item.row.case for item in agenda(actor, found.programme, found)]
        try:
            actions.arrange_agenda(by=actor, meeting=found, places=_places(request, cases))
            messages.success(
                request, _("Dagordningen är sparad. Den gäller er; andra myndigheter har sin egen.")
            )
            return redirect("meeting", found.pk)
        except Invalid as told:
            wrong = str(told.message)
    items = [{**each, **_typed(request, each)} for each in board.agenda_parts(actor, found, everything=True)]
    context = {"meeting": found, "items": items, "wrong": wrong, "last": LAST}
    return render(request, "meetings/arrange.html", context, status=422 if wrong else 200)


def _places(request: HttpRequest, cases: list[CaseFile]) -> dict[CaseFile, int | None]:
    """What was sent for each; a matter that came since the page was opened is left as it is."""
    if request.POST.get("gor") == "aterstall":
        return dict.fromkeys(cases, PROGRAMS_OWN)
    sent = [case for case in cases if f"plats-{case.pk}" in request.POST]
    return {case: _place(request, case) for case in sent}


def _place(request: HttpRequest, case: CaseFile) -> int | None:
    if request.POST.get(f"inte-{case.pk}"):
        return None
    written = request.POST.get(f"plats-{case.pk}", "").strip()
    if not written:
        return PROGRAMS_OWN
    if not (written.isascii() and written.isdigit() and 0 < int(written[:9]) <= LAST):
        raise Invalid("places", _("Skriv en plats från 1 till %(last)s.") % {"last": LAST})
    return int(written)


def _typed(request: HttpRequest, item: dict[str, Any]) -> dict[str, Any]:
    """What was written stands there still when something has to be mended."""
    if request.method != "POST":
        return {}
    case = item["case"]
    return {
        "place": request.POST.get(f"plats-{case}", ""), "left_out": bool(request.POST.get(f"inte-{case}"))
    }  # fmt: skip


urlpatterns: list[URLPattern] = [path("moten/<uuid:meeting>/dagordning/", arrange, name="agenda")]
