"""The municipality's statutory loop on one page: where it stands, and the way to every paper."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from samverkan.council import rules
from samverkan.council.reads import papers
from samverkan.picture.reads import city
from samverkan.secrecy.paging import page
from samverkan.web.council.loop import loop
from samverkan.web.council.saying import line
from samverkan.web.council.sorts import SORTS
from samverkan.web.finding import acting
from samverkan.web.sheets import render


@page("council.read", "läste om kommunens brottsförebyggande arbete", "read about the municipality's work")
def index(request: HttpRequest) -> HttpResponse:
    """Every paper of the loop, drafts first."""
    actor = acting(request)
    every = {sort: [line(row) for row in papers.every(kind.model)] for sort, kind in SORTS.items()}
    context = {
        "loop": loop(papers.standing(city().id), every), "may_write": bool(rules.coordinate(actor)),
        "lists": [
            {"sort": sort, "title": _LISTS[sort][0], "none": _LISTS[sort][1], "what": _LISTS[sort][2],
             "new": SORTS[sort].new, "rows": [row for row in rows if row["decided"] or row["open"]],
             "discarded": [row for row in rows if not (row["decided"] or row["open"])]}
            for sort, rows in every.items()
        ],
    }  # fmt: skip
    return render(request, "council/index.html", context)


_LISTS = {
    "lagesbild": (
        gettext_lazy("Lägesbilder"), gettext_lazy("Ingen lägesbild är beslutad"),
        gettext_lazy("Kommunens samordnare tar fram den. Statistiken finns redan under Lägesbild."),
    ),
    "plan": (
        gettext_lazy("Åtgärdsplaner"), gettext_lazy("Ingen åtgärdsplan är beslutad"),
        gettext_lazy("Den bygger på en beslutad lägesbild: besluta den först."),
    ),
    "uppfoljning": (
        gettext_lazy("Uppföljningar av planer"), gettext_lazy("Ingen plan är uppföljd än"),
        gettext_lazy("Varje åtgärd får då ett ställningstagande: fortsätta, ändra eller avsluta."),
    ),
}  # fmt: skip


urlpatterns: list[URLPattern] = [path("radet/", index, name="council")]
