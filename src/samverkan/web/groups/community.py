"""The community: the register of voices and the network meetings, both without anything about offences."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import actions as casework_actions
from samverkan.casework import rules as casework
from samverkan.groups import actions, rules
from samverkan.groups.reads.community import VoiceLine, community
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import act_on, given, kind_form
from samverkan.web.groups.room import choices, method_of, programme_or_404, require_side, room
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "voice"


@page("groups.community", "läste lokalsamhällets röster", "read the community's voices")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The voices by name, and the meetings newest first."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor = acting(request)
    found = community(actor, chosen_in.pk)
    return render(request, "groups/community.html", {
        **room(request, chosen_in, "community"), "voices": [_voice(each) for each in found.voices],
        "meetings": [_meeting(each) for each in found.meetings],
        "may": bool(casework.open_beside(actor, programme=chosen_in, side=SIDE)),
        "may_meet": bool(rules.write_work(actor, programme=chosen_in)) and actor.reads(chosen_in.pk, "network_meeting"),
    })  # fmt: skip


@page("community.voice_form", "öppnade formuläret för en röst", "opened the form for a voice")
def voice(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Who it is, what they stand for, that they said yes; and nothing about offences."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(casework.open_beside(actor, programme=chosen_in, side=SIDE), "case.open_beside")
    form = kind_form(method_of(chosen_in), "voice")(posted(request))

    def act() -> Any:
        return casework_actions.open_beside(
            by=actor, programme=chosen_in, side=SIDE, entries={"voice": given(form)}
        )

    return _form(
        request, form, act, chosen_in, title=_("Skriv in en röst"), button=_("Spara"), done=_("Rösten är inskriven."),
        note=_("Här får inget om brott stå, varken om rösten själv eller om någon annan. Ord som misstänkt, dömd och "
               "häktad sparas inte."),
        lead=_("Bara den som har sagt ja. Den som ångrar sig tas bort genast."),
    )  # fmt: skip


@page(
    "community.meeting_form",
    "öppnade formuläret för en nätverksträff",
    "opened the form for a network meeting",
)
def meeting(request: HttpRequest, programme: UUID) -> HttpResponse:
    """When, which settings took part, and what came of it."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(rules.write_work(actor, programme=chosen_in), "group.work")
    form = kind_form(method_of(chosen_in), "network_meeting")(posted(request))

    def act() -> Any:
        return actions.write_work(by=actor, programme=chosen_in, kind="network_meeting", fields=given(form))

    return _form(
        request, form, act, chosen_in, title=_("Skriv in en nätverksträff"), button=_("Spara"),
        done=_("Träffen är inskriven."), note=_("Skriv sammanhang, inte enskilda personer, och inget om brott."),
        lead=_("Möte med föreningar, trossamfund och företag om vad lokalsamhället vill och kan göra."),
    )  # fmt: skip


def _form(request: HttpRequest, form: Any, act: Any, programme: Programme, **context: Any) -> HttpResponse:
    back = {"url": reverse("community", args=[programme.pk]), "label": _("Lokalsamhället")}
    return act_on(
        request, form, act, to=lambda _made: back["url"], back=back, **room(request, programme, ""), **context
    )


def _voice(line: VoiceLine) -> Part:
    parts = choices(method_of(line.case), "voice", "part")
    return {
        "name": line.voice["name"], "url": reverse("fact", args=[line.voice.row.pk]),
        "organisation": line.voice["organisation"], "part": parts.get(str(line.voice["part"]), ""),
        "contact": line.voice["contact"], "text": line.voice["text"], "number": present.case_title(line.case),
    }  # fmt: skip


def _meeting(each: OpenEntry) -> Part:
    return {
        "on": each.row.happened_on, "place": each["place"], "who": each["who"], "count": each["count"],
        "text": each["text"], "url": reverse("fact", args=[each.row.pk]),
    }  # fmt: skip


urlpatterns = [
    path("grupper/<uuid:programme>/lokalsamhallet/", show, name="community"),
    path("grupper/<uuid:programme>/lokalsamhallet/rost/", voice, name="voice_new"),
    path("grupper/<uuid:programme>/lokalsamhallet/traff/", meeting, name="network_meeting_new"),
]
