"""Decisions about a programme, each on a page of its own: what it means, what it asks, and the button that makes it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.methods.changes.reach import Reach
from samverkan.methods.changes.sentences import Change, changes
from samverkan.programmes import actions, rules
from samverkan.programmes.models import Milestone
from samverkan.programmes.reads import methods, register
from samverkan.secrecy.models import Agency, Programme
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.programmes import DecisionForm
from samverkan.web.opening import require, show_form
from samverkan.web.present import Part, words
from samverkan.web.programmes import saying
from samverkan.web.programmes.decisions import DECISIONS
from samverkan.web.views.programmes import acts, programme_or_404

Kind = Milestone.Kind


@page("programme.decision_form", "öppnade ett beslut om en verksamhet", "opened a decision about a programme")
def decide(request: HttpRequest, programme: UUID, step: str) -> HttpResponse:
    """One decision. The page refuses what the act would refuse, with the same words."""
    actor, row = acting(request), programme_or_404(programme)
    chosen = DECISIONS.get(step)
    if chosen is None:
        raise Http404
    require(chosen.may(actor, programme=row), chosen.act.verb)  # type: ignore[attr-defined]
    if step not in {kind for kind, _words in acts(actor, row)}:
        return redirect("programme", row.pk)
    form = DecisionForm(step, row, posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            chosen.act(by=actor, programme=row, **_facts(form))
            messages.success(request, _("Beslutet är inskrivet i historiken."))
            return redirect("programme", row.pk)
    newer = _changes(row) if step == Kind.VERSION else []
    about = {"decision": chosen, "programme": saying.programme_part(row), "back": _back(row)}
    return show_form(request, "programmes/decide.html", form, changes=newer, **about)


@page("programme.answer_form", "öppnade svaret på en inbjudan", "opened the answer to an invitation")
def answer(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Yes or no to an invitation: two forms side by side, so that neither is the usual one."""
    actor, row = acting(request), programme_or_404(programme)
    require(rules.take_part(actor), "programme.join")
    if Kind.JOINED not in {kind for kind, _words in acts(actor, row)}:
        return redirect("programme", row.pk)
    said = request.POST.get("answer", "")
    forms = {
        kind: DecisionForm(kind, row, posted(request) if said == kind else None, prefix=kind)
        for kind in (Kind.JOINED, Kind.DECLINED)
    }
    form = forms.get(Kind(said)) if said in {Kind.JOINED, Kind.DECLINED} else None
    if form is not None and form.is_valid():
        act = actions.join if said == Kind.JOINED else actions.decline
        with errors_on(form):
            act(by=actor, programme=row, **_facts(form))
            done = (
                _("Ni deltar. Ge nu era handläggare platser.")
                if said == Kind.JOINED
                else _("Svaret är inskrivet.")
            )
            messages.success(request, done)
            return redirect("programme", row.pk)
    context = {"yes": forms[Kind.JOINED], "no": forms[Kind.DECLINED], "programme": saying.programme_part(row)}
    return show_form(
        request, "programmes/answer.html", form or forms[Kind.JOINED], back=_back(row), **context
    )


def _facts(form: DecisionForm) -> dict[str, Any]:
    """The form's answers as the acts take them: ids become rows."""
    facts = dict(form.cleaned_data)
    if "other" in facts:
        facts["other"] = register.find(UUID(facts["other"])) if facts["other"] else None
    if "party" in facts:
        facts["party"] = Agency.objects.get(pk=facts["party"])
    return facts


def _changes(row: Programme) -> list[Part]:
    """What each newer version changes, sentence by sentence, as `samverkan method diff` says it."""
    old = pinned(row.method, row.method_version)
    newer = methods.newer_than(row.method, row.method_version)
    return [{"version": new.version, "groups": list(_groups(changes(old, new)))} for new in newer]


def _groups(found: list[Change]) -> Iterator[Part]:
    for reach in Reach:
        under = [(words(each.sentence), each.holds_back) for each in found if each.reach is reach]
        if under:
            yield {"reach": words(reach.value), "lines": under}


def _back(row: Programme) -> dict[str, str]:
    return {"url": reverse("programme", args=[row.pk]), "label": row.name}


urlpatterns: list[URLPattern] = [
    path("verksamheter/<uuid:programme>/beslut/<slug:step>/", decide, name="programme_decide"),
    path("verksamheter/<uuid:programme>/svara/", answer, name="programme_answer"),
]
