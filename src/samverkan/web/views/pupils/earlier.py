"""Weeks that were read in before the standing decision: chosen by date, proposed as one disclosure, decided as any."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.casework.reads.disclosures import other_parties, second_asked
from samverkan.pupils.absence.week import KIND
from samverkan.pupils.reads.weeks import own_entries
from samverkan.secrecy import disclosing, door_rules, entries
from samverkan.secrecy.acting import Refused
from samverkan.secrecy.disclosing import Item
from samverkan.secrecy.models import Disclosure, Entry, Mode
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.pupils import EarlierForm
from samverkan.web.opening import show_form
from samverkan.web.views.pupils.common import Pupil, pupil_or_404


@page("attendance.prepare", "förberedde ett utlämnande av närvaro", "prepared a disclosure of attendance")
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """From when to when, to whom, and why; whoever may decide goes on to the decision."""
    actor, pupil = acting(request), pupil_or_404(request, case, "attendance")
    allowed = door_rules.propose(actor, case=pupil.case)
    if not allowed:
        raise Refused("disclosure.propose", allowed.reason)
    form = EarlierForm(other_parties(pupil.case), posted(request))
    if form.is_bound and form.is_valid():
        rows = own_entries(actor, pupil.case, form.cleaned_data["first"], form.cleaned_data["last"])
        if not rows:
            form.add_error("first", _("Det finns ingen egen närvaro för de veckorna."))
        with errors_on(form):
            if rows:
                return _proposed(request, pupil, form, rows)
    back = {"url": reverse("attendance", args=[pupil.case.pk]), "label": _("Närvaro")}
    return show_form(request, "pupils/earlier.html", form, **{**pupil.head, "back": back})


def _proposed(request: HttpRequest, pupil: Pupil, form: EarlierForm, rows: list[Entry]) -> HttpResponse:
    actor, said = acting(request), form.cleaned_data
    opened = [each for each in entries.open_all(rows) if each.fields]
    row = disclosing.propose(
        by=actor, case=pupil.case, receiver=UUID(said["receiver"]), why=said["why"], request=said["request"],
        items=[Item(each.row.pk, tuple(each.fields or {})) for each in opened],
        four_eyes=second_asked(pupil.case, [KIND], Mode.SINGLE) is not None,
    )  # fmt: skip
    if row.state == Disclosure.State.PROPOSED and door_rules.decide(actor, disclosure=row):
        return redirect("disclosure_decide", row.pk)
    messages.success(request, _("Förslaget är sparat. Inget har lämnats ut; en beslutsfattare tar vid."))
    return redirect("disclosure", row.pk)


urlpatterns = [path("arenden/<uuid:case>/narvaro/lamna-ut/", show, name="attendance_disclose")]
