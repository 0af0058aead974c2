"""What the pages of cases and entries open by the ids in their address, and how they show a form."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from samverkan.casework.pinning import pinned
from samverkan.casework.reads.desk import reading
from samverkan.methods.schema import EntryKind, Method
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Refused
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.rules import visible
from samverkan.secrecy.verdict import Verdict
from samverkan.web.finding import acting
from samverkan.web.sheets import render


def entry_or_404(request: HttpRequest, key: UUID) -> Entry:
    """The entry, if the officer may read it, with its case."""
    actor = acting(request)
    rows = visible(actor, Entry.of(actor.agency).filter(pk=key))
    found = rows.select_related("case", "case__programme", "received", "received__giver").first()
    if found is None:
        raise Http404
    return found


def programme_or_404(request: HttpRequest, key: UUID) -> Programme:
    """A programme in which the officer has a seat that reads entries."""
    return one_of(reading(acting(request)), key)


def one_of(programmes: list[Programme], key: UUID) -> Programme:
    """The programme among those one reads in."""
    found = next((each for each in programmes if each.pk == key), None)
    if found is None:
        raise Http404
    return found


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


def page_number(request: HttpRequest) -> int:
    """Which page of a long list is asked for (?sida=); the first for anything that is no number."""
    asked = request.GET.get("sida", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def freshly_proved(request: HttpRequest) -> bool:
    """Whether the officer has just proved afresh who asks; the rules ask the same for themselves."""
    return acting(request).freshly_proved(clock.now())
