"""A representative changes: the cases of one colleague handed to another, in one go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import ngettext

from samverkan.casework import actions, rules
from samverkan.casework.reads.officers import assignable, with_cases
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.seating import HandOverForm
from samverkan.web.opening import programme_or_404, require, show_form


@page("case.hand_over_form", "öppnade formuläret för överlämning", "opened the form for a hand-over")
def hand_over(request: HttpRequest, programme: UUID) -> HttpResponse:
    """Every open case that a colleague has goes to another who sits in the programme."""
    actor, chosen = acting(request), programme_or_404(request, programme)
    require(rules.hand_over(actor, programme=chosen), "case.hand_over")
    form = HandOverForm(with_cases(actor, chosen), assignable(actor, chosen), posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            moved = actions.hand_over(by=actor, programme=chosen, **form.cleaned_data)
            said = ngettext("%(n)s ärende är överlämnat.", "%(n)s ärenden är överlämnade.", len(moved))
            messages.success(request, said % {"n": len(moved)})
            return redirect("list", chosen.pk)
    return show_form(request, "lists/hand_over.html", form, programme=chosen)


urlpatterns: list[URLPattern] = [
    path("listan/<uuid:programme>/lamna-over/", hand_over, name="hand_over"),
]
