"""What is said across the table: the quick form that the meeting page fetches, and its answer."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.actions.speaking import say
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import LastUsed, choosable, last_ground, other_parties
from samverkan.casework.reads.questions import question_about
from samverkan.secrecy import disclosing, door_rules
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.grounds import Candidate, ask
from samverkan.secrecy.models import Agency, CaseFile, Disclosure
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms.speaking import SayForm
from samverkan.web.ground_forms import GroundForm
from samverkan.web.law import ground_part
from samverkan.web.present import chip
from samverkan.web.sheets import render
from samverkan.web.views.deciding import pick

LOOKING = "show"  # a POST that only fetches the chosen ground's questions; a GET would put the choice in logs


@page("disclosure.speak", "öppnade formuläret på plats", "opened the form on the spot")
def speak(request: HttpRequest, case: UUID) -> HttpResponse:
    """GET gives the form, POST the receipt, or the form with its errors. A fragment for htmx, else a page."""
    found = case_or_404(request, case)
    verdict = door_rules.speak(acting(request), case=found)
    if not verdict or found.list_id is None:
        return _answer(request, {"case": found, "refused": True, "to": reverse("disclose", args=[found.pk])})
    sending = request.method == "POST" and LOOKING not in request.POST  # unless done, it is sent back below
    form = _form(request, found)
    said = _last(request, found, form)
    asking = _conditions(request, said)
    if sending and form.is_valid() and asking is not None and asking.is_valid():
        done = _say(request, found, form, asking)
        if done is not None:
            return _answer(request, {"case": found, "done": _receipts(done)})
    if sending and asking is None and not form.has_error("ground"):
        form.add_error("ground", _("Välj en rättslig grund som gäller i dag."))
    context = {
        "case": found, "form": form, "conditions": asking, "sending": sending,
        "grounds": _grounds(request, found, form, said), "picked": asking.ground.id if asking else "",
        "ground": ground_part(asking.ground) if asking else None,
        "reused": said.on if said and asking and said.ground.id == asking.ground.id else None,
    }  # fmt: skip
    return _answer(request, context, status=422 if sending else 200)


def _form(request: HttpRequest, case: CaseFile) -> SayForm:
    """Filled by a sending; while one only looks, what is chosen is carried over and nothing is scolded."""
    method = pinned(case.method, case.method_version)
    offered = choosable(acting(request), case)
    receivers = other_parties(case)
    if request.method != "POST":
        return SayForm(offered, method, receivers)
    if LOOKING not in request.POST:
        return SayForm(offered, method, receivers, request.POST)
    given = {name: request.POST.get(name, "") for name in ("text", "entry")}
    given["receivers"] = request.POST.getlist("receivers")  # type: ignore[assignment]
    return SayForm(
        offered, method, receivers, initial={**given, "request": request.POST.get("request") or uuid4()}
    )


def _last(request: HttpRequest, case: CaseFile, form: SayForm) -> LastUsed | None:
    """The ground last used for this person and the receiver chosen; with several chosen, if they agree."""
    chosen = form.chosen_receivers()
    used = [last_ground(acting(request), case, receiver) for receiver in chosen]
    first = used[0] if used else None
    agree = first is not None and all(each is not None and each.ground == first.ground for each in used)
    return first if agree else None


def _conditions(request: HttpRequest, said: LastUsed | None) -> GroundForm | None:
    """The picked ground's questions, unanswered. Words used last time are handed back to be read and changed."""
    ground = pick(request)
    if ground is None:
        return None
    if request.method == "POST" and LOOKING not in request.POST:
        return GroundForm(ground, request.POST)
    same = said if said is not None and said.ground == ground else None
    start = {"reasons": same.reasons} if same else None
    return GroundForm(ground, said=same.answers if same else None, initial=start)


def _grounds(
    request: HttpRequest, case: CaseFile, form: SayForm, said: LastUsed | None
) -> list[dict[str, Any]]:
    """What the guide leaves for every receiver chosen (or possible), the one last used first; none is ticked."""
    chosen = form.chosen_receivers() or [agency.pk for agency in other_parties(case)]
    left: list[Candidate] | None = None
    for receiver in chosen:
        guide = ask(question_about(acting(request), case, receiver, []))
        fits = {each.ground.id for each in guide.candidates}
        left = [each for each in (left if left is not None else guide.candidates) if each.ground.id in fits]
    last = said.ground.id if said else ""
    rows = sorted(left or [], key=lambda each: each.ground.id != last)
    return [
        {**ground_part(each.ground), "last": said.on if said and each.ground.id == last else None}
        for each in rows
    ]


def _say(request: HttpRequest, case: CaseFile, form: SayForm, asking: GroundForm) -> list[Disclosure] | None:
    decision = disclosing.Decision(asking.ground.id, asking.answers(), asking.cleaned_data["reasons"])
    try:
        return say(
            by=acting(request), case=case, receivers=form.chosen_receivers(), decision=decision,
            request=form.cleaned_data["request"], **form.said(),
        )  # fmt: skip
    except Invalid as found:
        target = asking if found.field in asking.fields else form
        target.add_error(found.field if found.field in target.fields else None, str(found.message))
        return None


def _receipts(done: list[Disclosure]) -> list[dict[str, Any]]:
    names = Agency.objects.in_bulk([row.receiver_id for row in done])
    return [
        {
            "row": row,
            "receiver": chip(names[row.receiver_id]),
            "waits": row.state == Disclosure.State.AWAITS_SECOND,
        }
        for row in done
    ]


def _answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    fragment = bool(getattr(request, "htmx", False))
    context["back"] = {"url": reverse("case", args=[context["case"].pk]), "label": _("Till ärendet")}
    context["inside"] = fragment
    template = "disclosures/spot.html" if fragment else "disclosures/spot_page.html"
    return render(request, template, context, status=status)


urlpatterns: list[URLPattern] = [
    path("arenden/<uuid:case>/pa-plats/", speak, name="disclose_spot"),
]
