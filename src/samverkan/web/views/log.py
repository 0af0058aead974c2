"""The log's pages for its reviewers: lines, filters, a sample drawn by chance, an export. Never any content."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samverkan.casework.actions.log import draw_sample, sign_off
from samverkan.casework.reads import log as reading
from samverkan.casework.reads.log import Filter
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.paging import page
from samverkan.trail import verbs
from samverkan.trail.models import Trace
from samverkan.web import exports
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.sheets import render

FORM = ("log.form", "skickade ett formulär i loggen", "sent a form in the log")


def reviews(actor: Actor) -> bool:
    """The agency's log reviewers."""
    return actor.may("review_log")


class DayField(forms.DateField):
    """A day in the browser's own picker."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": gettext_lazy("Skriv datumet så här: 2026-11-22.")}


class FilterForm(forms.Form):
    """Which lines to see."""

    officer = forms.ChoiceField(label=gettext_lazy("Vem"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("Vad"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hur det gick"), required=False,
        choices=[("", gettext_lazy("Alla")), ("done", gettext_lazy("Gjort")), ("refused", gettext_lazy("Nekat")),
                 ("failed", gettext_lazy("Misslyckat"))],
    )  # fmt: skip
    first = DayField(label=gettext_lazy("Från och med"), required=False)
    last = DayField(label=gettext_lazy("Till och med"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(each.pk), each.name) for each in reading.officers(actor)]
        acts = sorted(((each.id, reading.label(each.id)) for each in verbs.every()), key=lambda each: each[1])
        self.fields["officer"].choices = [("", _("Alla")), *people]  # type: ignore[attr-defined]
        self.fields["verb"].choices = [("", _("Alla")), *acts]  # type: ignore[attr-defined]

    def chosen(self) -> Filter:
        """The filter as the read takes it; nothing chosen while the form has errors."""
        if not self.is_valid():
            return Filter()
        given = self.cleaned_data
        officer = UUID(given["officer"]) if given["officer"] else None
        return Filter(officer, given["verb"], given["outcome"], given["first"], given["last"])


class SampleForm(forms.Form):
    """How many lines to draw."""

    size = forms.IntegerField(
        label=gettext_lazy("Antal rader"), initial=20, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Skriv ett antal."), "invalid": gettext_lazy("Skriv ett heltal.")},
    )  # fmt: skip


class SignForm(forms.Form):
    """What the review showed."""

    finding = forms.ChoiceField(
        label=gettext_lazy("Vad granskningen visade"), widget=forms.RadioSelect,
        choices=[("nothing", gettext_lazy("Inget att anmärka")), ("question", gettext_lazy("En fråga att följa upp")),
                 ("deviation", gettext_lazy("En avvikelse"))],
        error_messages={"required": gettext_lazy("Välj vad granskningen visade.")},
    )  # fmt: skip
    reference = forms.CharField(
        label=gettext_lazy("Diarienummer"), required=False, max_length=64,
        help_text=gettext_lazy("Beskriv saken i er egen handling. Här står bara numret."),
    )  # fmt: skip


@page("log.read", "läste loggen", "read the log", may=reviews)
def show(request: HttpRequest) -> HttpResponse:
    """The agency's lines, newest first."""
    actor = acting(request)
    form = FilterForm(actor, request.GET)
    number = max(1, int(request.GET["sida"])) if request.GET.get("sida", "").isdecimal() else 1
    lines, more = reading.lines(actor, form.chosen(), number)
    query = request.GET.copy()
    query["sida"] = str(number + 1)
    context = {
        "form": form, "lines": lines, "older": query.urlencode() if more else "", "sample": SampleForm(),
        "chosen": _hidden(form), "draws": reading.draws(actor),
    }  # fmt: skip
    return render(request, "log/log.html", context, status=422 if form.errors else 200)


@require_POST
@page("log.export", "exporterade loggen", "exported the log", may=reviews)
def export(request: HttpRequest) -> HttpResponse:
    """The matching lines as a file. That it was taken out, and how many, stands in the log."""
    form = FilterForm(acting(request), request.POST)
    lines = reading.every_line(acting(request), form.chosen())
    heads = [_("När"), _("Vem"), _("Vad"), _("Hur det gick"), _("Antal saker")]
    return exports.answer(request, "logg", heads, [_cells(each) for each in lines])


def _cells(line: reading.Line) -> list[object]:
    when = localtime(line.at).isoformat(" ", timespec="seconds")
    return [when, line.who, line.what, outcome_words(line.outcome), line.subjects]


@require_POST
@page(*FORM, may=reviews)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a sample and go to it."""
    actor, form = acting(request), SampleForm(request.POST)
    chosen = FilterForm(actor, request.POST)
    if form.is_valid():
        with errors_on(form):
            draw_sample(by=actor, chosen=chosen.chosen(), size=form.cleaned_data["size"])
            return HttpResponseRedirect(reverse("log_sample", args=[reading.draws(actor, 1)[0].id]))
    lines, _more = reading.lines(actor, chosen.chosen())
    context = {
        "form": chosen,
        "lines": lines,
        "sample": form,
        "chosen": _hidden(chosen),
        "draws": reading.draws(actor),
    }
    return render(request, "log/log.html", context, status=422)


@page("log.review", "granskade ett stickprov", "reviewed a sample", may=reviews)
def sample(request: HttpRequest, draw: UUID) -> HttpResponse:
    """The drawn lines, and the sign-off."""
    actor = acting(request)
    try:
        found = reading.find_draw(actor, draw)
    except Trace.DoesNotExist as absent:
        raise Http404 from absent
    form = SignForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            sign_off(by=actor, draw=found, **form.cleaned_data)
            messages.success(request, _("Stickprovet är signerat."))
            return HttpResponseRedirect(reverse("log_sample", args=[draw]))
    signed = found.signed
    context = {
        "draw": found, "lines": reading.shown(reading.sample(actor, found)), "form": form, "signed": signed,
        "finding": dict(form.fields["finding"].choices).get(signed.detail["finding"]) if signed else "",  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "log/sample.html", context, status=422 if form.errors else 200)


def outcome_words(outcome: str) -> str:
    """How it went, in words."""
    return {"done": _("gjort"), "refused": _("nekat"), "failed": _("misslyckat")}.get(outcome, outcome)


def _hidden(form: FilterForm) -> list[tuple[str, str]]:
    return [(name, form.data.get(name, "")) for name in form.fields if form.data.get(name)]


urlpatterns: list[URLPattern] = [
    path("logg/", show, name="log"),
    path("logg/csv/", export, name="log_export"),
    path("logg/stickprov/", draw, name="log_draw"),
    path("logg/stickprov/<uuid:draw>/", sample, name="log_sample"),
]
