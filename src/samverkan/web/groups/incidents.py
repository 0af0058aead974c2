"""The incidents: the list, one with its reviews and links, and the forms that write them."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.casework import rules as casework
from samverkan.groups import actions
from samverkan.groups.reads.incidents import IncidentLine, Linked, incident_line, incident_lines
from samverkan.methods.asking import find_kind
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import act_on, chosen, given, kind_form, matter_field
from samverkan.web.groups.room import (
    choices,
    file_or_404,
    matter_url,
    method_of,
    programme_or_404,
    require_side,
    room,
)
from samverkan.web.groups.tie_forms import group_choices
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "incident"
DETAILS = "details"  # the form's own name for what stays with the police
LINK_FIELDS = ("part", "certainty", "source", "text")


@page("groups.incidents", "läste händelserna", "read the incidents")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Newest first, each with the groups that humans have linked it to and whether it was gone through."""
    chosen_in = programme_or_404(request, programme)
    require_side(request, chosen_in, SIDE)
    actor, closed = acting(request), request.GET.get("visa") == "alla"
    lines = incident_lines(actor, chosen_in.pk, closed=closed)
    may = casework.open_beside(actor, programme=chosen_in, side=SIDE)
    return render(request, "groups/incidents.html", {
        **room(request, chosen_in, "incidents"), "lines": [_line(each) for each in lines], "may": bool(may),
        "closed": closed,
    })  # fmt: skip


@page("groups.incident", "läste en händelse", "read an incident")
def one(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """What happened, what was found when it was gone through, and its links with their reasons."""
    chosen_in = programme_or_404(request, programme)
    row = file_or_404(request, chosen_in, case, SIDE)
    actor, method = acting(request), method_of(row)
    line = incident_line(actor, row)
    told = line.incident.fields if line.incident and line.incident.fields else {}
    writes = row.closed_on is None and actor.may("write", chosen_in.pk)
    return render(request, "groups/incident.html", {
        **room(request, chosen_in, ""), "case": row, "name": line.name or present.case_title(row),
        "named": bool(line.name), "phase": present.phase_label(row, method),
        "facts": present.field_rows(method, "incident", told),
        "reviews": [_text(each.row.pk, each.row.happened_on, each["text"], each["next"]) for each in line.reviews],
        "details": [_text(each.row.pk, None, each["text"], each["reference"]) for each in line.details],
        "linked": [_linked(each) for each in line.linked], "may_write": writes,
        "may_detail": writes and actor.reads(chosen_in.pk, "incident_detail"),
    })  # fmt: skip


@page("groups.incident_form", "öppnade formuläret för en händelse", "opened the form for an incident")
def new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """What happened, when and where, without names; and apart from it what stays with the police."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    require(casework.open_beside(actor, programme=chosen_in, side=SIDE), "case.open_beside")
    method = method_of(chosen_in)
    keeps = find_kind(method, "incident_detail") is not None and actor.reads(chosen_in.pk, "incident_detail")
    form = kind_form(method, "incident", last={DETAILS: _details()} if keeps else {})(posted(request))

    def act() -> Any:
        said = form.cleaned_data.get(DETAILS)
        return actions.report_incident(
            by=actor,
            programme=chosen_in,
            incident=given(form, DETAILS),
            details={"text": said} if said else None,
        )

    back = {"url": reverse("incidents", args=[chosen_in.pk]), "label": _("Händelser")}
    return act_on(
        request, form, act, done=_("Händelsen är sparad. Koppla den till en grupp om någon vet något om det."),
        to=matter_url, **room(request, chosen_in, ""), title=_("Skriv in en händelse"), back=back, button=_("Spara"),
        lead=_("Det som är känt, utan namn på enskilda. Ingen annan myndighet ser den förrän ni lämnar ut den."),
    )  # fmt: skip


@page("group.link_form", "öppnade formuläret för en koppling", "opened the form for a link")
def link(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """To a group, with the part it had, how sure that is, who stands behind it and why."""
    actor = acting(request)
    chosen_in = programme_or_404(request, programme)
    row = file_or_404(request, chosen_in, case, SIDE)
    require(casework.reach(actor, case=row), "group.link")
    method = method_of(row)
    matters, options = group_choices(request, chosen_in)
    left_out = [field.id for field in method.kind("incident_link").fields if field.id not in LINK_FIELDS]
    first = {"group": matter_field(_("Grupp"), options)}
    form = kind_form(method, "incident_link", leave_out=left_out, first=first)(
        posted(request), initial={"source": actor.kind}
    )

    def act() -> Any:
        group = chosen(matters, form.cleaned_data["group"])
        assert group is not None  # the field asks for one of the list
        return actions.link_incident(by=actor, incident=row, group=group, fields=given(form, "group"))

    back = {"url": matter_url(row), "label": present.case_title(row)}
    return act_on(
        request, form, act, done=_("Kopplingen är sparad i gruppens akt."), to=lambda _made: back["url"],
        **room(request, chosen_in, ""), title=_("Koppla till en grupp"), back=back, button=_("Spara kopplingen"),
        about=incident_line(actor, row).name,
        lead=_("Din bedömning, med skäl. Programmet föreslår ingen grupp. Osäkra kopplingar räknas för sig."),
    )  # fmt: skip


def _details() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Det som stannar hos polisen"), required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=gettext_lazy("Läses av få hos er och kan inte lämnas ut."),
    )  # fmt: skip


def _line(line: IncidentLine) -> Part:
    case, method = line.case, method_of(line.case)
    told = line.incident.fields if line.incident and line.incident.fields else {}
    what = choices(method, "incident", "what").get(str(told.get("what", "")), "")
    return {
        "case": case, "what": what or line.name or present.case_title(case), "place": told.get("place", ""),
        "on": line.incident.row.happened_on if line.incident else None, "url": matter_url(case),
        "hurt": choices(method, "incident", "hurt").get(str(told.get("hurt", "")), ""),
        "linked": [_linked(each) for each in line.linked], "reviewed": bool(line.reviews), "closed": case.closed_on,
    }  # fmt: skip


def _linked(linked: Linked) -> Part:
    method, link = method_of(linked.group), linked.link
    return {
        "name": linked.name, "url": matter_url(linked.group), "fact": reverse("fact", args=[link.entry]),
        "part": choices(method, "incident_link", "part").get(link.part, link.part),
        "certainty": choices(method, "incident_link", "certainty").get(link.certainty, link.certainty),
        "source": choices(method, "incident_link", "source").get(link.source, link.source),
        "text": linked.entry["text"],
    }  # fmt: skip


def _text(key: UUID, on: Any, text: Any, more: Any) -> Part:
    return {"on": on, "text": text, "more": more, "url": reverse("fact", args=[key])}


urlpatterns = [
    path("grupper/<uuid:programme>/handelser/", show, name="incidents"),
    path("grupper/<uuid:programme>/handelser/ny/", new, name="incident_new"),
    path("grupper/<uuid:programme>/handelser/<uuid:case>/", one, name="incident"),
    path("grupper/<uuid:programme>/handelser/<uuid:case>/koppla/", link, name="incident_link"),
]
