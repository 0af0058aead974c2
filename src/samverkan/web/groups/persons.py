"""Persons with a file of their own, for the few who open such files: the list, a new one, a talk with one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework import actions as casework_actions
from samverkan.casework import rules as casework
from samverkan.groups import actions
from samverkan.groups.reads.people import PersonLine, person_lines
from samverkan.methods import known
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import fields_of, posted
from samverkan.web.forms.kinds import build_form, form_field
from samverkan.web.groups.forms import act_on, chosen, given, kind_form, matter_field
from samverkan.web.groups.room import choices, file_or_404, method_of, programme_or_404, require_side, room
from samverkan.web.groups.tie_forms import group_choices
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "person"
PROTECTION = "protection"


@page("groups.persons", "läste personerna", "read the persons")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """By name, with the groups they belong to and the latest talk."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor = acting(request)
    lines = person_lines(actor, chosen_in.pk)
    return render(request, "groups/persons.html", {
        **room(request, chosen_in, "persons"), "lines": [_line(chosen_in, each) for each in lines],
        "may_open": bool(casework.open_beside(actor, programme=chosen_in, side=SIDE)),
        "may_talk": actor.may("write", chosen_in.pk) and actor.reads(chosen_in.pk, "notification"),
        "locked": any(line.protected and not line.name for line in lines),
    })  # fmt: skip


@page("groups.person_form", "öppnade formuläret för en person", "opened the form for a person")
def new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """A file on a person. Nothing of it stands in any group's file."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(casework.open_beside(actor, programme=chosen_in, side=SIDE), "case.open_beside")
    method = method_of(chosen_in)
    identity = method.kind(known.IDENTITY)
    Person = build_form(method, identity)
    choice = form_field(method, method.kind(known.PROTECTED).field(PROTECTION))
    choice.required, choice.label = False, _("Skyddade personuppgifter")
    choice.widget.choices = [("", _("Nej")), *choice.widget.choices]
    Person.base_fields[PROTECTION] = choice
    form = Person(posted(request))

    def act() -> Any:
        named, protection = fields_of(form, identity), form.cleaned_data[PROTECTION]
        first = (
            {known.PROTECTED: {**named, PROTECTION: protection}} if protection else {known.IDENTITY: named}
        )
        return casework_actions.open_beside(by=actor, programme=chosen_in, side=SIDE, entries=first)

    return act_on(
        request, form, act, done=_("Akten är öppnad. Den finns bara hos er."), to=_file, button=_("Öppna akten"),
        **room(request, chosen_in, ""), title=_("Öppna en akt på en person"), back=_back(chosen_in),
        lead=_("Bara den som behövs för arbetet. Varje namn ska ha ett skäl, och gallras när det inte behövs."),
    )  # fmt: skip


@page("groups.notify_form", "öppnade formuläret för ett enskilt samtal", "opened the form for a notification")
def notify(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """Who gave the message, which parts of it, and the response."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    row = file_or_404(request, chosen_in, case, SIDE)
    if not actor.reads(chosen_in.pk, "notification"):
        raise Http404
    require(casework.write(actor, case=row, kind="notification"), "group.notify")
    matters, options = group_choices(request, chosen_in)
    first = {"group_file": matter_field(_("Grupp"), options)}
    form = kind_form(method_of(row), "notification", leave_out=("group",), first=first)(posted(request))

    def act() -> Any:
        group = chosen(matters, form.cleaned_data["group_file"])
        assert group is not None  # the field asks for one of the list
        return actions.notify(by=actor, person=row, group=group, fields=given(form, "group_file"))

    return act_on(
        request, form, act, done=_("Samtalet är sparat i personens akt, och dagen i gruppens utan namn."),
        to=lambda _made: _file(row) + "?fraga=children_at_notification", button=_("Spara samtalet"),
        **room(request, chosen_in, ""), title=_("Enskilt samtal"), back=_back(chosen_in),
        about=present.case_title(row),
        lead=_("Samma budskap som på en call-in, till en person. Hela samtalet står i personens akt; i gruppens akt "
               "står bara vilken dag det var."),
    )  # fmt: skip


def _line(programme: Programme, line: PersonLine) -> Part:
    talk = line.last_talk
    response = (
        choices(method_of(line.case), "notification", "response").get(str(talk["response"]), "")
        if talk
        else ""
    )
    return {
        "person": {"name": line.name or present.case_title(line.case), "url": _file(line.case),
                   "marks": present.case_marks(line.markings, protected=line.protected)},
        "number": line.case.number, "named": bool(line.name), "groups": line.groups,
        "talk": talk.row.happened_on if talk else None, "response": response,
        "notify": reverse("notify", args=[programme.pk, line.case.pk]),
    }  # fmt: skip


def _file(row: CaseFile) -> str:
    return reverse("case", args=[row.pk])


def _back(programme: Programme) -> Part:
    return {"url": reverse("persons", args=[programme.pk]), "label": _("Personer")}


urlpatterns = [
    path("grupper/<uuid:programme>/personer/", show, name="persons"),
    path("grupper/<uuid:programme>/personer/ny/", new, name="person_new"),
    path("grupper/<uuid:programme>/personer/<uuid:case>/samtal/", notify, name="notify"),
]
