"""What the shell of every signed-in page shows: who I am acting as, where I can go, what waits."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from samverkan.casework import rules
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import inbox
from samverkan.evaluations import rules as evaluations
from samverkan.methods.asking import find_kind
from samverkan.methods.schema import Method
from samverkan.methods.wording import said
from samverkan.methods.words import CaseKind
from samverkan.secrecy.binding import current
from samverkan.secrecy.models import Assignment
from samverkan.secrecy.prepared import prepared
from samverkan.web.addresses import address
from samverkan.web.exits.room import has_overview
from samverkan.web.present import words
from samverkan.web.ways import PAGES

ATTENDANCE = PAGES["attendance"]  # a method that keeps it has a first page of its own


def shell(request: HttpRequest) -> dict[str, Any]:
    """`demo`, and in a page `acting` and `nav`."""
    read = read_shell(request) if current() is not None else getattr(request, "shell", {})
    return {"demo": settings.SAMVERKAN["DEMO"], **read}


def ask_shell(request: HttpRequest) -> None:
    """Ask what `read_shell` needs, to go along with the page's own first question."""
    actor = request.actor  # type: ignore[attr-defined]
    reads = any(seat.reads for seat in actor.seats)
    waits = inbox.count_later(actor) if reads else int
    request.shell_asked = (_held.later(actor.assignment), waits)  # type: ignore[attr-defined]


def read_shell(request: HttpRequest) -> dict[str, Any]:
    """What the shell shows, read once for a request; within a page's own transaction."""
    if not hasattr(request, "actor"):
        return {}
    if not hasattr(request, "shell"):
        if not hasattr(request, "shell_asked"):
            ask_shell(request)
        held, waits = request.shell_asked  # type: ignore[attr-defined]
        ((kind, agency, officer, title),) = held.rows
        acting = {"agency": {"kind": kind, "name": agency}, "officer": officer, "assignment": title}
        request.shell = {"acting": acting, "nav": list(_nav(request, waits()))}  # type: ignore[attr-defined]
    return request.shell  # type: ignore[attr-defined, no-any-return]


@prepared
def _held(assignment: UUID) -> "QuerySet[Assignment, tuple[str, str, str, str]]":
    rows = Assignment.objects.filter(pk=assignment)
    return rows.values_list("agency__kind", "agency__name", "officer__name", "title")


def _list_word(methods: list[Method]) -> str:
    """What the list is called where all the officer's methods agree; else cases, as everywhere."""
    called = {words(said(each).list) for each in methods}
    return called.pop() if len(called) == 1 else _("Ärenden")


def _nav(request: HttpRequest, waits: int) -> Any:
    actor = request.actor  # type: ignore[attr-defined]
    reads = any(seat.reads for seat in actor.seats)
    methods = [pinned(seat.method, seat.method_version) for seat in actor.seats if seat.reads]
    teams = [each for each in methods if find_kind(each, ATTENDANCE) is not None]
    groups = [each for each in methods if each.case is CaseKind.GROUP]
    others = [each for each in methods if each not in teams and each not in groups]
    places = [
        (_("Mitt bord"), "desk", "b", True, 0),
        (_list_word(teams), "teams", "e", bool(teams), 0),
        (_list_word(others), "lists", "l", bool(others), 0),
        (_list_word(groups), "groups_enter", "r", bool(groups), 0),
        (_("Avhopp"), "exits", "v", has_overview(actor), 0),
        (_("Möten"), "meetings", "m", any(each.meeting for each in methods), 0),
        (_("Utlämnanden"), "inbox", "u", reads, waits),
        (_("Får jag lämna ut?"), "guide", "f", reads or actor.may("advise"), 0),
        (_("Siffror"), "figures", "s", actor.may("read_figures") or actor.may("publish_figures"), 0),
        (_("Lägesbild"), "picture", "k", True, 0),
        (_("Åtgärdsplan"), "council", "y", True, 0),
        (_("Utvärderingar"), "evaluations", "v", evaluations.sees(actor), 0),
        (_("Logg"), "log", "o", actor.may("review_log"), 0),
        (_("Verksamheter"), "programmes", "h", True, 0),
        (_("Gallring"), "weeding", "r", bool(rules.weeded_by(actor)), 0),
    ]
    for label, name, key, shown, badge in places:
        if shown:
            url = address(name)
            here = request.path == url or (url != "/" and request.path.startswith(url))
            yield {"label": label, "url": url, "current": here, "key": key, "badge": badge}
