"""The pictures that pages show. Public statistics only: what is kept here between requests is nobody's secret."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import Picture, picture
from samverkan.picture.making.spans import Span
from samverkan.picture.places.register import Place, shipped
from samverkan.picture.report.pdf import picture_pdf
from samverkan.picture.store.store import Store
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Section, Teller

Versions = tuple[tuple[str, str], ...]
KEPT = 48  # pictures and pages kept in memory: a city with its districts, in two languages


def public_folder() -> Path:
    """Where the public statistics lie."""
    return Path(str(settings.SAMVERKAN["PICTURE"])) / "public"


def data() -> Data:
    """The public statistics as they are now."""
    return Data(Store(public_folder()), shipped(), str(settings.SAMVERKAN["MUNICIPALITY"]))


def city() -> Place:
    """The municipality whose picture this is."""
    return shipped()[str(settings.SAMVERKAN["MUNICIPALITY"])]


def picture_of(place: Place, span: Span | None = None) -> Picture:
    """A place's picture; made anew only when some source has a new version."""
    now = data()
    return _made(str(now.store.root), versions(now), place.id, span)


def told(place: Place, language: str, span: Span | None = None) -> tuple[Section, ...]:
    """The picture's sections for a page."""
    now = data()
    return _told(str(now.store.root), versions(now), place.id, span, language)


def versions(now: Data) -> Versions:
    """Which version of each source is in force."""
    return tuple(sorted((name, state.version.name) for name, state in now.states.items()))


def pdf(place: Place, language: str) -> bytes:
    """The picture as a PDF; nothing at all while no statistics are read in."""
    now = data()
    return _set(str(now.store.root), versions(now), place.id, language) if now.states else b""


def file_name(place: Place) -> str:
    """What a place's report is called as a file: `lagesbild-jarva`."""
    return f"lagesbild-{slugify(place.name)}"


def address(kind: str, key: str) -> str:
    """Where a place (`place`), its report (`pdf`) or a number has its page."""
    if kind in {"place", "pdf"}:
        place, end = shipped()[key], "_pdf" if kind == "pdf" else ""
        if place.kind == "municipality":
            return reverse(f"picture{end}")
        return reverse(f"picture_place{end}", args=[place.slug])
    indicator, _, place_id = key.partition("|")
    return reverse("picture_number", args=[indicator, place_id])


@lru_cache(maxsize=KEPT)
def _made(root: str, _versions: Versions, place: str, span: Span | None) -> Picture:
    return picture(data(), shipped()[place], span)


@lru_cache(maxsize=KEPT)
def _told(root: str, held: Versions, place: str, span: Span | None, language: str) -> tuple[Section, ...]:
    teller = Teller("en" if language.startswith("en") else "sv", "page", address)
    return sections(_made(root, held, place, span), teller)


@lru_cache(maxsize=KEPT)
def _set(root: str, held: Versions, place: str, language: str) -> bytes:
    return picture_pdf(_made(root, held, place, None), language)
