"""Data for evaluators: decided by name with purpose and end, fetched as files, each time traced."""

import io
import zipfile
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.groups import actions, rules
from samverkan.groups.evaluation import LINES, PANEL, as_csv
from samverkan.groups.export_notes import notes_for
from samverkan.groups.reads.exports import Cut, export_entries, find_export, who_is
from samverkan.secrecy import clock
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Entry, Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.groups.forms import act_on, given, kind_form
from samverkan.web.groups.room import matter_url, method_of, programme_or_404, require_side, room
from samverkan.web.opening import require
from samverkan.web.present import Part
from samverkan.web.sheets import render

SIDE = "work"
MADE = (2000, 1, 1, 0, 0, 0)  # in the archive, so that the same content gives the same bytes


@page(
    "groups.evaluation",
    "läste besluten om uppgifter till utvärderare",
    "read the decisions on data for evaluators",
)
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Who was given what, for what, until when."""
    chosen_in = _programme(request, programme)
    actor = acting(request)
    found = export_entries(actor, chosen_in.pk)
    return render(request, "groups/evaluation.html", {
        **room(request, chosen_in, "group_evaluation"), "lines": [_line(chosen_in, each) for each in found],
        "may": bool(rules.export(actor, programme=chosen_in)),
    })  # fmt: skip


@page(
    "evaluation.export_form",
    "öppnade beslutet om uppgifter till en utvärderare",
    "opened the decision on data for an evaluator",
)
def new(request: HttpRequest, programme: UUID) -> HttpResponse:
    """To whom, for what, on which basis, which period, and until when."""
    actor = acting(request)
    chosen_in = _programme(request, programme)
    require(rules.export(actor, programme=chosen_in), "evaluation.decide")
    form = kind_form(method_of(chosen_in), "evaluation_export", leave_out=("decided_on",))(
        posted(request), initial={"last": clock.today()}
    )

    def act() -> Any:
        return actions.decide_export(by=actor, programme=chosen_in, fields=given(form))

    return act_on(
        request, form, act, done=_("Beslutet är sparat. Hämta filerna och lämna dem till den du nämnde."),
        to=lambda made: reverse("export", args=[chosen_in.pk, made.pk]), button=_("Besluta"),
        **room(request, chosen_in, ""), title=_("Uppgifter till en utvärderare"), back=_back(chosen_in),
        note=_("Pseudonymer är inte anonymitet: den som vet när något hände kan känna igen en grupp på dagen. Lämna "
               "bara ut dagar om veckor inte räcker."),
        lead=_("Daterade händelser och insatser, med pseudonymer i stället för grupper. Inga personer följer med."),
    )  # fmt: skip


@page(
    "groups.export",
    "läste ett beslut om uppgifter till en utvärderare",
    "read a decision on data for an evaluator",
)
def one(request: HttpRequest, programme: UUID, entry: UUID) -> HttpResponse:
    """The decision, a preview of the first rows, and who stands behind a pseudonym."""
    actor = acting(request)
    chosen_in = _programme(request, programme)
    decision = _decision(request, chosen_in, entry)
    asked = WhoForm(posted(request))
    case = (
        who_is(actor, decision, asked.cleaned_data["pseudonym"])
        if asked.is_bound and asked.is_valid()
        else None
    )
    live = _live(decision)
    cut = actions.fetch_export(by=actor, decision=decision) if live else None
    return render(request, "groups/export.html", {
        **room(request, chosen_in, ""), "decision": decision, "live": live, "form": asked,
        "facts": present.field_rows(method_of(decision.row.case), "evaluation_export", decision.fields or {}),
        "preview": _preview(cut), "counts": _counts(cut), "entry": entry, "back": _back(chosen_in),
        "found": {"title": present.case_title(case), "url": matter_url(case)} if case else None,
        "missed": asked.is_bound and case is None,
    }, status=422 if asked.errors else 200)  # fmt: skip


@page("evaluation.download", "hämtade filer till en utvärderare", "downloaded files for an evaluator")
def download(request: HttpRequest, programme: UUID, entry: UUID) -> HttpResponse:
    """Both files and the description of them, asked for anew each time."""
    chosen_in = _programme(request, programme)
    decision = _decision(request, chosen_in, entry)
    if not _live(decision):
        raise Http404
    cut = actions.fetch_export(by=acting(request), decision=decision)
    response = HttpResponse(_archive(cut, decision), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="utvardering.zip"'
    return response


class WhoForm(forms.Form):
    """A pseudonym whose group one asks for."""

    pseudonym = forms.CharField(
        label=gettext_lazy("Pseudonym"), max_length=20, help_text=gettext_lazy("Till exempel G-K7QD2M5X."),
        error_messages={"required": gettext_lazy("Fyll i det här.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def _programme(request: HttpRequest, key: UUID) -> Programme:
    found = programme_or_404(request, key)
    require_side(request, found, SIDE)
    if not acting(request).reads(found.pk, "evaluation_export"):
        raise Http404
    return found


def _decision(request: HttpRequest, programme: Programme, key: UUID) -> OpenEntry:
    try:
        found = find_export(acting(request), key)
    except Entry.DoesNotExist as hidden:
        raise Http404 from hidden
    if found.row.programme_id != programme.pk:
        raise Http404
    return found


def _live(decision: OpenEntry) -> bool:
    return date.fromisoformat(decision["use_until"]) >= clock.today()


def _line(programme: Programme, each: OpenEntry) -> Part:
    return {
        "analyst": each["analyst"], "organisation": each["organisation"], "on": each.row.happened_on,
        "purpose": each["purpose"], "until": date.fromisoformat(each["use_until"]), "live": _live(each),
        "url": reverse("export", args=[programme.pk, each.row.pk]),
    }  # fmt: skip


def _preview(cut: Cut | None) -> Part | None:
    if cut is None:
        return None
    return {"columns": LINES, "rows": [[row[name] for name in LINES] for row in cut.lines[:5]]}


def _counts(cut: Cut | None) -> Part | None:
    return {"lines": len(cut.lines), "panel": len(cut.panel), "groups": cut.groups} if cut else None


def _archive(cut: Cut, decision: OpenEntry) -> bytes:
    files = {
        "handelser-och-insatser.csv": as_csv(LINES, cut.lines), "panel.csv": as_csv(PANEL, cut.panel),
        "LAS-MIG.txt": notes_for(decision).encode(),
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), content)
    return out.getvalue()


def _back(programme: Programme) -> Part:
    return {"url": reverse("group_evaluation", args=[programme.pk]), "label": _("Utvärdering")}


urlpatterns = [
    path("grupper/<uuid:programme>/utvardering/", show, name="group_evaluation"),
    path("grupper/<uuid:programme>/utvardering/ny/", new, name="export_new"),
    path("grupper/<uuid:programme>/utvardering/<uuid:entry>/", one, name="export"),
    path("grupper/<uuid:programme>/utvardering/<uuid:entry>/filer/", download, name="export_files"),
]
