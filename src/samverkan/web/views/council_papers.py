"""One paper of the loop: read, written while it is a draft, decided, fetched as a document."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverkan.council import rules
from samverkan.council.actions import pictures
from samverkan.council.models import ActionPlan, FollowUp, SituationPicture
from samverkan.council.models import Paper as Row
from samverkan.council.papers.pdf import paper_pdf
from samverkan.council.papers.word import TemplateRefused, paper_docx
from samverkan.council.reads.papers import followups_of, measures, outcomes, plans_on
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.paging import page
from samverkan.web.council.handing import ways_to_hand
from samverkan.web.council.saying import line, sections
from samverkan.web.council.sorts import SORTS, Sort, sort_or_404
from samverkan.web.finding import acting
from samverkan.web.forms import errors_on, posted
from samverkan.web.forms.council import DecideForm, DiscardForm
from samverkan.web.language import in_language
from samverkan.web.opening import require, show_form
from samverkan.web.present import Part
from samverkan.web.sheets import render

VERB = "picture.draft"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("council.paper", "läste en handling om kommunens brottsförebyggande arbete", "read a paper of the loop")
def show(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """The whole paper as a page, in Swedish as it was decided; and while it is a draft, what can be done with it."""
    kind, row = _found(sort, paper)
    told = kind.tell(row)
    context = {
        "paper": line(row), "head": told.content, "sections": sections(told), "sort": kind,
        "parts": kind.parts(row) if row.open else [], "can": _can(acting(request), row),
        "ties": [(str(label), line(each)) for label, each in ties(row)], "next": _next(sort),
        "discarded": row.discarded_why,
        "hands": _hands(acting(request), row), "judged": set(outcomes(row)) if isinstance(row, FollowUp) else (),
    }  # fmt: skip
    return render(request, "council/paper.html", context)


@page("council.new_form", "öppnade formuläret för en ny handling", "opened the form for a new paper")
def new(request: HttpRequest, sort: str) -> HttpResponse:
    """Begin a paper. `?om=` names the paper it is about."""
    actor, kind = acting(request), sort_or_404(sort)
    require(rules.coordinate(actor), VERB)
    about = _about(request)
    form = kind.begin_form(actor, about, posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            made = kind.begin(by=actor, **form.cleaned_data)
            return redirect("council_paper", sort, made.pk)
    back = {"url": reverse("council"), "label": _("Plan och uppföljning")}
    return _form(request, form, kind.new, _("Börja skriva"), back)


@page("council.write_form", "öppnade en handling för att skriva", "opened a paper to write in it")
def write(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """The paper's own words."""
    actor, kind, row = _draft(request, sort, paper)
    form = kind.write_form(row, posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            kind.write(by=actor, **kind.facts(row, form.cleaned_data))
            return _saved(request, sort, row)
    return _form(request, form, _("Skriv texterna"), _("Spara"), _back(sort, row))


@page("council.part_form", "öppnade en del av en handling", "opened a part of a paper")
def part(request: HttpRequest, sort: str, paper: UUID, part: UUID | None = None) -> HttpResponse:
    """One part of a draft: a new one, or one to change."""
    actor, kind, row = _draft(request, sort, paper)
    held = next((each for each in kind.parts(row) if each.pk == part), None)
    if held is None and (part is not None or not kind.add):
        raise Http404
    form = kind.part_form(row, held, posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            kind.put(by=actor, **kind.facts(row, {kind.part_name: part, **form.cleaned_data}))
            return _saved(request, sort, row)
    title = f"{kind.part_title}: {held}" if held else kind.part_title
    return _form(request, form, title, _("Spara"), _back(sort, row), kind.part_lead)


@require_POST
@page("council.drop", "tog bort en del av en handling", "took a part out of a paper")
def drop(request: HttpRequest, sort: str, paper: UUID, part: UUID) -> HttpResponse:
    """Take a part out of a draft."""
    actor, kind, row = _draft(request, sort, paper)
    if kind.drop is None or part not in {each.pk for each in kind.parts(row)}:
        raise Http404
    kind.drop(by=actor, **kind.facts(row, {kind.part_name: part}))
    return _saved(request, sort, row)


@require_POST
@page("council.refresh", "hämtade nya siffror till en lägesbild", "took new figures into a picture")
def refresh(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Put the statistics of today under a draft."""
    actor, _kind, row = _draft(request, "lagesbild", paper)
    pictures.refresh(by=actor, picture=row.pk)
    return _saved(request, "lagesbild", row)


@page("council.decide_form", "öppnade beslutet om en handling", "opened the decision on a paper")
def decide(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """Enter the board's decision. What is missing is said before the paper closes for good."""
    actor, kind, row = _draft(request, sort, paper)
    require(rules.decide(actor), VERB)
    form = DecideForm(row, posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            kind.decide(by=actor, **kind.facts(row, form.cleaned_data))
            messages.success(
                request, _("Beslutet är infört. Handlingen är nu öppen för alla och ändras inte mer.")
            )
            return redirect("council_paper", sort, row.pk)
    lead = _("Efter beslutet går handlingen inte att ändra. Nästa version börjar där den här slutar.")
    return _form(request, form, _("För in beslutet"), _("För in beslutet"), _back(sort, row), lead)


@page("council.discard_form", "öppnade att kasta ett utkast", "opened the discarding of a draft")
def discard(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """Put a draft away, with the reason."""
    actor, kind, row = _draft(request, sort, paper)
    form = DiscardForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            kind.discard(by=actor, **kind.facts(row, form.cleaned_data))
            messages.success(request, _("Utkastet är kastat. Skälet står kvar."))
            return redirect("council")
    lead = _("Utkastet går sedan bara att läsa, av kommunen själv. Numret används inte igen.")
    return _form(request, form, _("Kasta utkastet"), _("Kasta utkastet"), _back(sort, row), lead)


@page("council.pdf", "hämtade en handling som PDF", "fetched a paper as PDF")
def pdf(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """The paper to print and to publish."""
    kind, row = _found(sort, paper)
    told = kind.tell(row)
    return _file(paper_pdf(told), "application/pdf", f"{told.name}.pdf")


def ties(row: Row) -> Iterator[tuple[Any, Row]]:
    """What the paper hangs on and what hangs on it."""
    if isinstance(row, SituationPicture):
        yield from ((_("Plan som bygger på den"), each) for each in plans_on(row))
        if row.previous:
            yield _("Föregående version"), row.previous
    if isinstance(row, ActionPlan):
        yield _("Bygger på"), row.picture
        yield from ((_("Uppföljning av den"), each) for each in followups_of(row))
    if isinstance(row, FollowUp):
        yield _("Följer upp"), row.plan


def _hands(actor: Actor, row: Row) -> list[Part]:
    """The programmes among a plan's measures whose published figures the actor may hand to it."""
    return (
        ways_to_hand(actor, (each.programme for each in measures(row))) if isinstance(row, ActionPlan) else []
    )


def _next(sort: str) -> tuple[str, Any] | None:
    """The paper that comes after this one in the loop."""
    following = {"lagesbild": "plan", "plan": "uppfoljning"}.get(sort)
    return (following, SORTS[following].new) if following else None


def _about(request: HttpRequest) -> Row | None:
    """The paper named by ?om=, of whatever sort, if the actor may see it."""
    try:
        key = UUID(request.GET.get("om", ""))
    except ValueError:
        return None
    return next((row for each in SORTS.values() if (row := each.find(key)) is not None), None)


@page("council.word", "hämtade en handling som Word", "fetched a paper as Word")
def word(request: HttpRequest, sort: str, paper: UUID) -> HttpResponse:
    """The paper in the municipality's Word template, to be worked on in its own system."""
    kind, row = _found(sort, paper)
    told, mall = kind.tell(row), str(settings.SAMVERKAN["WORD_TEMPLATE"])
    try:
        made = paper_docx(told, Path(mall) if mall else None)
    except TemplateRefused as wrong:
        messages.warning(request, in_language(wrong))
        return redirect("council_paper", sort, row.pk)
    return _file(made, WORD, f"{told.name}.docx")


def _found(sort: str, paper: UUID) -> tuple[Sort, Row]:
    kind = sort_or_404(sort)
    row = kind.find(paper)
    if row is None:
        raise Http404
    return kind, row


def _draft(request: HttpRequest, sort: str, paper: UUID) -> tuple[Actor, Sort, Row]:
    """An own draft to write in. Absent and not one's own are the same."""
    actor = acting(request)
    kind, row = _found(sort, paper)
    require(rules.coordinate(actor), VERB)
    if not row.open or row.agency_id != actor.agency:
        raise Http404
    return actor, kind, row


def _can(actor: Actor, row: Row) -> dict[str, bool]:
    own = row.open and row.agency_id == actor.agency
    follow = row.decided and row.agency_id == actor.agency and bool(rules.coordinate(actor))
    return {
        "write": own and bool(rules.coordinate(actor)), "decide": own and bool(rules.decide(actor)), "follow": follow,
    }  # fmt: skip


def _saved(request: HttpRequest, sort: str, row: Row) -> HttpResponse:
    messages.success(request, _("Sparat."))
    return redirect("council_paper", sort, row.pk)


def _back(sort: str, row: Row) -> dict[str, str]:
    return {"url": reverse("council_paper", args=[sort, row.pk]), "label": row.title}


def _form(
    request: HttpRequest, form: Form, title: Any, button: Any, back: dict[str, str], lead: Any = ""
) -> HttpResponse:
    return show_form(request, "council/form.html", form, title=title, button=button, back=back, lead=lead)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


PAPER = "radet/<slug:sort>/<uuid:paper>/"
urlpatterns: list[URLPattern] = [
    path("radet/<slug:sort>/ny/", new, name="council_new"),
    path(PAPER, show, name="council_paper"),
    path(f"{PAPER}skriv/", write, name="council_write"),
    path(f"{PAPER}del/", part, name="council_part_new"),
    path(f"{PAPER}del/<uuid:part>/", part, name="council_part"),
    path(f"{PAPER}del/<uuid:part>/ta-bort/", drop, name="council_part_drop"),
    path("radet/lagesbild/<uuid:paper>/siffror/", refresh, name="council_refresh"),
    path(f"{PAPER}beslut/", decide, name="council_decide"),
    path(f"{PAPER}kasta/", discard, name="council_discard"),
    path(f"{PAPER}handling.pdf", pdf, name="council_pdf"),
    path(f"{PAPER}handling.docx", word, name="council_word"),
]
