"""A time limit stopped by hand, with its reason."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.casework import actions, rules
from samverkan.casework.models import Deadline
from samverkan.casework.reads.clocks import Running, find_deadline
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.casefile.limits import limits
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.kinds import OFF
from samverkan.web.opening import require, show_form


class StopForm(forms.Form):
    """Why the limit no longer holds."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"), widget=forms.Textarea(attrs={**OFF, "rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför tidsgränsen inte gäller längre.")},
    )  # fmt: skip


@page(
    "clock.stop_form",
    "öppnade formuläret för att stoppa en tidsgräns",
    "opened the form to stop a time limit",
)
def stop(request: HttpRequest, deadline: UUID) -> HttpResponse:
    """Stop a running limit of a case that the officer may write in."""
    actor = acting(request)
    found = _found(request, deadline)
    assert found.row is not None  # only those with a row have an address
    require(rules.stop_clock(actor, deadline=found.row), "clock.stop")
    form = StopForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_on(form):
            actions.stop_clock(by=actor, deadline=found.row, reason=form.cleaned_data["reason"])
            messages.success(request, _("Tidsgränsen är stoppad. Skälet står som en anteckning i akten."))
            return redirect("case", found.case.pk)
    parts = [{**each, "stop": ""} for each in limits(actor, [found])]
    return show_form(request, "cases/stop_clock.html", form, case=found.case, limits=parts,
                     case_title=present.case_title(found.case))  # fmt: skip


def _found(request: HttpRequest, key: UUID) -> Running:
    """The limit, while it runs; stopped, hidden and absent give the same 404."""
    try:
        found = find_deadline(acting(request), key)
    except Deadline.DoesNotExist as absent:
        raise Http404 from absent
    if found.row is None or found.row.ended_at is not None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [path("tidsgranser/<uuid:deadline>/stoppa/", stop, name="clock_stop")]
