"""Consents of a case and the standing decisions that may rest on them: written down, taken back, stopped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.reads.consents import (
    consents_of,
    disclosable_kinds,
    find_consent,
    find_standing,
    standing_of,
)
from samverkan.casework.reads.disclosures import other_parties, second_asked
from samverkan.casework.reads.questions import age_in
from samverkan.secrecy import clock, consents, door_rules, standing
from samverkan.secrecy.acting import Conflict, Refused
from samverkan.secrecy.grounds import in_force
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import CaseFile, Consent, Mode, StandingDecision
from samverkan.secrecy.paging import page
from samverkan.secrecy.verdict import Verdict
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.consents import ConsentForm, StandingForm
from samverkan.web.ground_forms import GroundForm
from samverkan.web.law import answers_part, ground_part
from samverkan.web.present import case_title, words
from samverkan.web.sheets import render
from samverkan.web.views.deciding import pick


@page("consent.read", "läste samtycken", "read the consents")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """What the person has consented to, and what goes by itself."""
    actor, found = acting(request), case_or_404(request, case)
    context = {
        "case": found, "back": _to_case(found),
        "consents": [_consent_part(each) for each in consents_of(actor, found)],
        "standing": [_standing_part(each) for each in standing_of(actor, found)],
        "may_write": bool(door_rules.record_on_case(actor, case=found)),
        "may_decide": bool(door_rules.decide_on_case(actor, case=found)), "officer": actor.officer,
    }  # fmt: skip
    return render(request, "consents/consents.html", context)


@page("consent.write", "prövade att anteckna ett samtycke", "tried to record a consent")
def new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Write down a consent as it was given."""
    actor, found = acting(request), case_or_404(request, case)
    _require(door_rules.record_on_case(actor, case=found), "consent.record")
    form = ConsentForm(
        other_parties(found), disclosable_kinds(found), posted(request), initial={"given_on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            consents.record(by=actor, case=found, **form.given())
            messages.success(request, _("Samtycket är antecknat."))
            return redirect("consents", found.pk)
    context = {
        "case": found,
        "form": form,
        "age": age_in(actor, found, clock.today()),
        "back": _to_consents(found),
    }
    return render(request, "consents/new.html", context, status=422 if form.errors else 200)


@page("consent.take_back", "prövade att återkalla ett samtycke", "tried to withdraw a consent")
def withdraw(request: HttpRequest, consent: UUID) -> HttpResponse:
    """The person has taken it back: it counts at once."""
    actor = acting(request)
    try:
        row = find_consent(actor, consent)
    except Consent.DoesNotExist as missing:
        raise Http404 from missing
    _require(door_rules.record_on_case(actor, case=row.case), "consent.withdraw")
    if request.method == "POST":
        consents.withdraw(by=actor, case=row.case, consent=row)
        messages.success(request, _("Återkallelsen är antecknad. Det som gick av sig självt har stannat."))
        return redirect("consents", row.case_id)
    view = next(each for each in consents_of(actor, row.case) if each.consent.pk == row.pk)
    context = {"case": row.case, "consent": _consent_part(view), "back": _to_consents(row.case)}
    return render(request, "consents/withdraw.html", context)


@page("standing.weigh", "prövade ett stående beslut", "weighed a standing decision")
def standing_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """Decide once for a kind of entry, under a consent or a duty."""
    actor, found = acting(request), case_or_404(request, case)
    _require(door_rules.decide_on_case(actor, case=found), "standing.decide")
    held = consents_of(actor, found)
    picked = pick(request)
    filled = posted(request)
    form = StandingForm(other_parties(found), disclosable_kinds(found), held, filled)
    asking = GroundForm(picked, filled) if picked else None
    if request.method == "POST" and form.is_valid() and asking is not None and asking.is_valid():
        with errors_on(form), errors_on(asking):
            return _standing_made(request, found, form, asking, {str(h.consent.pk): h.consent for h in held})
    context = {
        "case": found, "form": form, "asking": asking, "ground": ground_part(picked) if picked else None,
        "grounds": _grounds_for_standing(actor.kind), "back": _to_consents(found),
    }  # fmt: skip
    bad = bool(form.errors or (asking and asking.errors))
    return render(request, "consents/standing.html", context, status=422 if bad else 200)


@page(
    "standing.agree",
    "prövade ett stående beslut som andra beslutsfattare",
    "tried a standing decision as second",
)
def standing_second(request: HttpRequest, decision: UUID) -> HttpResponse:
    """The second decider agrees; only then does anything go by itself."""
    actor, row = acting(request), _standing_or_404(request, decision)
    _require(door_rules.second_on_case(actor, case=row.case, decision=row), "standing.second")
    if request.method == "POST":
        try:
            standing.second(by=actor, case=row.case, decision=row)
        except Conflict:
            messages.warning(request, _("Någon annan hann före. Så här står det nu."))
            return redirect("consents", row.case_id)
        messages.success(
            request, _("Det stående beslutet gäller. Varje överföring syns bland era utlämnanden.")
        )
        return redirect("consents", row.case_id)
    view = next(each for each in standing_of(actor, row.case) if each.decision.pk == row.pk)
    context = {
        "case": row.case, "decision": _standing_part(view), "ground": ground_part(view.ground),
        "answers": answers_part(view.ground, view.answers), "back": _to_consents(row.case),
    }  # fmt: skip
    return render(request, "consents/second.html", context)


@page("standing.halt", "prövade att stoppa ett stående beslut", "tried to stop a standing decision")
def standing_stop(request: HttpRequest, decision: UUID) -> HttpResponse:
    """Nothing more goes by itself."""
    actor, row = acting(request), _standing_or_404(request, decision)
    _require(door_rules.stop_on_case(actor, case=row.case), "standing.stop")
    if request.method == "POST":
        standing.stop(by=actor, case=row.case, decision=row)
        messages.success(request, _("Stoppat. Inget mer går av sig självt."))
        return redirect("consents", row.case_id)
    view = next(each for each in standing_of(actor, row.case) if each.decision.pk == row.pk)
    context = {"case": row.case, "decision": _standing_part(view), "back": _to_consents(row.case)}
    return render(request, "consents/stop.html", context)


def _standing_or_404(request: HttpRequest, key: UUID) -> StandingDecision:
    try:
        return find_standing(acting(request), key)
    except StandingDecision.DoesNotExist as missing:
        raise Http404 from missing


def _standing_made(
    request: HttpRequest, case: CaseFile, form: StandingForm, asking: GroundForm, held: dict[str, Consent]
) -> HttpResponse:
    given = form.cleaned_data
    asked = second_asked(case, given["kinds"], Mode.STANDING, asking.ground.id)
    made = standing.decide(
        by=acting(request), case=case, receiver=UUID(given["receiver"]), kinds=given["kinds"],
        ground=asking.ground.id, answers=asking.answers(), reasons=asking.cleaned_data["reasons"],
        until=given["until"], consent=held.get(given["consent"]), four_eyes=asked is not None,
    )  # fmt: skip
    if made.four_eyes:
        messages.warning(
            request, _("Beslutet väntar på en andra beslutsfattare. Inget går av sig självt ännu.")
        )
    else:
        messages.success(
            request, _("Det stående beslutet gäller. Varje överföring syns bland era utlämnanden.")
        )
    return redirect("consents", case.pk)


def _grounds_for_standing(giver: str) -> list[dict[str, Any]]:
    """Consent and the duties that reach such a giver; a possibility is weighed each time."""
    return [
        ground_part(ground)
        for ground in in_force(clock.today())
        if ground.kind != "possibility" and AgencyKind(giver) in ground.from_kinds
    ]


def _consent_part(view: Any) -> dict[str, Any]:
    row = view.consent
    facts = [
        (_("Från"), row.get_given_by_display()),
        (_("Till"), ", ".join(agency.name for agency in view.receivers)),
        (_("Uppgifter"), ", ".join(words(kind.label) for kind in view.kinds)),
        (_("Gäller"), f"{row.given_on} – {row.until}"),
        (_("Innebörd"), view.held.get("scope", _("gallrat"))),
    ]
    if view.held.get("guardian"):
        facts.insert(1, (_("Vårdnadshavare"), view.held["guardian"]))
    return {"row": row, "facts": facts, "live": view.live, "status": view.status}


def _standing_part(view: Any) -> dict[str, Any]:
    row = view.decision
    facts = [
        (_("Till"), row.receiver.name),
        (_("Uppgifter"), ", ".join(words(kind.label) for kind in view.kinds)),
        (_("Grund"), f"{view.ground.provision}, {words(view.ground.title)}"),
        (_("Gäller till och med"), row.until.isoformat()),
        (_("Beslutat av"), view.decider),
        (_("Skäl"), view.reasons),
    ]
    if view.second:
        facts.insert(5, (_("Godkänt av"), view.second))
    waits = row.four_eyes and row.seconded_by is None and row.stopped_at is None
    return {"row": row, "facts": facts, "live": view.live, "status": view.status, "waits": waits}


def _require(verdict: Verdict, verb: str) -> None:
    if not verdict:
        raise Refused(verb, verdict.reason)


def _to_case(case: CaseFile) -> dict[str, str]:
    return {"url": reverse("case", args=[case.pk]), "label": case_title(case)}


def _to_consents(case: CaseFile) -> dict[str, str]:
    return {"url": reverse("consents", args=[case.pk]), "label": _("Samtycken")}


urlpatterns: list[URLPattern] = [
    path("arenden/<uuid:case>/samtycken/", show, name="consents"),
    path("arenden/<uuid:case>/samtycke/nytt/", new, name="consent_new"),
    path("samtycken/<uuid:consent>/aterkalla/", withdraw, name="consent_withdraw"),
    path("arenden/<uuid:case>/staende/nytt/", standing_new, name="standing_new"),
    path("staende/<uuid:decision>/andra/", standing_second, name="standing_second"),
    path("staende/<uuid:decision>/stoppa/", standing_stop, name="standing_stop"),
]
