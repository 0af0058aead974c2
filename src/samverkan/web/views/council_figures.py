"""The owner of a programme hands its published figures to the municipality's plan."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.actions.figures import may_publish
from samverkan.council.actions.handing import hand_figures
from samverkan.council.reads import handing
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, fields, posted
from samverkan.web.opening import require, show_form
from samverkan.web.views.programmes import programme_or_404


@page(
    "figures.to_plan_form",
    "öppnade siffror till kommunens plan",
    "opened figures for the municipality's plan",
)
def hand(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Which published month is handed over. What was suppressed stays so; the rest becomes public."""
    actor, row = acting(request), programme_or_404(programme)
    require(may_publish(actor, programme=row), hand_figures.verb)  # type: ignore[attr-defined]
    form = forms.Form(posted(request))
    choices = [(day.isoformat(), f"{day:%Y-%m}") for day in handing.months(actor, row)]
    form.fields["month"] = fields.choice(
        _("Månad"),
        choices,
        help_text="" if choices else _("Inga siffror är utgivna än. Ge ut dem under Siffror."),
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            month = next(
                day for day in handing.months(actor, row) if day.isoformat() == form.cleaned_data["month"]
            )
            hand_figures(by=actor, programme=row, month=month)
            messages.success(request, _("Siffrorna är lämnade till kommunens plan."))
            return redirect("council")
    context = {
        "title": _("Lämna siffror till kommunens plan"), "button": _("Lämna siffrorna"),
        "back": {"url": reverse("council"), "label": _("Plan och uppföljning")},
        "lead": _("Bara summor ur det som redan är utgivet. Små tal visas inte. Det som lämnas blir offentligt."),
    }  # fmt: skip
    return show_form(request, "council/form.html", form, **context)


urlpatterns: list[URLPattern] = [
    path("verksamheter/<uuid:programme>/siffror-till-plan/", hand, name="council_figures"),
]
