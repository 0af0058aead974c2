"""How a school system's files are read: said once on screen, for this file and every later one of that system."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.pupils import filing, rules
from samverkan.pupils.absence.layout import Layout
from samverkan.pupils.actions.settings import confirm_layout
from samverkan.secrecy import background
from samverkan.secrecy.models import Job, Programme
from samverkan.secrecy.paging import page
from samverkan.secrecy.seal import Fields
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.absence import LayoutForm
from samverkan.web.language import in_language
from samverkan.web.opening import require, show_form
from samverkan.web.views.pupils.common import team_or_404
from samverkan.web.views.pupils.files import job_or_404, raw_of, start

ROWS_SHOWN = 5


@page("absence.columns", "sade hur en frånvarofil läses", "said how an absence file is read")
def show(request: HttpRequest, programme: UUID, job: UUID) -> HttpResponse:
    """Which column is which, what the words mean, and how long things are; the file's first rows beside."""
    actor, chosen = acting(request), team_or_404(request, programme)
    require(rules.read_in(actor, programme=chosen), "absence.layout")
    row = job_or_404(request, programme, job)
    pieces = list(background.parts_of(row))
    if row.state != Job.State.DONE or not raw_of(pieces):
        return redirect("absence_file", chosen.pk, row.pk)
    asked = filing.wishes(pieces[0]["wishes"])
    form = LayoutForm(filing.head_of(pieces[0]["name"], filing.raw_in(pieces)), asked.layout,
                      pieces[0].get("words", {}), posted(request))  # fmt: skip
    if form.is_bound and form.is_valid():
        layout = form.layout()
        with errors_on(form):
            confirm_layout(by=actor, programme=chosen, layout=layout)
            messages.success(request, _("Sparat. Nästa fil från samma system läses likadant."))
            return redirect("absence_file", chosen.pk, _again(request, chosen, pieces, layout).pk)
    return show_form(
        request, "pupils/layout.html", form, programme=chosen, name=pieces[0]["name"], heads=form.headings,
        rows=form.first_rows(ROWS_SHOWN), problems=[in_language(each) for each in asked.layout.problems()],
        back={"url": reverse("absence_send", args=[chosen.pk]), "label": _("Frånvarofil")},
    )  # fmt: skip


def _again(request: HttpRequest, programme: Programme, pieces: list[Fields], layout: Layout) -> Job:
    """The same file read anew by what has been said now."""
    asked = filing.wishes(pieces[0]["wishes"])
    wanted = filing.Wishes(layout, asked.years, asked.first, asked.last, asked.everyone)
    raw = filing.raw_in(pieces)
    return start(request, programme, pieces[0]["name"], raw, wanted)


urlpatterns = [path("elever/<uuid:programme>/franvaro/<uuid:job>/kolumner/", show, name="absence_layout")]
