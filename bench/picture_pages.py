"""The city's and a district's picture over ten years of a nation's notices, 30,000,000 rows: made, drawn, written.

Nothing that pages keep between requests is used: each time is a first reading of a new version of the statistics. The
first of all, in which a process loads its numerics, is a row of its own.
"""

import time

import django
from django.conf import settings

from bench.kit import notices
from bench.kit.numbers import median, percentile
from bench.kit.row import Row
from samverkan.picture.making.data import Data
from samverkan.picture.making.picture import picture
from samverkan.picture.places.register import shipped
from samverkan.picture.report.pdf import picture_pdf
from samverkan.picture.store.store import Store
from samverkan.picture.telling.sections import sections
from samverkan.picture.telling.shapes import Teller

TIMES, PDFS = 40, 3
PAGE, PDF = 300.0, 10.0  # milliseconds p95; seconds
PLACES = (("city", "0180"), ("district", "0180-sdo-jarva"))


def rows() -> list[Row]:
    """p95 of each page, and a district's PDF."""
    store = notices.store()
    _set_up()
    first = _written(store, "0180")
    return [
        Row("picture_first_of_all", first, None, "", "ms, a process's first page", "", None, 1),
        *(_page(store, name, place) for name, place in PLACES),
        _pdf(store),
    ]


def _set_up() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.settings")
    django.setup()
    assert settings.configured


def _page(store: Store, name: str, place: str) -> Row:
    p95 = percentile([_written(store, place) for _time in range(TIMES)], 0.95)
    return Row(f"picture_{name}_30M_rows", p95, None, "", "ms p95", f"under {PAGE:g} ms", p95 < PAGE, TIMES)


def _written(store: Store, place: str) -> float:
    """Milliseconds from the store to the page's HTML."""
    from django.template.loader import render_to_string

    began = time.perf_counter()
    told = sections(picture(Data(store, shipped()), shipped()[place]), Teller("sv", "page"))
    html = [render_to_string("picture/section.html", {"section": section}) for section in told]
    assert all(html)
    return 1000 * (time.perf_counter() - began)


def _pdf(store: Store) -> Row:
    taken = []
    for _time in range(PDFS):
        began = time.perf_counter()
        picture_pdf(picture(Data(store, shipped()), shipped()["0180-sdo-jarva"]))
        taken.append(time.perf_counter() - began)
    seconds = median(taken)
    return Row("picture_pdf", seconds, None, "", "s", f"under {PDF:g} s", seconds < PDF, PDFS)
