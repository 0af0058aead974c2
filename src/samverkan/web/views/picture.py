"""The situation picture: the city, each district, every number opened, the sources. For every signed-in officer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.picture import reads
from samverkan.picture.drawing.svg import Medium
from samverkan.picture.making.picture import Picture
from samverkan.picture.own import reads as own_reads
from samverkan.picture.own import rules
from samverkan.picture.places.register import Place, UnknownPlaceError, shipped
from samverkan.picture.telling.changes import sentence
from samverkan.picture.telling.number import UnknownNumberError, number_page
from samverkan.picture.telling.own_sections import own_sections
from samverkan.picture.telling.sections import with_own
from samverkan.picture.telling.shapes import Section, Teller
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.language import language
from samverkan.web.sheets import render

KINDS = ("district",)
PUBLIC = "offentlig"


@page("picture.read", "läste lägesbilden", "read the situation picture")
def city(request: HttpRequest) -> HttpResponse:
    """The whole municipality, and the way to its districts."""
    return _show(request, reads.city())


@page("picture.place", "läste lägesbilden av ett område", "read a district's picture")
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One district, as it is or as it was."""
    return _show(request, _district(slug))


@page("picture.pdf", "hämtade lägesbilden som PDF", "fetched the situation picture as PDF")
def city_pdf(request: HttpRequest) -> HttpResponse:
    """The whole municipality's picture to print and to publish."""
    return _pdf(request, reads.city())


@page("picture.pdf", "hämtade lägesbilden som PDF", "fetched the situation picture as PDF")
def place_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """One district's picture to print and to publish."""
    return _pdf(request, _district(slug))


@page("picture.number", "öppnade ett tal i lägesbilden", "opened a number of the picture")
def number(request: HttpRequest, indicator: str, place_id: str) -> HttpResponse:
    """One number: definition, source, uncertainty, and every value there is of it."""
    try:
        found = number_page(reads.data(), indicator, place_id, _teller())
    except UnknownNumberError as unknown:
        raise Http404 from unknown
    return render(request, "picture/number.html", {"number": found, "back": _back(place_id)})


def _show(request: HttpRequest, where: Place) -> HttpResponse:
    found = reads.picture_of(where)
    own = _own(request, where)
    context = {
        "picture": found, "sections": with_own(reads.told(where, get_language() or "sv"), own), "lead": _lead(found),
        "kicker": _kicker(found), "districts": _districts(where), "older": _older(where), "internal": bool(own),
        "pdf": reads.address("pdf", where.id), "handles": rules.handles(acting(request)), "public": PUBLIC,
    }  # fmt: skip
    return render(request, "picture/picture.html", context)


def _pdf(request: HttpRequest, where: Place) -> HttpResponse:
    own = _own(request, where, "print")
    found = reads.pdf(where, get_language() or "sv", own)
    if not found:
        raise Http404
    answer = HttpResponse(found, content_type="application/pdf")
    name = f"{reads.file_name(where)}{'-intern' if own else ''}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _own(request: HttpRequest, where: Place, medium: Medium = "page") -> tuple[Section, ...]:
    """The agency's own sections, for who has the duty; none in the public version."""
    if request.GET.get("version") == PUBLIC:
        return ()
    told = own_reads.told(acting(request))
    return own_sections(told, where, _teller(medium)) if told else ()


def _teller(medium: Medium = "page") -> Teller:
    return Teller(language(), medium, reads.address) if medium == "page" else Teller(language(), medium)


def _lead(found: Picture) -> str:
    return sentence(found.notices, _teller()) if found.notices else ""


def _kicker(found: Picture) -> str:
    return (
        f"{_('Lägesbild')} · {_teller().say(found.notices.span.said)}"
        if found.notices
        else str(_("Lägesbild"))
    )


def _district(slug: str) -> Place:
    own = shipped().of_kind("district", reads.city().id)
    chosen = next((each for each in own if each.slug == slug), None)
    if chosen is None:
        raise Http404
    return chosen


def _districts(where: Place) -> list[dict[str, Any]]:
    own = [each for each in shipped().of_kind("district", reads.city().id) if each.until is None]
    every = [reads.city(), *own]
    return [
        {"name": each.name, "url": reads.address("place", each.id), "current": each.id == where.id}
        for each in every
    ]


def _older(where: Place) -> list[dict[str, Any]]:
    """The areas a merged district was, or what an ended one became."""
    register = shipped()
    related = register.predecessors(where.id) or register.successors(where.id)
    return [
        {"name": each.name, "url": reads.address("place", each.id)} for each in related if each.kind in KINDS
    ]


def _back(place_id: str) -> dict[str, str]:
    try:
        where = shipped()[place_id]
    except UnknownPlaceError:
        where = reads.city()
    if where.kind not in {"district", "municipality"}:
        where = reads.city()
    return {"url": reads.address("place", where.id), "label": f"{_('Lägesbild')}: {where.name}"}


urlpatterns: list[URLPattern] = [
    path("lagesbild/", city, name="picture"),
    path("lagesbild/lagesbild.pdf", city_pdf, name="picture_pdf"),
    path("lagesbild/<slug:slug>/lagesbild.pdf", place_pdf, name="picture_place_pdf"),
    path("lagesbild/tal/<str:indicator>/<str:place_id>/", number, name="picture_number"),
    path("lagesbild/<slug:slug>/", place, name="picture_place"),
]
