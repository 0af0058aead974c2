"""The exit programme as a whole, for those who see all of it: the funnel, follow-up, costs and the registers."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.exits import method as known
from samverkan.exits.reads.costs import Sums, costs
from samverkan.exits.reads.following import ASKED, Point, following
from samverkan.exits.reads.funnel import Funnel, funnel
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.exits.money import kronor
from samverkan.web.exits.room import overview, registers, whole
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.spoken import SpokenField, spoken

WIDTH = 400  # of a bar's drawing


@page("exits.first", "öppnade avhopparverksamheten", "opened the exit programme")
def first(request: HttpRequest) -> HttpResponse:
    """To the first programme one has an overview of, else to the first register."""
    actor = acting(request)
    found = overview(actor)
    if found:
        sees_files = found[0] in whole(actor, "nomination")
        return redirect("exits_programme" if sees_files else "exits_costs", found[0].pk)
    kept = registers(actor)
    if not kept:
        raise Http404
    return redirect("exits_register", kept[0].pk)


@page(
    "exits.read",
    "läste avhopparverksamhetens tratt och uppföljning",
    "read the exit programme's funnel and follow-up",
)
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Counts of the own files, for whoever reads all of them. The published figures are elsewhere, suppressed."""
    actor = acting(request)
    chosen = _one(overview(actor), programme)
    context = {"programme": chosen, "here": chosen.pk, **_ways(actor, chosen)}
    if chosen in whole(actor, "nomination"):
        first, last = _period(request)
        context |= {
            "funnel": _funnel(chosen, funnel(actor, chosen, first, last)), "years": _years(),
            "year": first.year, "points": [_point(chosen, each) for each in following(actor, chosen)],
        }  # fmt: skip
    return render(request, "exits/programme.html", context)


@page("exits.costs", "läste kostnader per ärende", "read costs by case")
def money(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Cost by case number, by payer and by year; what is paid by grants. Never who or where."""
    actor = acting(request)
    chosen = _one([each for each in whole(actor, known.COST) if each.owner_id == actor.agency], programme)
    found = costs(actor, chosen)
    payers = spoken(pinned(chosen.method, chosen.method_version)).kinds[known.COST].fields
    words = {each.id: each for each in payers}
    payer = words["payer"]
    order = [each for each in (payer.answers or {}) if found.all.by_payer.get(each)]
    return render(request, "exits/costs.html", {
        "programme": chosen, "here": "costs", "payers": [payer.words(each) for each in order],
        "rows": [
            _cost_line(case.number, reverse("case", args=[case.pk]), sums, order, payer)
            for case, sums in found.cases
        ],
        "all": _cost_line(_("Tillsammans"), "", found.all, order, payer), "mean": kronor(found.per_case),
        "count": len(found.cases), "granted": kronor(found.all.granted), "total": kronor(found.all.total),
        "years": [(year, kronor(amount)) for year, amount in found.all.by_year.items()],
        "sorts": [(words["sort"].words(sort), kronor(amount)) for sort, amount in found.all.by_sort.items()],
        **_ways(actor, chosen),
    })  # fmt: skip


def _ways(actor: Actor, chosen: Programme) -> present.Part:
    return {
        "overviews": overview(actor), "registers": registers(actor),
        "sees_files": chosen in whole(actor, "nomination"), "sees_money": chosen in whole(actor, known.COST),
    }  # fmt: skip


def _one(programmes: list[Programme], key: UUID) -> Programme:
    found = next((each for each in programmes if each.pk == key), None)
    if found is None:
        raise Http404
    return found


def _years() -> list[int]:
    this = clock.today().year
    return [this, this - 1, this - 2]


def _period(request: HttpRequest) -> tuple[date, date]:
    """A calendar year (?ar=), this one unless another is asked for; it ends today at the latest."""
    asked = request.GET.get("ar", "")
    year = int(asked) if asked in {str(each) for each in _years()} else clock.today().year
    return date(year, 1, 1), min(date(year, 12, 31), clock.today())


def _funnel(programme: Programme, found: Funnel) -> present.Part:
    method = pinned(programme.method, programme.method_version)
    phases = spoken(method).phases
    reasons = {each.id: present.words(each.label) for each in method.leaving}
    most = max(found.contacts, 1)
    stages = [
        {"label": phases[each.phase], "reached": each.reached, "here": each.here,
         "length": round(WIDTH * each.reached / most)}
        for each in found.stages
    ]  # fmt: skip
    left = [(reasons[reason], count) for reason, count in found.left]
    return {
        "first": found.first, "last": found.last, "contacts": found.contacts, "unnamed": found.unnamed,
        "stages": stages, "left": left,
    }  # fmt: skip


def _point(programme: Programme, found: Point) -> present.Part:
    kind = spoken(pinned(programme.method, programme.method_version)).kinds[known.follow_up(found.months)]
    fields = {each.id: each for each in kind.fields}
    answers = [
        {
            "label": fields[name].label,
            "cells": [found.answers[name][each] for each in ("yes", "no", "unknown", "missing")],
        }
        for name in ASKED
    ]
    return {
        "label": kind.label, "due": found.due, "followed": found.followed, "reached": found.reached,
        "dropped": found.dropped, "dropped_followed": found.dropped_followed, "died": found.died, "answers": answers,
    }  # fmt: skip


def _cost_line(label: str, url: str, sums: Sums, payers: list[str], words: SpokenField) -> present.Part:
    return {
        "label": label, "url": url, "total": kronor(sums.total),
        "cells": [(words.words(each), kronor(sums.by_payer.get(each, 0))) for each in payers],
    }  # fmt: skip


urlpatterns = [
    path("avhopp/", first, name="exits"),
    path("avhopp/<uuid:programme>/", show, name="exits_programme"),
    path("avhopp/<uuid:programme>/kostnader/", money, name="exits_costs"),
]
