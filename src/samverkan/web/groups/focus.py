"""Increased focus decided and stopped. The program proposes no group and weighs no answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.groups import actions, rules
from samverkan.groups.reads.naming import name_of, newest
from samverkan.secrecy import clock
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.forms.kinds import MISSING
from samverkan.web.groups.forms import act_on, day_field
from samverkan.web.groups.room import file_or_404, method_of, programme_or_404, room
from samverkan.web.opening import require

REVIEWED = timedelta(28)  # until it is to be reviewed, unless the decider says otherwise


@page("group.start_focus_form", "öppnade beslutet om ökat fokus", "opened the decision on increased focus")
def start(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The answers to the criteria as another wrote them, and the decision with its reasons."""
    return _decide(request, programme, case, "start_focus")


@page("group.stop_focus_form", "öppnade slutet på ökat fokus", "opened the end of increased focus")
def stop(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The same for its end."""
    return _decide(request, programme, case, "stop_focus")


@page(
    "group.continue_focus_form", "öppnade omprövningen av ökat fokus", "opened the review of increased focus"
)
def review(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """It goes on, with new reasons and a new day of review."""
    return _decide(request, programme, case, "continue_focus")


def _decide(request: HttpRequest, programme: UUID, case: UUID, step: str) -> HttpResponse:
    actor = acting(request)
    chosen = programme_or_404(request, programme)
    row = file_or_404(request, chosen, case)
    require(rules.decide_focus(actor, group=row), f"group.{step}")
    form = FocusForm(step != "stop_focus", posted(request), initial={"seen_phase": row.phase})
    back = {"url": reverse("group", args=[chosen.pk, row.pk]) + "#fokus", "label": present.case_title(row)}

    def decide() -> Any:
        return ACTS[step](by=actor, group=row, **form.cleaned_data)

    title, button, lead = _said(step)
    return act_on(
        request, form, decide, to=lambda _made: back["url"], again=back["url"],
        done=_("Beslutet är sparat. Lämna ut det till de myndigheter som ska veta."),
        **room(request, chosen, ""), back=back, about=name_of(actor, row), title=title, button=button, lead=lead,
        note=_blocked(actor, row) if step == "start_focus" else "",
        facts=_answers(actor, row), facts_title=_("Svaren på kriterierna"),
    )  # fmt: skip


ACTS = {
    "start_focus": actions.start_focus, "continue_focus": actions.continue_focus, "stop_focus": actions.stop_focus,
}  # fmt: skip


def _said(step: str) -> tuple[str, str, str]:
    """Title, button and lead of a decision."""
    if step == "start_focus":
        lead = _("Beslutet är ditt. Programmet väger inga svar och föreslår ingen grupp. Den som besvarade kriterierna "
                 "får inte besluta.")  # fmt: skip
        return _("Besluta om ökat fokus"), _("Besluta"), lead
    if step == "continue_focus":
        lead = _("Skriv vad som har hänt sedan sist, och varför det inte räcker. Annars ska det upphöra.")
        return _("Ompröva ökat fokus"), _("Låt det fortsätta"), lead
    return _("Avsluta ökat fokus"), _("Avsluta"), _("Skriv varför det upphör. Budskap och hjälp fortsätter.")


class FocusForm(forms.Form):
    """From when, until when it is reviewed, and why."""

    from_day = day_field(gettext_lazy("Från och med"))
    review_on = day_field(gettext_lazy("Omprövas senast"))
    text = forms.CharField(
        label=gettext_lazy("Skäl"),
        error_messages=MISSING,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    seen_phase = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, reviewed: bool, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        kwargs["initial"] = {"from_day": today, "review_on": today + REVIEWED, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if not reviewed:
            del self.fields["review_on"]


def _answers(actor: Any, row: CaseFile) -> list[tuple[str, str]]:
    """The criteria as last answered, question by question."""
    found = newest(actor, row, "focus_proposal")
    return present.field_rows(method_of(row), "focus_proposal", found.fields or {}) if found else []


def _blocked(actor: Any, row: CaseFile) -> str:
    """Why this officer could not decide now; the notice itself is written in the same act and is not missing."""
    verdict = rules.proposed_by_another(actor, group=row)
    return "" if verdict else str(verdict.reason)


urlpatterns: list[Any] = [
    path("grupper/<uuid:programme>/grupp/<uuid:case>/fokus/", start, name="focus_start"),
    path("grupper/<uuid:programme>/grupp/<uuid:case>/fokus/omprovning/", review, name="focus_review"),
    path("grupper/<uuid:programme>/grupp/<uuid:case>/fokus/slut/", stop, name="focus_stop"),
]
