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
from samverkan.picture.publishing.files import all_files
from samverkan.picture.report.pdf import picture_pdf
from samverkan.picture.store.store import Store
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Section, Teller
from samverkan.secrecy.seal import Fields

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


def pdf(place: Place, language: str, own: tuple[Section, ...] = ()) -> bytes:
    """The picture as a PDF; nothing at all while no statistics are read in. What has own sections is never kept."""
    now = data()
    if own and now.states:
        return picture_pdf(picture_of(place), language, own)
    return _set(str(now.store.root), versions(now), place.id, language) if now.states else b""


def open_data(own: Fields | None = None) -> dict[str, bytes]:
    """The open data as files by name, an own publication among them; nothing while no statistics are read in."""
    now = data()
    if not now.states:
        return {}
    if own is None:
        return dict(_opened(str(now.store.root), versions(now)))
    return all_files(_pictures(), own, base=base(), mail=mail())


def base() -> str:
    """Where the municipality lays its open data: the addresses of the catalogue."""
    return str(settings.SAMVERKAN.get("OPEN_DATA", "https://example.se/oppnadata/"))


def mail() -> str:
    """Whom a reader of the open data asks."""
    return str(settings.SAMVERKAN.get("OPEN_DATA_MAIL", "kontakt@example.se"))


def _pictures() -> list[Picture]:
    districts = [each for each in shipped().of_kind("district", city().id) if each.until is None]
    return [picture_of(each) for each in (city(), *districts)]


@lru_cache(maxsize=2)
def _opened(_root: str, _versions: Versions) -> tuple[tuple[str, bytes], ...]:
    return tuple(all_files(_pictures(), None, base=base(), mail=mail()).items())


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
