"""The team: who waits and since when, who is at work with whom, and what came in since. The room's first page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.casework.reads import inbox
from samverkan.methods.wording import said as wording
from samverkan.pupils import rules
from samverkan.pupils.actions.receiving import receive_flows
from samverkan.pupils.reads import arriving, questions, voice
from samverkan.pupils.reads.inquiry import QUESTION
from samverkan.pupils.reads.team import Line, asked_for, team
from samverkan.secrecy import clock
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import exports, listing, present
from samverkan.web.casefile.limits import brief
from samverkan.web.finding import acting
from samverkan.web.opening import one_of
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import team_or_404, teams_of


@page("team.first", "öppnade teamets elever", "opened the team's pupils")
def first(request: HttpRequest) -> HttpResponse:
    """To the first programme's page."""
    teams = teams_of(acting(request))
    if not teams:
        raise Http404
    return redirect("team", teams[0].pk)


@page("team.read", "läste teamets elever", "read the team's pupils")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Cases by phase, questions to answer, what came in, and the counts of the work itself."""
    actor = acting(request)
    told, codes, came = questions.told(actor), voice.given_out(actor), inbox.waiting.later(actor)
    asked = asked_for(actor, programme)
    teams = teams_of(actor)
    chosen = one_of(teams, programme)
    found, language = team(actor, chosen, asked), get_language()
    return render(request, "pupils/team.html", {
        "programme": chosen, "programmes": teams, "open": found.open, "today": clock.today(),
        "school": actor.kind == "school", "can_answer": actor.reads(chosen.pk, QUESTION),
        "phases": [
            {
                "label": present.words(phase.label), "note": present.words(phase.note),
                "lines": [_line(each, language) for each in lines],
            }
            for phase, lines in found.phases
        ],
        "start": found.start, "caseload": found.caseload,
        "questions": [
            question_part(each) for each in questions.waiting(actor, told) if each.row.case.programme_id == chosen.pk
        ],
        "voices": [
            voice_part(each) for each in voice.answered(actor, codes) if each.row.case.programme_id == chosen.pk
        ],
        "arriving": sum(len(flow.deliveries) for flow in _flows(request, chosen, came)),
        "may_read_in": bool(rules.read_in(actor, programme=chosen)),
        "may_decide": bool(rules.decide_settings(actor, programme=chosen)),
        "may_take_up": actor.may("nominate", chosen.pk) and chosen.state != Programme.State.ENDED,
        "export": exports.ways(reverse("team_export", args=[chosen.pk])) if found.phases else [],
    })  # fmt: skip


@page("team.export", "tog ut teamets elever som fil", "took the team's pupils out as a file")
def export(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The same pupils in the same order as a file, asked anew of the rules as it is fetched."""
    actor = acting(request)
    chosen = team_or_404(request, programme)
    heads = [
        _("Nummer"), present.words(wording(pinned(chosen.method, chosen.method_version)).subject), _("Märkning"),
        _("Skola och årskurs"), _("Skede"), _("I skedet sedan"), _("Ansvarig"), _("Tidsgräns"),
        _("Vad tidsgränsen gäller"),
    ]  # fmt: skip
    rows = [
        _cells(present.words(phase.label), each, _line(each))
        for phase, lines in team(actor, chosen).phases for each in lines
    ]  # fmt: skip
    return exports.answer(request, "elever", heads, rows)


@page("attendance.take_in", "prövade att ta emot närvaro", "tried to take attendance in")
def take_in(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Take in everything that has come by standing decision into files one may open. Only by POST."""
    chosen = team_or_404(request, programme)
    if request.method != "POST":
        raise Http404
    taken = receive_flows(by=acting(request), flows=_flows(request, chosen))
    messages.success(
        request, ngettext("%(n)s kopia togs emot.", "%(n)s kopior togs emot.", taken) % {"n": taken}
    )
    return redirect("team", chosen.pk)


def _flows(request: HttpRequest, programme: Programme, came: Any = None) -> list[arriving.Flow]:
    found = arriving.flows(acting(request), waits=came)
    return [flow for flow in found if flow.case.programme_id == programme.pk]


def _line(line: Line, language: str | None = None) -> present.Part:
    return {
        "person": present.person(line.row), "school": line.school, "since": line.since, "days": line.days,
        "officers": ", ".join(line.officers), "limit": brief(line.soonest, language) if line.soonest else None,
    }  # fmt: skip


def _cells(phase: str, line: Line, shown: present.Part) -> list[object]:
    due = shown["limit"]
    return [
        line.row.case.number, line.row.name, ", ".join(listing.marks_in_words(shown["person"]["marks"])), line.school,
        phase, line.since, shown["officers"], due["due"] if due else None, due["label"] if due else "",
    ]  # fmt: skip


def question_part(each: questions.Waiting) -> present.Part:
    person = present.person(each.row)
    return {"person": {**person, "url": reverse("inquiry", args=[each.row.case.pk])}, "asked": each.asked_on}


def voice_part(each: voice.CodeView) -> present.Part:
    who = _("eleven") if each.row.who == "pupil" else _("vårdnadshavare")
    return {
        "url": reverse("voice", args=[each.row.case_id]),
        "title": present.case_title(each.row.case),
        "who": who,
    }


urlpatterns = [
    path("elever/", first, name="teams"),
    path("elever/<uuid:programme>/", show, name="team"),
    path("elever/<uuid:programme>/fil/", export, name="team_export"),
    path("elever/<uuid:programme>/ta-emot/", take_in, name="attendance_receive"),
]
