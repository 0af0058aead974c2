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

REVIEWED = timedelta(
    28
)  # days until it is to be reviewed, unless the decider says otherwise; the method's clock


@page("group.start_focus_form", "öppnade beslutet om ökat fokus", "opened the decision on increased focus")
def start(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The answers to the criteria as another wrote them, and the decision with its reasons."""
    return _decide(request, programme, case, "start_focus")


@page("group.stop_focus_form", "öppnade slutet på ökat fokus", "opened the end of increased focus")
def stop(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """The same for its end."""
    return _decide(request, programme, case, "stop_focus")


def _decide(request: HttpRequest, programme: UUID, case: UUID, step: str) -> HttpResponse:
    actor = acting(request)
    chosen = programme_or_404(request, programme)
    row = file_or_404(request, chosen, case)
    begins = step == "start_focus"
    require(rules.decide_focus(actor, group=row), f"group.{step}")
    form = FocusForm(begins, posted(request), initial={"seen_phase": row.phase})
    back = {"url": reverse("group", args=[chosen.pk, row.pk]) + "#fokus", "label": present.case_title(row)}
    act = actions.start_focus if begins else actions.stop_focus

    def decide() -> Any:
        return act(by=actor, group=row, **form.cleaned_data)

    answers = _answers(actor, row)
    blocked = "" if not begins else _blocked(actor, row)
    return act_on(
        request, form, decide, to=lambda _made: back["url"], again=back["url"],
        done=_("Beslutet är sparat. Lämna ut det till de myndigheter som ska veta."),
        **room(request, chosen, ""), back=back, about=name_of(actor, row), note=blocked,
        title=_("Besluta om ökat fokus") if begins else _("Avsluta ökat fokus"),
        button=_("Besluta") if begins else _("Avsluta"), facts=answers, facts_title=_("Svaren på kriterierna"),
        lead=_("Beslutet är ditt. Programmet väger inga svar och föreslår ingen grupp. Den som besvarade kriterierna "
               "får inte besluta.") if begins else _("Skriv varför det upphör. Budskap och hjälp fortsätter."),
    )  # fmt: skip


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

    def __init__(self, begins: bool, *args: Any, **kwargs: Any) -> None:
        today = clock.today()
        kwargs["initial"] = {"from_day": today, "review_on": today + REVIEWED, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if not begins:
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
    path("grupper/<uuid:programme>/grupp/<uuid:case>/fokus/slut/", stop, name="focus_stop"),
]
