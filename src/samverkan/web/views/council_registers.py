"""The municipality's registers, and the lives of what it has tried."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from samverkan.council import rules
from samverkan.council.reads import lives, registers
from samverkan.picture.reads import city
from samverkan.secrecy import clock
from samverkan.secrecy.paging import page
from samverkan.web.council import life
from samverkan.web.council.registers import REGISTERS, part, register_or_404
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.opening import require, show_form
from samverkan.web.sheets import render

TIMELINE = {"insatser", "handelser"}


@page("council.registers", "läste kommunens register", "read the municipality's registers")
def index(request: HttpRequest) -> HttpResponse:
    """Strategic council, agreements, promises, reports: all of them, whoever asks."""
    actor = acting(request)
    may = bool(rules.coordinate(actor))
    lists = [
        {"name": name, "register": each,
         "rows": [part(name, row, may and row.agency_id == actor.agency) for row in registers.every(each.model)]}
        for name, each in REGISTERS.items()
        if each.listed
    ]  # fmt: skip
    return render(request, "council/registers.html", {"lists": lists, "may_write": may})


@page("council.timeline", "läste insatsernas tidslinje", "read the timeline of initiatives")
def timeline(request: HttpRequest) -> HttpResponse:
    """What the municipality has tried, over the terms of its elected council."""
    may = bool(rules.coordinate(acting(request)))
    terms, today = lives.terms(city().id), clock.today()
    found = [life.part(each, terms, today) for each in lives.lives()]
    unreviewed = any(each.unreviewed for each in terms)
    return render(
        request, "council/timeline.html", {"lives": found, "may_write": may, "unreviewed": unreviewed}
    )


@page("council.line_form", "öppnade en rad i ett register", "opened a line of a register")
def line(request: HttpRequest, register: str, line: UUID | None = None) -> HttpResponse:
    """A line: a new one, or one to change. `?om=` names what a new one is about."""
    actor, kind = acting(request), register_or_404(register)
    require(rules.coordinate(actor), kind.put.verb)  # type: ignore[attr-defined]
    row = registers.find(kind.model, line) if line is not None else None
    if line is not None and (row is None or row.agency_id != actor.agency):
        raise Http404
    form = kind.form(actor, row, _about(request), posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            kind.put(by=actor, line=line, **form.cleaned_data)
            messages.success(request, _("Sparat."))
            return redirect("council_timeline" if register in TIMELINE else "council_registers")
    where = "council_timeline" if register in TIMELINE else "council_registers"
    back = {"url": reverse(where), "label": _("Tidslinje") if register in TIMELINE else _("Register")}
    title = kind.title if row is not None else kind.new
    return show_form(request, "council/form.html", form, title=title, button=_("Spara"), back=back, lead="")


def _about(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("om", ""))
    except ValueError:
        return None


urlpatterns: list[URLPattern] = [
    path("radet/register/", index, name="council_registers"),
    path("radet/tidslinje/", timeline, name="council_timeline"),
    path("radet/register/<slug:register>/ny/", line, name="council_line_new"),
    path("radet/register/<slug:register>/<uuid:line>/", line, name="council_line"),
]
