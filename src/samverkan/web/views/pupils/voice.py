"""The pupil's and the guardian's own words in a case: codes handed out, the screen lent, answers taken in and read."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.pupils import rules
from samverkan.pupils.actions import voice as actions
from samverkan.pupils.models import VoiceCode
from samverkan.pupils.reads import voice as reads
from samverkan.pupils.voice.questions import KIND
from samverkan.secrecy import entries
from samverkan.secrecy.acting import Conflict, Invalid
from samverkan.secrecy.models import Entry
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import visible
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.lending import lend
from samverkan.web.sheets import render
from samverkan.web.views.pupils.common import Pupil, pupil_or_404


@page("voice.read", "läste en elevs egna ord", "read a pupil's own words")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """What was answered, what waits, and the two ways to ask."""
    return _shown(request, pupil_or_404(request, case, "voice"))


@page("voice.ask", "prövade att be om en elevs egna ord", "tried to ask for a pupil's own words")
def act(request: HttpRequest, case: UUID) -> HttpResponse:
    """Give a code, lend the screen, take an answer in, or remove a code. Only by POST."""
    pupil = pupil_or_404(request, case, "voice")
    if request.method != "POST":
        return redirect("voice", pupil.case.pk)
    done = {"code": _give, "screen": _lend, "take": _take, "drop": _drop}.get(request.POST.get("do", ""))
    if done is None:
        raise Http404
    return done(request, pupil)


def _give(request: HttpRequest, pupil: Pupil) -> HttpResponse:
    """The code is on this page and nowhere else."""
    try:
        given = actions.give_code(by=acting(request), case=pupil.case, who=request.POST.get("who", ""))
    except Invalid as wrong:
        messages.warning(request, str(wrong.message))
        return redirect("voice", pupil.case.pk)
    return _shown(request, pupil, given=given)


def _lend(request: HttpRequest, pupil: Pupil) -> HttpResponse:
    """From now on the session opens the form and nothing else, until the officer proves who they are."""
    who = request.POST.get("who", "")
    if (
        who not in VoiceCode.Who.values
        or not rules.give_voice(acting(request), case=pupil.case)
        or pupil.case.closed_on
    ):
        messages.warning(request, _("Välj vem som ska svara."))
        return redirect("voice", pupil.case.pk)
    lend(request, pupil.case.pk, who)
    return redirect("voice_screen")


def _take(request: HttpRequest, pupil: Pupil) -> HttpResponse:
    code = _code(request, pupil)
    try:
        entry = actions.take(by=acting(request), case=pupil.case, code=code)
        said = (
            _("Svaret ligger i akten.")
            if entry
            else _("Inget svar togs in: det kom för sent eller var tomt.")
        )
        messages.success(request, said) if entry else messages.warning(request, said)
    except Conflict:
        messages.warning(request, _("En kollega hann före. Så här står det nu."))
    return redirect("voice", pupil.case.pk)


def _drop(request: HttpRequest, pupil: Pupil) -> HttpResponse:
    try:
        actions.drop_code(by=acting(request), case=pupil.case, code=_code(request, pupil))
        messages.success(request, _("Koden gäller inte längre."))
    except Conflict:
        messages.warning(request, _("En kollega hann före. Så här står det nu."))
    return redirect("voice", pupil.case.pk)


def _code(request: HttpRequest, pupil: Pupil) -> VoiceCode:
    try:
        return reads.find_code(acting(request), pupil.case, UUID(request.POST.get("code", "")))
    except (ValueError, VoiceCode.DoesNotExist) as missing:
        raise Http404 from missing


def _shown(request: HttpRequest, pupil: Pupil, given: actions.Given | None = None) -> HttpResponse:
    actor = acting(request)
    rows = visible(actor, Entry.of(actor.agency).filter(case=pupil.case, kind=KIND)).select_related(
        "received__giver"
    )
    answers = entries.current(entries.open_all(rows.order_by("-made_at", "-pk")))
    return render(request, "pupils/voice.html", {
        **pupil.head, "given": given, "hours": actions.HOURS, "address": request.get_host() + reverse("voice_code"),
        "answers": [present.entry(pupil.method, each) for each in answers],
        "codes": reads.codes_of(actor, pupil.case),
        "may": bool(rules.give_voice(actor, case=pupil.case)) and pupil.case.closed_on is None,
    })  # fmt: skip


urlpatterns = [
    path("arenden/<uuid:case>/egna-ord/", show, name="voice"),
    path("arenden/<uuid:case>/egna-ord/be/", act, name="voice_ask"),
]
