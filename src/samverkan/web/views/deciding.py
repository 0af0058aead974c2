"""The decision: ground, conditions, the preview that is exactly what is sent, reasons. The decider does it all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.casework.reads.disclosures import (
    DisclosureView,
    LastUsed,
    disclosure_view,
    last_ground,
    second_asked,
)
from samverkan.casework.reads.questions import question_about
from samverkan.secrecy import clock, disclosing, door_rules
from samverkan.secrecy.acting import Conflict, Refused
from samverkan.secrecy.grounds import Candidate, Ground, Guide, Question, ask, find
from samverkan.secrecy.models import Disclosure
from samverkan.secrecy.paging import page
from samverkan.web import crossing
from samverkan.web.finding import acting, disclosure_or_404
from samverkan.web.forms import errors_on
from samverkan.web.forms.guide import AboutForm, asked
from samverkan.web.ground_forms import GroundForm
from samverkan.web.law import candidate_part, ground_part, guide_part, ruled_out_part
from samverkan.web.present import chip, words
from samverkan.web.sheets import render

Part = dict[str, Any]
STEPS = [
    {"label": gettext_lazy("Välj uppgifter")},
    {"label": gettext_lazy("Mottagare och form")},
    {"label": gettext_lazy("Grund och villkor")},
    {"label": gettext_lazy("Förhandsgranska")},
    {"label": gettext_lazy("Besluta")},
]
GROUND_AND_ON = (
    3  # one page holds the rest: conditions, preview and decision, so that nothing is out of sight
)


@page("disclosure.weigh", "prövade ett utlämnande", "weighed a disclosure")
def decide(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    """Pick a ground among those the guide leaves, answer its conditions, see what goes, decide."""
    actor, row = acting(request), disclosure_or_404(request, disclosure)
    allowed = door_rules.decide(actor, disclosure=row)
    if not allowed:
        raise Refused("disclosure.decide", allowed.reason)
    view = disclosure_view(actor, row)
    settled = row.state != Disclosure.State.PROPOSED
    if view.preview is None or (settled and request.method == "GET"):
        return redirect("disclosure", row.pk)
    about, found = consider(request, view)
    picked = pick(request)
    said = last_ground(actor, row.case, row.receiver_id)
    form = GroundForm(picked, request.POST if request.method == "POST" else None) if picked else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            with errors_on(form):
                return _decided(request, view, form)
        except Conflict:
            return clash(request, row, _mine(form))
    context = {
        "view": view, "disclosure": row, "receiver": chip(row.receiver), "steps": STEPS,
        "current": GROUND_AND_ON, "about": about,
        "sheets": crossing.sheets(view.method, view.preview.content["entries"], view.preview.superseded),
        "superseded": bool(view.preview.superseded), "digest": view.preview.digest,
        "guide_url": f"{reverse('guide')}?{urlencode(asked(found.question), doseq=True)}",
        "back": {"url": reverse("disclosure", args=[row.pk]), "label": row.number},
        "facts": crossing.facts(view), "form": form, **grounds_part(view, found, said),
        **picked_part(view, found, picked),
    }  # fmt: skip
    return render(request, "disclosures/decide.html", context, status=422 if form and form.errors else 200)


def clash(request: HttpRequest, row: Disclosure, mine: list[Part]) -> HttpResponse:
    """Somebody was first, or the content is no longer what the page showed: both versions, neither lost."""
    now = disclosure_or_404(request, row.pk)
    view = disclosure_view(acting(request), now)
    context = {
        "disclosure": now,
        "versions": [
            {"title": _("Så står det nu"), "by": "", "at": None, "rows": crossing.version_rows(view)},
            {"title": _("Det du skrev (sparas inte)"), "by": "", "at": None, "rows": mine},
        ],
        "changed": crossing.is_open(now),
        "again": reverse("disclosure", args=[now.pk]),
    }
    return render(request, "disclosures/clash.html", context, status=409)


def consider(request: HttpRequest, view: DisclosureView) -> tuple[AboutForm, Guide]:
    """The question that this disclosure is, as far as the program knows it, changed by whoever decides."""
    row = view.disclosure
    start = question_about(acting(request), row.case, row.receiver_id, kinds_in(view))
    given = request.GET if "purpose" in request.GET else None
    form = AboutForm(given, initial=asked(start))
    if given is None or not form.is_valid():
        return form, ask(start)
    question = Question(giver=start.giver, receiver=start.receiver, on=start.on, **form.about())
    return form, ask(question)


def kinds_in(view: DisclosureView) -> set[str]:
    """The kinds of entry that would go."""
    return {item["kind"] for item in view.preview.content["entries"]} if view.preview else set()


def pick(request: HttpRequest) -> Ground | None:
    """The ground named in the address or the form, if it is in force today."""
    named = request.POST.get("ground") or request.GET.get("grund", "")
    try:
        return find(named, clock.today()) if named else None
    except LookupError:
        return None


def grounds_part(view: DisclosureView, found: Guide, said: LastUsed | None) -> Part:
    """The candidates in the law's order, with what is usual in the method and what was used last as plain words."""
    usual = {str(each) for each in view.method.disclosure.grounds}
    last = said.ground.id if said else ""
    parts = [
        {**candidate_part(each), "usual": each.ground.id in usual,
         "last": said.on if said and each.ground.id == last else None}
        for each in _offered(found.candidates, last)
    ]  # fmt: skip
    guide = guide_part(found)
    return {"candidates": parts, "ruled_out": guide["ruled_out"], "warnings": guide["warnings"]}


def picked_part(view: DisclosureView, found: Guide, picked: Ground | None) -> Part:
    """The picked ground with the remarks of this question, or with what rules it out."""
    if picked is None:
        return {"ground": None}
    row = view.disclosure
    asks = second_asked(row.case, kinds_in(view), row.mode, picked.id)
    candidate = next((each for each in found.candidates if each.ground == picked), None)
    against = next((each for each in found.ruled_out if each.ground == picked), None)
    why = words(asks) if asks else _("Grunden är svår att pröva ensam.") if picked.four_eyes else ""
    return {
        "ground": candidate_part(candidate) if candidate else ground_part(picked),
        "against": ruled_out_part(against) if against else None,
        "four_eyes": why or (_("Förslaget kräver det.") if row.four_eyes else ""),
        "needs_consent": picked.kind == "consent",
    }


def _offered(candidates: tuple[Candidate, ...], last: str) -> list[Candidate]:
    """The one used last for this person and receiver comes first; nothing is ticked."""
    return sorted(candidates, key=lambda each: each.ground.id != last)


def _decided(request: HttpRequest, view: DisclosureView, form: GroundForm) -> HttpResponse:
    row = view.disclosure
    asks = second_asked(row.case, kinds_in(view), row.mode, form.ground.id)
    decision = disclosing.Decision(
        form.ground.id, form.answers(), form.cleaned_data["reasons"], shown=request.POST.get("shown", ""),
        four_eyes=asks is not None,
    )  # fmt: skip
    done = disclosing.decide(by=acting(request), disclosure=row, decision=decision)
    if done.state == Disclosure.State.AWAITS_SECOND:
        messages.warning(request, _("Beslutet väntar på en andra beslutsfattare. Inget har lämnats ut ännu."))
    else:
        messages.success(request, _("Utlämnat. Mottagaren har det att ta emot."))
    return redirect("disclosure", row.pk)


def _mine(form: GroundForm) -> list[Part]:
    return [
        {"label": _("Ditt beslut"), "value": _("lämna ut")},
        {"label": _("Grund"), "value": form.ground.provision},
        {"label": _("Skäl"), "value": form.cleaned_data["reasons"]},
    ]


urlpatterns: list[URLPattern] = [
    path("utlamnanden/<uuid:disclosure>/beslut/", decide, name="disclosure_decide"),
]
