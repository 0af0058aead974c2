"""The scorecards: counts of each group in a period, with every definition printed. By name; nothing is ranked."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import ngettext

from samverkan.groups.reads.scorecards import GroupCard, Scorecards, scorecards
from samverkan.groups.scorecard import DEFINITIONS, Period, Tally
from samverkan.secrecy import clock
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.groups.room import CASE, matter_url, programme_or_404, require_side, room
from samverkan.web.present import Part
from samverkan.web.sheets import render

YEAR = timedelta(364)


@page("groups.scorecards", "läste styrkorten", "read the scorecards")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """A table of groups and counts, and beneath it exactly what each count holds."""
    chosen = programme_or_404(request, programme)
    require_side(request, chosen, CASE)
    period, wrong = _period(request)
    found = scorecards(acting(request), chosen.pk, period)
    return render(request, "groups/scorecards.html", {
        **room(request, chosen, "scorecards"), "period": period, "wrong": wrong, "incidents": found.incidents,
        "shared": _shared(found), "today": clock.today(),
        "columns": [present.words(each.label) for each in DEFINITIONS],
        "rows": [_row(each) for each in found.groups],
        "definitions": [(present.words(each.label), present.words(each.text)) for each in DEFINITIONS],
    }, status=422 if wrong else 200)  # fmt: skip


def _period(request: HttpRequest) -> tuple[Period, bool]:
    """From ?fran= to ?till=, the last year unless they are given; and whether they do not hold."""
    today = clock.today()
    usual = Period(today - YEAR, today)
    said = (request.GET.get("fran", "").strip(), request.GET.get("till", "").strip())
    if not any(said):
        return usual, False
    try:
        first = date.fromisoformat(said[0]) if said[0] else usual.first
        last = date.fromisoformat(said[1]) if said[1] else usual.last
    except ValueError:
        return usual, True
    return (Period(first, last), False) if first <= last else (usual, True)


def _shared(found: Scorecards) -> bool:
    """Whether some incident is counted in more than one group, so that the column's sum would be too high."""
    sums = sum(
        tally.sure + tally.uncertain for group in found.groups for tally in list(group.card.values())[:2]
    )
    return sums > found.incidents


def _row(line: GroupCard) -> Part:
    return {
        "name": line.name or present.case_title(line.case), "url": matter_url(line.case),
        "cells": [
            {"label": present.words(each.label), **_cell(line.card[each.count])} for each in DEFINITIONS
        ],
    }  # fmt: skip


def _cell(tally: Tally) -> Part:
    unsure = ngettext("+ %(n)s osäker", "+ %(n)s osäkra", tally.uncertain) % {"n": tally.uncertain}
    return {"sure": tally.sure, "unsure": unsure if tally.uncertain else ""}


urlpatterns = [path("grupper/<uuid:programme>/styrkort/", show, name="scorecards")]
