"""The open data: what there is, and each file; and giving out figures of the own incidents, looked at first."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverkan.picture import reads
from samverkan.picture.own import actions, rules
from samverkan.picture.own import reads as own_reads
from samverkan.picture.places.register import shipped
from samverkan.picture.publishing import own_table
from samverkan.picture.publishing.files import CATALOGUE, MEDIA
from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.paging import page
from samverkan.secrecy.seal import Fields
from samverkan.web.finding import acting
from samverkan.web.sheets import render
from samverkan.web.tables import value_part

SAID = {
    "lagesbild.csv": gettext_lazy("Hela den offentliga lägesbilden, ett tal per rad"),
    "lagesbild.json": gettext_lazy("Samma, med definitioner, källor och villkor"),
    "egna-handelser.csv": gettext_lazy("Det ni senast gett ut ur er händelsefil"),
    "egna-handelser.json": gettext_lazy("Samma, med förklaringar"),
    CATALOGUE: gettext_lazy("Katalogen enligt DCAT-AP-SE, för dataportal.se"),
}


@page("opendata.read", "öppnade de öppna data", "opened the open data")
def index(request: HttpRequest) -> HttpResponse:
    """Every file, and what it holds."""
    files = [
        {"name": name, "said": SAID[name], "size": -(-len(raw) // 1024)}
        for name, raw in _all(request).items()
    ]
    back = {"url": reverse("picture"), "label": _("Lägesbild")}
    return render(request, "picture/open_data.html", {"files": files, "back": back})


@page("opendata.fetch", "hämtade öppna data", "fetched open data")
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One file."""
    found = _all(request).get(name)
    if found is None:
        raise Http404
    kind = MEDIA[name.rsplit(".", 1)[-1]]
    answer = HttpResponse(found, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page(
    "own.publish.look",
    "läste vad som kan ges ut ur egna händelser",
    "read what can be published",
    may=rules.handles,
)
def publish(request: HttpRequest) -> HttpResponse:
    """The table that would be given out, beside the own counts; given out as it was looked at."""
    actor = acting(request)
    status = 200
    if request.method == "POST":
        try:
            actions.publish(by=actor, cells=request.POST.get("cells", ""))
        except Invalid:  # no whole year to give out: the page says so
            status = 422
        else:
            messages.success(request, _("Tabellen är utgiven och ligger bland de öppna data."))
            return redirect("open_data")
    found, earlier = own_reads.to_publish(actor), own_reads.publications(actor)
    context: dict[str, Any] = {
        "earlier": [each["on"] for each in reversed(earlier)], "found": found,
        "back": {"url": reverse("own_files"), "label": _("Egna filer")},
    }  # fmt: skip
    if found is not None:
        context |= _tables(found)
    return render(request, "picture/publish.html", context, status=status)


def _tables(found: own_reads.ToPublish) -> dict[str, Any]:
    """Rows of cells: what will be printed, and the true count beside it where they differ."""
    held = found.kept
    names = {each.id: each.name for each in shipped().places.values()}
    kinds = [*held["kinds"], own_table.ALL]
    head = [_("Alla slag") if kind == own_table.ALL else kind for kind in kinds]

    def row(key: str, label: str, wanted: list[str]) -> dict[str, Any]:
        words = head if len(wanted) > 1 else head[-1:]
        cells = [
            {**value_part(own_table.cell_of(held, key, kind)), "label": word,
             "true": found.layout.counts[f"{key}|{kind}"]}
            for kind, word in zip(wanted, words, strict=True)
        ]  # fmt: skip
        return {"label": label, "cells": cells}

    places = [row(key, names.get(key, str(_("Ej placerat"))), kinds) for key in held["places"]]
    places.append(row(own_table.ALL, str(_("Hela kommunen")), kinds))
    hidden = sum(value[0] is None for value in held["cells"].values())
    return {
        "head": head, "rows": places, "months": [row(month, month, [own_table.ALL]) for month in held["months"]],
        "hidden": hidden, "of": len(held["cells"]), "cells": own_table.fingerprint(held), "made_up": found.made_up,
        "period": f"{held['months'][0]} – {held['months'][-1]}",
    }  # fmt: skip


def _all(request: HttpRequest) -> dict[str, bytes]:
    given: list[Fields] = own_reads.publications(acting(request))
    return reads.open_data(given[-1] if given else None)


urlpatterns: list[URLPattern] = [
    path("lagesbild/oppna-data/", index, name="open_data"),
    path("lagesbild/oppna-data/<str:name>", one, name="open_data_file"),
    path("lagesbild/egna/ge-ut/", publish, name="own_publish"),
]
