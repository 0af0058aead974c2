"""Who represents the own authority in a programme: seats given to colleagues, substitutes among them, and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from samverkan.programmes import actions, rules
from samverkan.programmes.reads import register
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.seating import EndSeatForm, SeatForm
from samverkan.web.opening import require, show_form
from samverkan.web.present import Part, words
from samverkan.web.programmes import saying
from samverkan.web.views.programmes import programme_or_404, takes_part


@page("seat.form", "öppnade sidan för bemanning", "opened the page for seats")
def seats(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The own authority's seats, and the form that gives one."""
    actor, row = _staffing(request, programme)
    form = SeatForm(actor, row, posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.give_seat(by=actor, programme=row, **form.cleaned_data)
            messages.success(request, _("Platsen är given. Den gäller från dagen som står där."))
            return redirect("seats", row.pk)
    return show_form(request, "programmes/seats.html", form, programme=row, seats=_own(actor, row))


@page("seat.end_form", "öppnade formuläret för att avsluta en plats", "opened the form to end a seat")
def end(request: HttpRequest, programme: UUID, seat: UUID) -> HttpResponse:
    """A colleague's last day."""
    actor, row = _staffing(request, programme)
    found = register.find_seat(actor, row, seat)
    if found is None:
        raise Http404
    form = EndSeatForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.end_seat(by=actor, seat=found, **form.cleaned_data)
            messages.success(request, _("Platsen upphör efter den dagen. Lämna över kollegans ärenden."))
            return redirect("seats", row.pk)
    who = next(each for each in _own(actor, row) if each["id"] == found.pk)
    return show_form(request, "programmes/seat_end.html", form, programme=row, seat=who)


def _staffing(request: HttpRequest, key: UUID) -> tuple[Actor, Programme]:
    actor, row = acting(request), programme_or_404(key)
    require(rules.staff(actor), "seat.give")
    if not takes_part(actor, row):
        raise Http404
    return actor, row


def _own(actor: Actor, row: Programme) -> list[Part]:
    roles = {each.id: words(each.label) for each in register.method_of(row).roles}
    return [
        {
            **saying.seat_part(each, roles.get(each.seat.role, each.seat.role)),
            "id": each.seat.pk, "mine": each.seat.assignment.officer_id == actor.officer,
        }
        for each in register.seats(row)
        if each.agency.pk == actor.agency
    ]  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("verksamheter/<uuid:programme>/bemanna/", seats, name="seats"),
    path("verksamheter/<uuid:programme>/bemanna/<uuid:seat>/", end, name="seat_end"),
]
