"""The map: groups and ties as they stood on a day, drawn by the server, with the table that says the same."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from samverkan.groups.facts import Tie
from samverkan.groups.picture import RADIUS, Line, Node, Picture
from samverkan.groups.reads.ties import TiesMap, ties_map
from samverkan.secrecy import clock
from samverkan.secrecy.paging import page
from samverkan.web.finding import acting
from samverkan.web.groups.room import (
    CASE,
    choices,
    matter_url,
    method_of,
    programme_or_404,
    require_side,
    room,
)
from samverkan.web.present import Part
from samverkan.web.sheets import render

RECENT = 12  # days of change offered as links


@page("groups.map", "läste kartan över grupper", "read the map of groups")
def show(request: HttpRequest, programme: UUID) -> HttpResponse:
    """The drawing, its key, and a date to see how it stood."""
    chosen = programme_or_404(request, programme)
    require_side(request, chosen, CASE)
    on, wrong = _asked(request)
    found = ties_map(acting(request), chosen.pk, on)
    method = method_of(chosen)
    relations, certainties = choices(method, "tie", "relation"), choices(method, "tie", "certainty")
    words = {"relations": relations, "certainties": certainties}
    return render(request, "groups/map.html", {
        **room(request, chosen, "groups_map"), "on": on, "today": clock.today(), "wrong": wrong,
        "days": [day for day in found.days if day <= clock.today()][:RECENT],
        "sheets": [_sheet(found, found.picture, words, "wide"), _sheet(found, found.narrow, words, "narrow")],
        "ties": [_row(found, tie, words) for tie in found.ties],
        "sizes": [_size(found, node) for node in found.picture.nodes if node.key in found.cases],
    }, status=422 if wrong else 200)  # fmt: skip


def _asked(request: HttpRequest) -> tuple[date, bool]:
    """The day asked for (?per=2026-05-01), today unless it is one; and whether something else was written."""
    said = request.GET.get("per", "").strip()
    try:
        return (date.fromisoformat(said), False) if said else (clock.today(), False)
    except ValueError:
        return clock.today(), True


def _sheet(found: TiesMap, drawn: Picture, words: dict[str, dict[str, str]], key: str) -> Part:
    """One shape of the drawing, for groups/map_drawing.html; the style sheet shows the one that fits the screen."""
    return {
        "key": key, "box": drawn.box, "radius": RADIUS, "nodes": [_node(found, node) for node in drawn.nodes],
        "lines": [_line(found, line, words) for line in drawn.lines],
    }  # fmt: skip


def _node(found: TiesMap, node: Node) -> Part:
    case = found.cases.get(node.key)
    url = matter_url(case) if case else ""
    told = [node.name]
    if node.size:
        told.append(_("antal %(size)s") % {"size": node.size})
    if node.focus:
        told.append(_("ökat fokus"))
    if not node.known:
        told.append(_("bara namnet är känt hos er"))
    return {
        "rows": [{"text": text, "y": node.at.y + RADIUS + 20 + 19 * n} for n, text in enumerate(node.rows)],
        "name": node.name, "size": node.size, "focus": node.focus, "known": node.known, "url": url,
        "says": ", ".join(told), "x": node.at.x, "y": node.at.y,
        "size_y": node.at.y + 6,
    }  # fmt: skip


def _line(found: TiesMap, line: Line, words: dict[str, dict[str, str]]) -> Part:
    tie = line.tie
    return {
        "path": line.path, "x": line.sign.x, "y": line.sign.y, "relation": tie.relation, "certainty": tie.certainty,
        "anchor": f"#tie-{tie.entry}",
        "says": _("%(relation)s mellan %(one)s och %(other)s, %(certainty)s, sedan %(since)s") % {
            "relation": words["relations"].get(tie.relation, tie.relation), "one": found.called[tie.group],
            "other": found.called.get(tie.other, tie.other_name), "since": tie.since.isoformat(),
            "certainty": words["certainties"].get(tie.certainty, tie.certainty).lower(),
        },
    }  # fmt: skip


def _row(found: TiesMap, tie: Tie, words: dict[str, dict[str, str]]) -> Part:
    return {
        "key": tie.entry, "one": found.called[tie.group], "other": found.called.get(tie.other, tie.other_name),
        "relation": words["relations"].get(tie.relation, tie.relation), "sort": tie.relation,
        "certainty": words["certainties"].get(tie.certainty, tie.certainty), "since": tie.since,
        "ended": tie.ended, "source": tie.source, "text": tie.text, "url": reverse("fact", args=[tie.entry]),
    }  # fmt: skip


def _size(found: TiesMap, node: Node) -> Part:
    audit, case = found.audits.get(node.key), found.cases[node.key]
    return {
        "name": node.name, "url": matter_url(case), "size": node.size,
        "on": audit.on if audit else None, "source": audit.size.source if audit and audit.size else "",
    }  # fmt: skip


urlpatterns = [path("grupper/<uuid:programme>/karta/", show, name="groups_map")]
