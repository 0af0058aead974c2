"""A conflict or alliance written down, and ended; a person written into a group."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.casework import rules as casework
from samverkan.groups import actions, rules
from samverkan.groups.reads.naming import name_of
from samverkan.groups.reads.overview import group_lines
from samverkan.groups.reads.people import person_lines
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import (
    Matters,
    Named,
    act_on,
    chosen,
    day_field,
    given,
    kind_form,
    matter_field,
)
from samverkan.web.groups.room import file_or_404, method_of, programme_or_404, room
from samverkan.web.opening import entry_or_404, require
from samverkan.web.present import Part


@page("group.tie_form", "öppnade formuläret för en konflikt eller allians", "opened the form for a tie")
def new(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """Between this group and another one in the list, or one known only by its name."""
    actor = acting(request)
    chosen_in, row = _group(request, programme, case)
    require(rules.tie(actor, group=row), "group.tie")
    matters, options = group_choices(request, chosen_in, but=row)
    first = {
        "other_file": matter_field(
            _("Med gruppen"), options, required=False, none=_("En grupp utan akt hos er")
        )
    }
    Room = kind_form(method_of(row), "tie", leave_out=("other_group", "ended_on"), first=first)
    Room.base_fields["other"].label = _("Gruppens namn, om den inte har någon akt hos er")
    Room.base_fields["other"].required = False
    form = Room(posted(request))

    def act() -> Any:
        other = chosen(matters, form.cleaned_data["other_file"])
        return actions.tie(by=actor, group=row, other=other, fields=given(form, "other_file"))

    return act_on(
        request, form, act, done=_("Sparat. Det syns på kartan hos er."), to=lambda _made: _back(row)["url"],
        **room(request, chosen_in, ""), title=_("Konflikt eller allians"), back=_back(row), about=_called(request, row),
        button=_("Spara"), lead=_("Mellan två grupper, från en dag. Skriv hur ni vet det, och hur säkert det är."),
    )  # fmt: skip


@page("group.end_tie_form", "öppnade formuläret för ett slut", "opened the form for the end of a tie")
def end(request: HttpRequest, programme: UUID, case: UUID, entry: UUID) -> HttpResponse:
    """When it ended, and how one knows."""
    actor = acting(request)
    chosen_in, row = _group(request, programme, case)
    held = entry_or_404(request, entry)
    require(rules.end_tie(actor, entry=held), "group.end_tie")
    form = EndForm(posted(request))

    def act() -> Any:
        return actions.end_tie(by=actor, entry=held, **form.cleaned_data)

    return act_on(
        request, form, act, done=_("Slutet är sparat. Den som fått uppgiften kan rättas från utlämnandets sida."),
        to=lambda _made: _back(row)["url"], again=_back(row)["url"],
        **room(request, chosen_in, ""), title=_("Har upphört"), back=_back(row), about=_called(request, row),
        button=_("Spara slutet"), lead=_("Den tidigare versionen finns kvar, så att det går att se hur det var."),
    )  # fmt: skip


@page("group.join_form", "öppnade formuläret för vem som hör till en grupp", "opened the form for membership")
def join(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """A person with a file of their own, into this group."""
    actor = acting(request)
    chosen_in, row = _group(request, programme, case)
    if not actor.reads(chosen_in.pk, "membership"):
        raise Http404
    require(casework.open_beside(actor, programme=chosen_in, side="person"), "group.join")
    people = person_lines(actor, chosen_in.pk)
    matters = {str(each.case.pk): each.case for each in people}
    options = [(str(each.case.pk), each.name or present.case_title(each.case)) for each in people]
    Room = kind_form(
        method_of(row),
        "membership",
        leave_out=("group", "group_name"),
        first={"person": matter_field(_("Person"), options)},
    )
    form = Room(posted(request))

    def act() -> Any:
        person = chosen(matters, form.cleaned_data["person"])
        assert person is not None  # the field asks for one of the list
        return actions.join(by=actor, person=person, group=row, fields=given(form, "person"))

    return act_on(
        request, form, act, done=_("Sparat i personens egen akt."), to=lambda _made: _back(row)["url"],
        **room(request, chosen_in, ""), title=_("Skriv in att någon hör dit"), back=_back(row),
        about=_called(request, row), button=_("Spara"),
        lead=_("Uppgiften läggs i personens egen akt. Den stannar hos er och går inte att lämna ut."),
        note="" if options else _("Ingen person har en akt hos er. Öppna en från fliken Personer först."),
    )  # fmt: skip


class EndForm(forms.Form):
    """When a tie ended."""

    ended_on = day_field(gettext_lazy("Upphörde"))
    source = forms.CharField(
        label=gettext_lazy("Hur vi vet det"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def group_choices(
    request: HttpRequest, programme: Programme, but: CaseFile | None = None
) -> tuple[Matters, Named]:
    """The groups to choose among, by name."""
    lines = [
        each for each in group_lines(acting(request), programme.pk) if but is None or each.case.pk != but.pk
    ]
    matters = {str(each.case.pk): each.case for each in lines}
    return matters, [(str(each.case.pk), each.name or present.case_title(each.case)) for each in lines]


def _group(request: HttpRequest, programme: UUID, case: UUID) -> tuple[Programme, CaseFile]:
    found = programme_or_404(request, programme)
    return found, file_or_404(request, found, case)


def _called(request: HttpRequest, row: CaseFile) -> str:
    return name_of(acting(request), row) or present.case_title(row)


def _back(row: CaseFile) -> Part:
    return {"url": reverse("group", args=[row.programme_id, row.pk]), "label": present.case_title(row)}


urlpatterns = [
    path("grupper/<uuid:programme>/grupp/<uuid:case>/konflikt/", new, name="tie_new"),
    path("grupper/<uuid:programme>/grupp/<uuid:case>/konflikt/<uuid:entry>/slut/", end, name="tie_end"),
    path("grupper/<uuid:programme>/grupp/<uuid:case>/person/", join, name="join"),
]
