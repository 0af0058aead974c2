"""Lists as files that a spreadsheet opens, CSV and Excel: made at the asking, under the page's own rule, and counted.

Nothing is left on the server. A text that a spreadsheet would run as a formula goes with an apostrophe before it.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samverkan.secrecy import clock
from samverkan.secrecy.acting import note
from samverkan.tables import writing
from samverkan.web.present import Part

CSV, EXCEL = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def ways(url: str, **query: str) -> list[Part]:
    """The links for parts/export.html: CSV and Excel, with what the page was asked for."""
    kept = {name: value for name, value in query.items() if value}
    return [
        {"label": label, "url": f"{url}?{urlencode({**kept, 'som': kind})}"}
        for label, kind in ((_("CSV"), CSV), (_("Excel"), EXCEL))
    ]


def answer(
    request: HttpRequest, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The rows as the file that was asked for (`?som=`), within a `@page`; how many there are stands in its trace."""
    kind = request.POST.get("som") or request.GET.get("som", CSV)
    if kind not in TYPES:
        raise Http404
    found = list(rows)
    note(rows=len(found), format=kind)
    made = writing.excel_bytes(heads, found) if kind == EXCEL else writing.csv_bytes(heads, found)
    return file(f"{name}-{clock.today().isoformat()}.{kind}", made, TYPES[kind])


def file(name: str, content: bytes, kind: str) -> HttpResponse:
    """A file to save, never to be shown in the page's own name."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
