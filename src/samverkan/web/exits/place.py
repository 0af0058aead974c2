"""The lock round a leaver's place: who is on the list, opened by a button, written under, opened by two in need."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.casework.reads.officers import assignable
from samverkan.exits import actions, rules
from samverkan.exits.locking import Place
from samverkan.exits.models import Lock, LockKey
from samverkan.exits.reads.lock import KeyView, keys_of, lock_of, openings_of
from samverkan.exits.towns import towns
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.exits.forms import KeyForm, PlaceForm
from samverkan.web.exits.room import kept_or_404, key_or_404, lock_or_404
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.opening import freshly_proved, require, show_form
from samverkan.web.sheets import render

OPENINGS_SHOWN = 20
A_MOMENT = timedelta(microseconds=1)  # a key ends as its last day does
ACT = ("lock.form", "skickade ett formulär om en låst plats", "sent a form about a locked place")


@page("lock.read", "såg vem som har nyckel till en plats", "saw who has a key to a place")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """Who may know the place and who has opened it. The place itself is not read here."""
    return _show(request, kept_or_404(request, case))


@require_POST
@page(*ACT)
def make(request: HttpRequest, case: UUID) -> HttpResponse:
    """A lock of its own; then keys are given to named officers."""
    row = kept_or_404(request, case)
    actions.make_lock(by=acting(request), case=row)
    messages.success(request, _("Låset är satt. Ingen har nyckel än: ge den till så få som möjligt."))
    return redirect("exits_place", row.pk)


@require_POST
@page("lock.shown", "fick se en låst plats", "was shown a locked place")
def opened(request: HttpRequest, case: UUID) -> HttpResponse:
    """The place, as the answer to a button and nowhere else. It hides again after a minute."""
    lock = lock_or_404(request, case)
    found = actions.open_lock(by=acting(request), lock=lock)
    return _show(request, lock.case, [_place(each) for each in found.places])


@page("lock.write_form", "öppnade formuläret för en plats", "opened the form for a place")
def write(request: HttpRequest, case: UUID) -> HttpResponse:
    """A new place under the lock; earlier ones stay under it."""
    lock = lock_or_404(request, case)
    actor = acting(request)
    require(rules.put_place(actor, lock=lock), "lock.put")
    form = PlaceForm(posted(request), initial={"since": clock.today()})
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.put_place(by=actor, lock=lock, fields=form.place())
            messages.success(request, _("Platsen ligger under låset."))
            return redirect("exits_place", lock.case_id)
    return show_form(request, "exits/place_form.html", form, case=lock.case)


@page("lock.key_form", "öppnade formuläret för en nyckel", "opened the form for a key")
def give(request: HttpRequest, case: UUID) -> HttpResponse:
    """Put a named colleague on the list, with a reason and an end."""
    lock = lock_or_404(request, case)
    actor = acting(request)
    require(rules.keep_list(actor, lock=lock), "lock.give")
    others = assignable(actor, lock.case.programme).exclude(officer=actor.officer)
    form = KeyForm(others, posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.give_key(by=actor, lock=lock, **form.cleaned_data)
            messages.success(request, _("Nyckeln är given."))
            return redirect("exits_place", lock.case_id)
    return show_form(request, "exits/key_form.html", form, case=lock.case)


@require_POST
@page(*ACT)
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """End a key: the holder's own, or by whoever decides."""
    row = key_or_404(request, key)
    actions.end_key(by=acting(request), key=row)
    messages.success(request, _("Nyckeln är avslutad och öppnar inte längre."))
    return redirect("exits_place", row.lock.case_id)


def _show(request: HttpRequest, case: CaseFile, places: list[present.Part] | None = None) -> HttpResponse:
    actor = acting(request)
    lock = lock_of(actor, case)
    return render(request, "exits/place.html", {
        "case": case, "lock": lock, "places": places, "fresh": freshly_proved(request),
        "may_make": lock is None and actor.may("decide", case.programme_id) and not case.closed_on,
        **(_about(actor, lock) if lock else {}),
    })  # fmt: skip


def _about(actor: Actor, lock: Lock) -> dict[str, Any]:
    decides = actor.may("decide", lock.case.programme_id)
    keys = [_key(actor, each, decides=decides) for each in keys_of(lock)]
    mine = [each for each in keys if each["mine"] and each["opens"]]
    events = list(openings_of(lock)[:OPENINGS_SHOWN])
    names = present.officer_names([each.by for each in events])
    return {
        "on_list": [each for each in keys if each["named"] and each["opens"]],
        "earlier": [each for each in keys if each["named"] and not each["opens"]],
        "emergencies": [each for each in keys if not each["named"]],
        "openings": [(each.at, names.get(each.by, ""), each.key.kind == LockKey.Kind.EMERGENCY) for each in events],
        "holds": bool(mine), "writes": any(each["named"] for each in mine), "decides": decides,
        "may_ask": not mine and bool(rules.ask_emergency(actor, lock=lock)),
    }  # fmt: skip


def _key(actor: Actor, each: KeyView, *, decides: bool) -> present.Part:
    row = each.key
    runs = row.ended_at is None and row.ends_at > clock.now()
    waits = row.seconded_by is None and runs
    named = row.kind == LockKey.Kind.NAMED
    reviews = not named and row.seconded_by is not None and row.reviewed_at is None
    return {
        "id": row.pk, "who": row.assignment.officer.name, "title": row.assignment.title, "named": named,
        "mine": row.assignment_id == actor.assignment, "opens": each.live, "given": localdate(row.given_at),
        "ends": localdate(row.ends_at - A_MOMENT), "ends_at": row.ends_at,
        "ended": localdate(row.ended_at) if row.ended_at else None, "waits": not named and waits,
        "reviewed": row.reviewed_at,
        "reason": each.words.get("reason", "") if decides or row.assignment_id == actor.assignment else "",
        "review": each.words.get("review", "") if decides else "", "wrong": each.words.get("found") == "wrong",
        "may_end": runs and bool(rules.end_key(actor, key=row)),
        "may_second": not named and waits and _seconds(actor, row),
        "may_review": reviews and bool(rules.review_emergency(actor, key=row)),
    }  # fmt: skip


def _seconds(actor: Actor, row: LockKey) -> bool:
    """Whether this officer may be the second, once they have proved afresh who they are."""
    programme = row.lock.case.programme_id
    return row.given_by != actor.officer and (
        actor.may("second", programme) or actor.may("decide", programme)
    )


def _place(each: Place) -> present.Part:
    if each.fields is None:
        return {"weeded": True, "made_at": each.made_at}
    held = {name: str(value) for name, value in each.fields.items()}
    rows = [
        (_("Kommun"), towns().get(held.get("town", ""), "")), (_("Adress"), held.get("address", "")),
        (_("Från och med"), held.get("since", "")), (_("Nås"), held.get("reach", "")),
        (_("Utförare"), held.get("provider", "")), (_("Att veta"), held.get("text", "")),
    ]  # fmt: skip
    return {
        "weeded": False,
        "made_at": each.made_at,
        "rows": [(label, value) for label, value in rows if value],
    }


urlpatterns = [
    path("arenden/<uuid:case>/plats/", show, name="exits_place"),
    path("arenden/<uuid:case>/plats/satt/", make, name="exits_lock_make"),
    path("arenden/<uuid:case>/plats/oppna/", opened, name="exits_place_open"),
    path("arenden/<uuid:case>/plats/skriv/", write, name="exits_place_write"),
    path("arenden/<uuid:case>/plats/nyckel/", give, name="exits_key_give"),
    path("nycklar/<uuid:key>/avsluta/", end, name="exits_key_end"),
]
