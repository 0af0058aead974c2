"""The read API: the pages' own reads under the same rules, traced as they are, as JSON."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from samverkan.api import shapes
from samverkan.casework.reads import case as cases
from samverkan.casework.reads import inbox, lists
from samverkan.casework.reads.desk import programmes_of
from samverkan.casework.reads.disclosures import ledger
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page


def reads(actor: Actor) -> bool:
    """Whoever reads entries somewhere."""
    return any(seat.reads for seat in actor.seats)


@require_safe
@page("api.list", "läste listan genom API:t", "read the list through the API", may=reads)
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of the programmes one reads in, open (or with `closed=1` closed), a page at a time."""
    actor, number = _actor(request), _page(request)
    read = {seat.programme for seat in actor.seats if seat.reads}
    wanted = [each for each in programmes_of(actor) if each.pk in read and _wanted(request, each.pk)]
    rows = [
        row
        for programme in wanted
        for row in lists.case_rows(actor, programme, closed=request.GET.get("closed") == "1", page=number)
    ]
    return JsonResponse({"page": number, "cases": [shapes.case_row(row) for row in rows]})


@require_safe
@page("api.case", "läste ett ärende genom API:t", "read a case through the API", may=reads)
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """One case as its page shows it."""
    actor = _actor(request)
    try:
        found = cases.find_case(actor, case)
    except CaseFile.DoesNotExist as absent:
        raise Http404 from absent
    return JsonResponse(shapes.case(cases.case_view(actor, found)))


@require_safe
@page("api.disclosures", "läste utlämnanden genom API:t", "read disclosures through the API", may=reads)
def disclosures(request: HttpRequest) -> HttpResponse:
    """What the agency has disclosed, newest first, and what waits to be taken in. Contents are not opened."""
    actor, number = _actor(request), _page(request)
    given, more = ledger(actor, request.GET.get("status", ""), number)
    return JsonResponse({
        "page": number,
        "more": more,
        "given": [shapes.given(line) for line in given],
        "waiting": [shapes.waiting(row) for row in inbox.waiting(actor)],
    })  # fmt: skip


def _actor(request: HttpRequest) -> Actor:
    actor: Any = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:9]) <= 100_000:
        raise Http404
    return int(given[:9])


def _wanted(request: HttpRequest, programme: UUID) -> bool:
    return request.GET.get("programme", str(programme)) == str(programme)
