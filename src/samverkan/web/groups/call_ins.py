"""Call-ins: the list, one with its plan and people, and the forms that write them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import rules as casework
from samverkan.groups import actions, rules
from samverkan.groups.reads.call_ins import CallIn, call_in, call_ins
from samverkan.groups.reads.people import person_lines
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.call_in_parts import attendance_form, call_in_part
from samverkan.web.groups.forms import act_on, chosen, given, kind_form, matter_field, matters_field
from samverkan.web.groups.room import file_or_404, matter_url, method_of, programme_or_404, require_side, room
from samverkan.web.groups.tie_forms import group_choices
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "call_in"


@page("groups.call_ins", "läste call-in", "read the call-ins")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Planned and held, latest first."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor = acting(request)
    return render(request, "groups/call_ins.html", {
        **room(request, chosen_in, "call_ins"), "lines": [_line(each) for each in call_ins(actor, chosen_in.pk)],
        "may": bool(casework.open_beside(actor, programme=chosen_in, side=SIDE)),
    })  # fmt: skip


@page("groups.call_in", "läste en call-in", "read a call-in")
def one(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The plan, who speaks, who is summoned; and for the fewest the place, the security and who came."""
    chosen_in, row = _call_in(request, programme, case)
    return render(request, "groups/call_in.html", {
        **room(request, chosen_in, ""), **call_in_part(acting(request), call_in(acting(request), row)),
    })  # fmt: skip


@page("groups.run_sheet", "skrev ut ett körschema", "printed a run sheet")
def sheet(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The run sheet for print: only what its reader may see."""
    chosen_in, row = _call_in(request, programme, case)
    part = call_in_part(acting(request), call_in(acting(request), row))
    return render(request, "groups/run_sheet.html", {**room(request, chosen_in, ""), **part})


@page("groups.call_in_form", "öppnade formuläret för en call-in", "opened the form for a call-in")
def new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The day, the host and the message."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(casework.open_beside(actor, programme=chosen_in, side=SIDE), "case.open_beside")
    form = kind_form(method_of(chosen_in), "call_in")(posted(request))

    def act() -> Any:
        return actions.plan_call_in(by=actor, programme=chosen_in, call_in=given(form))

    return act_on(
        request, form, act, done=_("Planen är sparad. Kalla dem som ska komma och skriv in talarna."), to=matter_url,
        **room(request, chosen_in, ""), title=_("Planera en call-in"), button=_("Spara planen"),
        back={"url": reverse("call_ins", args=[chosen_in.pk]), "label": _("Call-in")},
        lead=_("Plats och säkerhet skrivs för sig och läses av få."),
    )  # fmt: skip


@page("call_in.invite_form", "öppnade formuläret för en kallelse", "opened the form for a summons")
def invite(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """A person, why they of all and on which basis."""
    actor = acting(request)
    chosen_in, row = _call_in(request, programme, case)
    require_side(request, chosen_in, "person")
    people = person_lines(actor, chosen_in.pk)
    persons = {str(each.case.pk): each.case for each in people}
    named = [(str(each.case.pk), each.name or present.case_title(each.case)) for each in people]
    groups, options = group_choices(request, chosen_in)
    first = {
        "person": matter_field(_("Person"), named),
        "group_file": matter_field(_("Grupp"), options, required=False, none=_("Ingen särskild")),
    }
    left_out = ("call_in", "called_on", "group")
    form = kind_form(method_of(row), "invitation", leave_out=left_out, first=first)(posted(request))

    def act() -> Any:
        person = chosen(persons, form.cleaned_data["person"])
        assert person is not None  # the field asks for one of the list
        group = chosen(groups, form.cleaned_data["group_file"])
        fields = given(form, "person", "group_file")
        return actions.invite(by=actor, person=person, call_in=row, group=group, fields=fields)

    return _form(
        request, form, act, row, title=_("Kalla en person"), button=_("Spara kallelsen"),
        done=_("Kallelsen är sparad i personens egen akt."), to=lambda _made: matter_url(row),
        lead=_("Skriv varför just den här personen kallas. Kallelsen läggs i personens akt, inte i gruppens."),
        note="" if named else _("Ingen person har en akt hos er. Öppna en från fliken Personer först."),
    )  # fmt: skip


@page("call_in.hold_form", "öppnade formuläret för en hållen call-in", "opened the form for a call-in held")
def hold(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """How it went, and which groups the message was given to that day."""
    actor = acting(request)
    chosen_in, row = _call_in(request, programme, case)
    require(rules.hold(actor, call_in=row), "call_in.hold")
    groups, options = group_choices(request, chosen_in)
    last = {
        "groups": matters_field(
            _("Grupper som fick budskapet"),
            options,
            _("Dagen skrivs i varje grupps akt, utan vilka som kom."),
        )
    }
    form = kind_form(method_of(row), "call_in_outcome", last=last)(posted(request))

    def act() -> Any:
        told = [groups[key] for key in form.cleaned_data["groups"]]
        return actions.hold(by=actor, call_in=row, outcome=given(form, "groups"), groups=told)

    return _form(
        request, form, act, row, title=_("Call-in är hållen"), button=_("Spara"), to=matter_url,
        done=_("Sparat. Dagen står i gruppernas akter."), lead=_("Utan namn, och utan att säga vilka som kom."),
    )  # fmt: skip


@page("call_in.attend_form", "öppnade närvaron vid en call-in", "opened the attendance of a call-in")
def attend(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """Who came, for the head of security and the decider alone."""
    actor = acting(request)
    chosen_in, row = _call_in(request, programme, case)
    found = call_in(actor, row)
    if not actor.reads(chosen_in.pk, "attendance"):
        raise Http404
    form = attendance_form(found)(posted(request))

    def act() -> Any:
        for each in found.summoned:
            came = form.cleaned_data[f"came_{each.person.pk}"]
            if came and came != (each.attendance["came"] if each.attendance else ""):
                actions.attend(by=actor, person=each.person, call_in=row, came=came)

    return _form(
        request, form, act, row, title=_("Vilka som kom"), button=_("Spara närvaron"),
        done=_("Närvaron är sparad i personernas egna akter."), to=lambda _made: matter_url(row),
        lead=_("Läses av den säkerhetsansvariga och beslutsfattaren och av inga andra. Lämnas inte ut."),
    )  # fmt: skip


def _form(request: HttpRequest, form: Any, act: Any, row: CaseFile, **context: Any) -> HttpResponse:
    back = {"url": matter_url(row), "label": present.case_title(row)}
    return act_on(
        request, form, act, back=back, again=back["url"], **room(request, row.programme, ""), **context
    )


def _call_in(request: HttpRequest, programme: UUID, case: UUID) -> tuple[Programme, CaseFile]:
    chosen_in = programme_or_404(request, programme)
    return chosen_in, file_or_404(request, chosen_in, case, SIDE)


def _line(line: CallIn) -> Part:
    return {
        "name": line.name or present.case_title(line.case), "url": matter_url(line.case),
        "on": line.plan.row.happened_on if line.plan else None, "begins": line.plan["begins"] if line.plan else "",
        "phase": present.phase_label(line.case, method_of(line.case)), "host": line.plan["host"] if line.plan else "",
    }  # fmt: skip


urlpatterns = [
    path("grupper/<uuid:programme>/call-in/", show, name="call_ins"),
    path("grupper/<uuid:programme>/call-in/ny/", new, name="call_in_new"),
    path("grupper/<uuid:programme>/call-in/<uuid:case>/", one, name="call_in"),
    path("grupper/<uuid:programme>/call-in/<uuid:case>/korschema/", sheet, name="run_sheet"),
    path("grupper/<uuid:programme>/call-in/<uuid:case>/kalla/", invite, name="call_in_invite"),
    path("grupper/<uuid:programme>/call-in/<uuid:case>/hallen/", hold, name="call_in_hold"),
    path("grupper/<uuid:programme>/call-in/<uuid:case>/narvaro/", attend, name="call_in_attend"),
]
