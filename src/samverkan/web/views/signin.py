"""Signing in: name and password, a code, an assignment; a fresh code for protected identity; signing out.

The session holds who the officer is and on which assignment, and nothing about what that gives the right to.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samverkan.secrecy import acting, binding, clock, proof
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, Officer
from samverkan.secrecy.officers import actor_for
from samverkan.secrecy.paging import page
from samverkan.trail import verbs
from samverkan.web.forms import posted
from samverkan.web.forms.signin import AssignmentForm, CodeForm, PasswordForm

verbs.register("login.done", sv="loggade in", en="signed in")
verbs.register("login.refused", sv="nekades inloggning", en="was refused sign-in")
verbs.register("login.step_up", sv="bekräftade sig med en ny kod", en="confirmed with a fresh code")
PROVING = timedelta(minutes=5)  # from password to code; then one starts over


def enter(request: HttpRequest) -> HttpResponse:
    """Name and password. Nothing tells which of them was wrong, or whether there is such an officer."""
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"]
        officer = authenticate(request, username=name, password=form.cleaned_data["password"])
        if isinstance(officer, Officer) and officer.totp_sealed:
            _begin(request, officer)
            return redirect("signin_code")
        _trace_refused(Officer.objects.filter(username=name).first())
        if locked(request, name):
            return locked_out(request)
        form.add_error(None, _("Användarnamnet eller lösenordet stämmer inte."))
    return _show(request, "signin/enter.html", form)


def code(request: HttpRequest) -> HttpResponse:
    """The code from the officer's phone, once the password has been right."""
    officer = _proving(request)
    if officer is None:
        return redirect("signin")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if locked(request, officer.username):
            return locked_out(request)
        if proof.accept(officer, form.cleaned_data["code"]):
            return _proved(request, officer)
        if count_failure(request, officer):
            return locked_out(request)
        form.add_error("code", _("Koden stämmer inte eller är redan använd. Vänta på nästa."))
    return _show(request, "signin/code.html", form)


def assignment(request: HttpRequest) -> HttpResponse:
    """Which assignment to work on, for whoever has several; also none at all."""
    officer = _proving(request, proved=True)
    if officer is None:
        return redirect("signin")
    form = AssignmentForm(_held(officer), posted(request))
    if request.method == "POST" and form.is_valid():
        return _start(request, officer, form.cleaned_data["assignment"])
    return _show(request, "signin/assignment.html", form, none=not _held(officer).exists())


@page("login.end", "loggade ut", "signed out")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session. Only by POST: a link elsewhere must not sign anybody out."""
    if request.method != "POST":
        return redirect("desk")
    request.session.flush()
    return redirect("signin")


@page("step_up.open", "öppnade sidan för ny kod", "opened the page for a fresh code")
def step_up(request: HttpRequest) -> HttpResponse:
    """A fresh code opens protected identity for a few minutes."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    officer = Officer.objects.get(pk=actor.officer)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if locked(request, officer.username):
            return locked_out(request)
        if proof.accept(officer, form.cleaned_data["code"]):
            request.session["stepped_up_until"] = (clock.now() + _fresh_for()).isoformat()
            acting.write_trace(binding.require(), "login.step_up")
            return redirect(_same_site(request.GET.get("next", "")))
        acting.write_trace(binding.require(), "login.refused", "refused")
        if count_failure(request, officer, trace=False):
            return locked_out(request)
        form.add_error("code", _("Koden stämmer inte eller är redan använd. Vänta på nästa."))
    minutes = _fresh_for() // timedelta(minutes=1)
    back = _same_site(request.GET.get("next", ""))
    return _show(request, "signin/step_up.html", form, minutes=minutes, back=back)


def _fresh_for() -> timedelta:
    return timedelta(seconds=int(str(settings.SAMVERKAN["STEP_UP_SECONDS"])))


def _begin(request: HttpRequest, officer: Officer) -> None:
    """Nothing of an earlier session comes along: neither its key nor what it held."""
    request.session.flush()
    request.session["proving"] = str(officer.pk)
    request.session["proving_until"] = (clock.now() + PROVING).isoformat()
    request.session["next"] = _same_site(request.GET.get("next", ""))


def _proving(request: HttpRequest, *, proved: bool = False) -> Officer | None:
    """The officer in the middle of signing in; `proved`: whose code was right too."""
    until, key = request.session.get("proving_until"), request.session.get("proving")
    if not key or not until or datetime.fromisoformat(until) < clock.now():
        return None
    if proved and not request.session.get("proved"):
        return None
    return Officer.objects.filter(pk=UUID(key), is_active=True).first()


def _proved(request: HttpRequest, officer: Officer) -> HttpResponse:
    held = list(_held(officer)[:2])
    if len(held) == 1:
        return _start(request, officer, held[0])
    request.session["proved"] = True
    request.session.cycle_key()
    return redirect("signin_assignment")


def _start(request: HttpRequest, officer: Officer, held: Assignment) -> HttpResponse:
    """Bind the session to the assignment, under a new key, and write that in the trail."""
    there = _same_site(request.session.get("next", ""))
    actor = actor_for(officer.pk, held.pk)
    if actor is None:  # ended while the officer was choosing
        return redirect("signin_assignment")
    request.session.flush()
    request.session["officer"], request.session["assignment"] = str(officer.pk), str(held.pk)
    with binding.bound(actor) as own:
        acting.write_trace(own, "login.done")
    user_logged_in.send(sender=Officer, request=request, user=officer)  # forgets the failed attempts
    return redirect(there)


def _held(officer: Officer) -> "QuerySet[Assignment]":
    live = Assignment.objects.filter(Assignment.live(clock.today()), officer=officer)
    return live.select_related("agency").order_by("agency__name", "title", "pk")


def count_failure(request: HttpRequest, officer: Officer, *, trace: bool = True) -> bool:
    """A wrong code counts as a wrong password does; returns whether the officer is now locked out."""
    user_login_failed.send(sender=__name__, credentials={"username": officer.username}, request=request)
    if trace:
        _trace_refused(officer)
    return locked(request, officer.username)


def locked(request: HttpRequest, username: str) -> bool:
    allowed: bool = AxesProxyHandler.is_allowed(request, {"username": username})
    return not allowed


def _trace_refused(officer: Officer | None) -> None:
    """In the trail of the officer's first agency. A name that nobody has belongs to no agency's trail."""
    held = (
        Assignment.objects.filter(officer=officer)
        .select_related("agency")
        .order_by("valid_from", "pk")
        .first()
    )
    if officer is not None and held is not None:
        acting.trace_refusal(Actor(officer.pk, held.agency_id, held.pk, held.agency.kind), "login.refused")


def locked_out(request: HttpRequest) -> HttpResponse:
    """The same page for a name that nobody has."""
    request.axes_locked_out = False  # type: ignore[attr-defined] # else its middleware puts a page of its own here
    return render(request, "signin/locked.html", status=429)


def _same_site(there: str) -> str:
    """A path of ours, or the desk: nobody is sent to another site by a link to the sign-in."""
    ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return there if ours else "/"


def _show(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    response = render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [
    path("logga-in/", enter, name="signin"),
    path("logga-in/kod/", code, name="signin_code"),
    path("logga-in/uppdrag/", assignment, name="signin_assignment"),
    path("logga-ut/", sign_out, name="sign_out"),
    path("bekrafta/", step_up, name="step_up"),
]
