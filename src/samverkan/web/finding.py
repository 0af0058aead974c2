"""What pages look up by the ids in their address: hidden and absent give one and the same 404."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import find_case
from samverkan.casework.reads.disclosures import find_disclosure
from samverkan.methods.schema import EntryKind, Method
from samverkan.secrecy.acting import Refused
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Programme
from samverkan.secrecy.rules import visible
from samverkan.secrecy.verdict import Verdict


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; set by the middleware for every page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


# TEMPORARY while two helpers' pages meet: both names and both first arguments work. DO NOT rewrite this file.
acting = actor_of


def _actor(who: Actor | HttpRequest) -> Actor:
    return actor_of(who) if isinstance(who, HttpRequest) else who


def disclosure_or_404(who: Actor | HttpRequest, key: UUID) -> Disclosure:
    """An own disclosure in a case that the officer may open."""
    try:
        return find_disclosure(_actor(who), key)
    except Disclosure.DoesNotExist as missing:
        raise Http404 from missing


def meeting_or_404(who: Actor | HttpRequest, key: UUID) -> Meeting:
    """A meeting of a programme that the officer has a live seat in."""
    seats = {seat.programme for seat in _actor(who).seats if seat.reads}
    found = Meeting.objects.filter(pk=key, programme__in=seats).select_related("programme").first()
    if found is None:
        raise Http404
    return found


def case_or_404(actor: Actor | HttpRequest, key: UUID) -> CaseFile:
    """The case file, if it is the actor's to open."""
    try:
        return find_case(_actor(actor), key)
    except CaseFile.DoesNotExist as hidden:
        raise Http404 from hidden


def entry_or_404(actor: Actor, key: UUID) -> Entry:
    """The entry, if the actor may read it, with its case."""
    rows = visible(actor, Entry.of(actor.agency).filter(pk=key))
    found = rows.select_related("case", "case__programme", "received", "received__giver").first()
    if found is None:
        raise Http404
    return found


def programme_or_404(actor: Actor, key: UUID) -> Programme:
    """A programme in which the actor has a seat that reads entries."""
    if not any(seat.programme == key and seat.reads for seat in actor.seats):
        raise Http404
    return Programme.objects.select_related("owner").get(pk=key)


def kind_or_404(method: Method, kind: str) -> EntryKind:
    """The method's kind of entry."""
    try:
        return method.kind(kind)
    except KeyError as unknown:
        raise Http404 from unknown


def method_of(case: CaseFile) -> Method:
    """The method as pinned when the case was opened."""
    return pinned(case.method, case.method_version)


def require(verdict: Verdict, verb: str) -> None:
    """Refuse to open a form that could not be sent: the same rule and the same words as the act has."""
    if not verdict:
        raise Refused(verb, verdict.reason)


def show_form(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A form's page: 200 when it is opened, 422 when something in it has to be mended."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
