"""The short form itself: on anybody's phone by a one-time code, or at the officer's own screen.

The first knows nobody and asks the database nothing: whatever the code, the same is done and the same is shown.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.pupils.actions import voice as actions
from samverkan.pupils.voice import waiting
from samverkan.pupils.voice.questions import GUARDIAN, LONGEST, PUPIL, QUESTIONS, cleaned
from samverkan.secrecy import acting as tracing
from samverkan.secrecy import binding, proof
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.models import Officer
from samverkan.secrecy.paging import page
from samverkan.web import lending, sheets
from samverkan.web.finding import acting, case_or_404
from samverkan.web.forms import posted
from samverkan.web.forms.signin import CodeForm
from samverkan.web.forms.voice import OneTimeForm
from samverkan.web.throttle import allowed
from samverkan.web.views.signin import count_failure, locked, locked_out


def by_code(request: HttpRequest) -> HttpResponse:
    """The form for whoever holds a code. Not a page: nobody is signed in, and no agency is bound."""
    form = OneTimeForm(posted(request))
    if request.method == "POST" and not allowed(request):
        return _answer(request, "pupils/voice_wait.html", {}, 429)
    if form.is_bound and form.is_valid():
        left = waiting.leave(form.cleaned_data["code"], cleaned(_said(request)))
        return _answer(
            request,
            "pupils/voice_thanks.html" if left else "pupils/voice_wait.html",
            {},
            200 if left else 503,
        )
    who = GUARDIAN if (request.POST.get("who") or request.GET.get("vem")) == GUARDIAN else PUPIL
    context = {"form": form, "who": who, "questions": _questions(who, _said(request)), "most": LONGEST}
    return _answer(request, "pupils/voice_form.html", context, 422 if form.errors else 200)


@page("voice.screen", "lånade ut skärmen för ett formulär", "lent the screen for a form")
def at_screen(request: HttpRequest) -> HttpResponse:
    """The same questions at the officer's screen, which opens nothing else meanwhile."""
    held = lending.lent(request)
    if held is None:
        return redirect("desk")
    if held.done:
        return redirect("voice_back")
    wrong = ""
    if request.method == "POST":
        case = case_or_404(request, held.case)
        try:
            actions.record(by=acting(request), case=case, who=held.who, said=_said(request))
            lending.answered(request)
            return redirect("voice_back")
        except Invalid as bad:
            wrong = str(bad.message)
    context = {
        "who": held.who,
        "questions": _questions(held.who, _said(request)),
        "wrong": wrong,
        "most": LONGEST,
    }
    return sheets.render(request, "pupils/voice_screen.html", context, 422 if wrong else 200)


@page("voice.back", "tog tillbaka skärmen", "took the screen back")
def back(request: HttpRequest) -> HttpResponse:
    """The officer proves who they are; until then this is all there is."""
    held = lending.lent(request)
    if held is None:
        return redirect("desk")
    officer = Officer.objects.get(pk=acting(request).officer)
    form = CodeForm(posted(request))
    if form.is_bound and form.is_valid():
        if locked(request, officer.username):
            return locked_out(request)
        if proof.accept(officer, form.cleaned_data["code"]):
            lending.give_back(request)
            return redirect("voice", held.case)
        tracing.write_trace(binding.require(), "login.refused", "refused")
        if count_failure(request, officer, trace=False):
            return locked_out(request)
        form.add_error("code", _("Koden stämmer inte eller är redan använd. Vänta på nästa."))
    return sheets.render(
        request, "pupils/voice_back.html", {"form": form, "done": held.done}, 422 if form.errors else 200
    )


def _said(request: HttpRequest) -> dict[str, str]:
    return {question.id: request.POST.get(question.id, "") for question in QUESTIONS}


def _questions(who: str, said: dict[str, str]) -> list[dict[str, Any]]:
    language = get_language()
    return [
        {
            "id": each.id, "text": each.asked_of(who).for_language(language), "said": said.get(each.id, ""),
            "help": each.help.for_language(language) if each.help else "",
            "choices": [(key, words.for_language(language)) for key, words in each.choices],
        }
        for each in QUESTIONS
    ]  # fmt: skip


def _answer(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [
    path("egna-ord/", by_code, name="voice_code"),
    path("egna-ord/skarm/", at_screen, name="voice_screen"),
    path("egna-ord/tillbaka/", back, name="voice_back"),
]
