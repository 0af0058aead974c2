"""Emergency access to a place: asked for with a reason, agreed by a second person, reviewed by a third; and alarms."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.exits import rules
from samverkan.exits.actions import alarms, emergency
from samverkan.exits.models import Alarm, LockKey
from samverkan.exits.reads.lock import alarms_for
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import openable
from samverkan.web import present
from samverkan.web.exits.forms import EmergencyForm, ReviewForm
from samverkan.web.exits.place import ACT
from samverkan.web.exits.room import alarm_or_404, key_or_404, lock_or_404
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.opening import require, show_form


@page("lock.emergency_form", "öppnade formuläret för nödöppning", "opened the form for emergency access")
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """Say what has happened. Everybody concerned is alarmed at once, and nothing opens before another agrees."""
    lock = lock_or_404(request, case)
    actor = acting(request)
    require(rules.ask_emergency(actor, lock=lock), "lock.emergency_ask")
    form = EmergencyForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            emergency.ask(by=actor, lock=lock, reason=form.cleaned_data["reason"])
            messages.warning(request, _("Larmet har gått. Nu måste en beslutsfattare godkänna nödöppningen."))
            return redirect("exits_place", lock.case_id)
    return show_form(request, "exits/emergency_form.html", form, case=lock.case)


@require_POST
@page(*ACT)
def agree(request: HttpRequest, key: UUID) -> HttpResponse:
    """The second person: it opens for the one who asked, for an hour, to read only."""
    row = key_or_404(request, key)
    emergency.agree(by=acting(request), key=row)
    messages.warning(
        request, _("Nödöppningen är godkänd och gäller i en timme. En tredje person ska granska den.")
    )
    return redirect("exits_place", row.lock.case_id)


@require_POST
@page(*ACT)
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """The second person says no."""
    row = key_or_404(request, key)
    emergency.decline(by=acting(request), key=row)
    messages.success(request, _("Nödöppningen är avslagen. Inget har öppnats."))
    return redirect("exits_place", row.lock.case_id)


@page("lock.review_form", "öppnade granskningen av en nödöppning", "opened the review of emergency access")
def review(request: HttpRequest, key: UUID) -> HttpResponse:
    """A third person's judgement afterwards."""
    row = key_or_404(request, key)
    actor = acting(request)
    require(rules.review_emergency(actor, key=row), "lock.emergency_review")
    form = ReviewForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            emergency.review(by=actor, key=row, **form.cleaned_data)
            messages.success(request, _("Granskningen är sparad."))
            return redirect("exits_place", row.lock.case_id)
    return show_form(
        request, "exits/review_form.html", form, case=row.lock.case, who=row.assignment.officer.name
    )


@require_POST
@page("alarm.form", "kvitterade ett larm på sidan", "acknowledged an alarm on the page")
def seen(request: HttpRequest, alarm: UUID) -> HttpResponse:
    """Say that one has seen it."""
    alarms.seen(by=acting(request), alarm=alarm_or_404(request, alarm))
    return redirect("desk")


def alarms_of(actor: Actor) -> list[present.Part]:
    """What the officer is alarmed of and has not yet said that they have seen. It says nothing of whom."""
    return [_alarm(actor, each) for each in alarms_for(actor).select_related("about", "key__lock__case")]


def _alarm(actor: Actor, row: Alarm) -> present.Part:
    seen_url = reverse("exits_alarm_seen", args=[row.pk])
    if row.about is not None:
        words = _("Många placeringsfrågor i dag mellan er och %(agency)s.") % {"agency": row.about.name}
        return {
            "title": _("Många placeringsfrågor"),
            "words": words,
            "at": row.raised_at,
            "url": "",
            "seen": seen_url,
        }
    assert row.key is not None
    case = row.key.lock.case
    words = _("Någon har begärt nödöppning av platsen i ärende %(number)s.") % {"number": case.number}
    if row.key.kind == LockKey.Kind.EMERGENCY and row.key.seconded_by:
        words = _("Platsen i ärende %(number)s är nödöppnad.") % {"number": case.number}
    url = reverse("exits_place", args=[case.pk]) if openable(actor, case.pk) else ""
    return {"title": _("Nödöppning"), "words": words, "at": row.raised_at, "url": url, "seen": seen_url}


urlpatterns = [
    path("arenden/<uuid:case>/plats/nod/", ask, name="exits_emergency"),
    path("nycklar/<uuid:key>/godkann/", agree, name="exits_emergency_agree"),
    path("nycklar/<uuid:key>/avsla/", decline, name="exits_emergency_decline"),
    path("nycklar/<uuid:key>/granska/", review, name="exits_emergency_review"),
    path("larm/<uuid:alarm>/sett/", seen, name="exits_alarm_seen"),
]
