"""A paper in words for the parts of a page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.council.models import Paper as Row
from samverkan.council.papers.shapes import Paper, place_of
from samverkan.secrecy import clock
from samverkan.web.council.sorts import name_of, sort_or_404
from samverkan.web.present import Part, chip


def line(row: Row) -> Part:
    """One line of a list of papers."""
    name = name_of(row)
    return {
        "pk": row.pk, "sort": name, "kind": sort_or_404(name).title, "title": row.title,
        "place": place_of(row).name, "place_id": row.place,
        "version": row.version, "url": reverse("council_paper", args=[name, row.pk]), "state": state(row),
        "decided": row.decided, "open": row.open, "on": row.decided_on, "agency": chip(row.agency),
    }  # fmt: skip


def state(row: Row) -> str:
    """Decided when, by whom, under which number; or a draft, or a discarded one."""
    if row.discarded_at is not None:
        return _("kastat utkast, %(day)s") % {"day": clock.day_of(row.discarded_at)}
    if row.decided_on is None:
        return _("utkast, inte beslutat")
    facts = {"day": row.decided_on, "body": row.body, "number": row.decision}
    return _("beslutad %(day)s av %(body)s, %(number)s") % facts


def sections(paper: Paper) -> list[Part]:
    """The paper's sections for a page: each panel with its drawing as markup and its table by rows."""
    return [
        {**section, "panels": [_panel(panel, paper) for panel in section["panels"]]}
        for section in paper.content["sections"]
    ]


def _panel(panel: dict[str, Any], paper: Paper) -> Part:
    drawn = paper.files.get(panel["image"], b"").decode() if panel["image"] else ""
    return {**panel, "drawing": drawn, "text": panel.get("text", []), "table": _table(panel["table"])}


def _table(table: dict[str, Any] | None) -> Part | None:
    if table is None:
        return None
    columns = table["columns"]
    rows = [list(zip(columns, (cell["text"] for cell in row), strict=True)) for row in table["rows"]]
    return {"caption": table["caption"], "columns": columns, "rows": rows}
