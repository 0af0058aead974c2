"""Search in one's own compartment, on the only terms the ordinance allows."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from samverkan.casework.reads.lists import CaseRow, rows_of
from samverkan.secrecy import search
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.paging import page
from samverkan.secrecy.rules import visible_cases
from samverkan.web import present
from samverkan.web.finding import acting
from samverkan.web.forms import posted
from samverkan.web.forms.kinds import OFF
from samverkan.web.opening import freshly_proved, show_form

MOST = 50


class SearchForm(forms.Form):
    """One field: the program tells names and numbers apart by the digits in them."""

    text = forms.CharField(
        label=_("Namn, personnummer eller ärendenummer"), max_length=120,
        help_text=_("Hela namn eller delar av det, tio eller tolv siffror, eller till exempel A-2026-12."),
        widget=forms.TextInput(attrs={**OFF, "autofocus": True}),
        error_messages={"required": _("Skriv ett namn, ett personnummer eller ett ärendenummer.")},
    )  # fmt: skip


@page("case.search", "sökte", "searched", may=lambda actor: any(seat.reads for seat in actor.seats))
def show(request: HttpRequest) -> HttpResponse:
    """What is searched for is sent by POST, so that no name stands in an address or a browser's history."""
    actor = acting(request)
    form = SearchForm(posted(request))
    rows = found(actor, form.cleaned_data["text"]) if form.is_bound and form.is_valid() else None
    lines = None if rows is None else [_line(row) for row in rows]
    return show_form(
        request, "search/search.html", form, lines=lines, most=MOST, fresh=freshly_proved(request)
    )


def found(actor: Actor, text: str) -> list[CaseRow]:
    """The agency's own cases that match and that the actor may open.

    A person with protected identity is found by the case number only, until the officer has proved afresh who
    asks: else a name searched for and a number found would tell what the lock is there to keep.
    """
    cases = visible_cases(actor, CaseFile.of(actor.agency).filter(pk__in=search.find(text)))
    rows = rows_of(actor, cases.select_related("programme").order_by("number")[:MOST])
    asked = text.casefold().strip()
    return [row for row in rows if row.name or not row.protected or row.case.number.casefold() == asked]


def _line(row: CaseRow) -> present.Part:
    return {
        "case": row.case,
        "person": present.person(row),
        "judged": row.shown,
        "closed": row.case.closed_on,
    }


urlpatterns = [path("sok/", show, name="search")]
