"""Figures for the steering group: tables and bars without identities, with definition, source and date."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.casework.actions.figures import (
    fingerprint,
    hand_over_counts,
    may_hand_over,
    may_publish,
    publish_figures,
)
from samverkan.casework.counting import Month
from samverkan.casework.models import Figures
from samverkan.casework.reads import figures as reading
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import exports, tables
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on
from samverkan.web.present import Part
from samverkan.web.sheets import render


def reads(actor: Actor) -> bool:
    """The steering group, those who publish and those who decide."""
    return any(actor.may(each) for each in ("read_figures", "publish_figures"))


class MonthForm(forms.Form):
    """Which month, and what of it: persons by the list's owner, or one's own acts."""

    month = forms.DateField(
        label=gettext_lazy("Månad"), widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        input_formats=["%Y-%m"],
        error_messages={"required": gettext_lazy("Ange en månad, till exempel 2026-10."),
                        "invalid": gettext_lazy("Skriv månaden så här: 2026-10.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Vad som räknas"), widget=forms.RadioSelect)

    def __init__(self, kinds: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


@page("figures.read", "läste siffror", "read figures", may=reads)
def show(request: HttpRequest) -> HttpResponse:
    """Everything published in the programmes one reads, and the way to publish."""
    programmes = reading.readable(acting(request))
    stands = [reading.published(each) for each in programmes]
    context = {
        "programmes": [
            tables.programme_part(each, may=_kinds(acting(request), each.programme)) for each in stands
        ],
        "together": tables.together(stands),
        "export": exports.ways(reverse("figures_export")) if any(s.persons or s.acts for s in stands) else [],
    }
    return render(request, "figures/figures.html", context)


@page("figures.export", "tog ut siffror som fil", "took figures out as a file", may=reads)
def export(request: HttpRequest) -> HttpResponse:
    """Everything published, a row for each number: what is kept back has no number, and says so."""
    stands = [reading.published(each) for each in reading.readable(acting(request))]
    rows = [row for each in stands for row in tables.rows_of(each)]
    heads = [
        _("Verksamhet"), _("Räknat av"), _("Siffra"), _("Månad"), _("Del"), _("Antal"), _("Anmärkning"),
        _("Definition"),
    ]  # fmt: skip
    return exports.answer(request, "siffror", heads, rows)


@page("figures.prepare", "förberedde siffror", "prepared figures", may=reads)
def prepare(request: HttpRequest, programme: Any) -> HttpResponse:
    """Count and show exactly what would be published, gaps and all; the next press publishes it."""
    found = _programme(request, programme)
    kinds = _kinds(acting(request), found)
    form = MonthForm(kinds, request.GET if "month" in request.GET else None, initial=_last_month(kinds))
    counted = None
    if form.is_bound and form.is_valid():
        month, kind = Month(form.cleaned_data["month"]), form.cleaned_data["kind"]
        if month.over:
            prepared = reading.prepare(acting(request), found, month, kind)
            counted = {
                "month": month.first, "kind": kind, "shown": fingerprint(prepared),
                "tables": [tables.prepared_part(found, each, month) for each in prepared],
            }  # fmt: skip
        else:
            form.add_error("month", _("Månaden är inte slut. Välj en som är det."))
    context = {"programme": found, "form": form, "counted": counted}
    return render(request, "figures/prepare.html", context, status=422 if form.errors else 200)


@require_POST
@page("figures.form", "skickade ett formulär om siffror", "sent a form about figures", may=reads)
def publish(request: HttpRequest, programme: Any) -> HttpResponse:
    """Publish what was shown."""
    found = _programme(request, programme)
    form = MonthForm(_kinds(acting(request), found), request.POST)
    if form.is_valid():
        act = publish_figures if form.cleaned_data["kind"] == Figures.Kind.LIST else hand_over_counts
        with errors_on(form):
            act(
                by=acting(request), programme=found, month=form.cleaned_data["month"],
                shown=request.POST.get("shown", ""),
            )  # fmt: skip
            messages.success(request, _("Siffrorna är publicerade."))
            return HttpResponseRedirect(reverse("figures"))
    return render(request, "figures/prepare.html", {"programme": found, "form": form}, status=422)


def _programme(request: HttpRequest, key: Any) -> Programme:
    found = next((each for each in reading.readable(acting(request)) if each.pk == key), None)
    if found is None or not _kinds(acting(request), found):
        raise Http404
    return found


def _kinds(actor: Actor, programme: Programme) -> list[tuple[str, Any]]:
    kinds: list[tuple[str, Any]] = []
    if may_publish(actor, programme=programme):
        kinds.append(
            (Figures.Kind.LIST.value, _("Ärenden, bedömningar och avslut, räknade av listans ägare"))
        )
    if may_hand_over(actor, programme=programme):
        kinds.append((Figures.Kind.OWN_ACTS.value, _("Vår myndighets egna handlingar")))
    return kinds


def _last_month(kinds: list[tuple[str, Any]]) -> Part:
    last = clock.today().replace(day=1) - timedelta(days=1)
    return {"month": last.replace(day=1), "kind": kinds[0][0] if kinds else ""}


urlpatterns: list[URLPattern] = [
    path("siffror/", show, name="figures"),
    path("siffror/fil/", export, name="figures_export"),
    path("siffror/<uuid:programme>/", prepare, name="figures_prepare"),
    path("siffror/<uuid:programme>/ge-ut/", publish, name="figures_publish"),
]
