"""What an address names: hidden and absent give one and the same 404."""

from uuid import UUID

from django.http import Http404, HttpRequest

from samverkan.casework.models import Meeting
from samverkan.casework.reads.case import find_case
from samverkan.casework.reads.disclosures import find_disclosure
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure


def acting(request: HttpRequest) -> Actor:
    """Who acts in this request; set by the middleware before any page runs."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def case_or_404(request: HttpRequest, key: UUID) -> CaseFile:
    """A case file that the officer may open."""
    try:
        return find_case(acting(request), key)
    except CaseFile.DoesNotExist as hidden:
        raise Http404 from hidden


def disclosure_or_404(request: HttpRequest, key: UUID) -> Disclosure:
    """An own disclosure in a case that the officer may open."""
    try:
        return find_disclosure(acting(request), key)
    except Disclosure.DoesNotExist as hidden:
        raise Http404 from hidden


def meeting_or_404(request: HttpRequest, key: UUID) -> Meeting:
    """A meeting of a programme that the officer has a live seat in."""
    seats = {seat.programme for seat in acting(request).seats if seat.reads}
    found = Meeting.objects.filter(pk=key, programme__in=seats).select_related("programme").first()
    if found is None:
        raise Http404
    return found
