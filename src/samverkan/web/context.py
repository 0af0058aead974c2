"""What the shell of every signed-in page shows: who I am acting as, where I can go, what waits."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.casework.reads import inbox
from samverkan.secrecy.binding import current
from samverkan.secrecy.models import Assignment
from samverkan.secrecy.prepared import prepared


def shell(request: HttpRequest) -> dict[str, Any]:
    """`acting`, `nav` and `demo`; only inside a page's own transaction."""
    actor = getattr(request, "actor", None)
    if actor is None or current() is None:
        return {"demo": settings.SAMVERKAN["DEMO"]}
    ((kind, agency, officer, title),) = _held(actor.assignment)
    acting = {"agency": {"kind": kind, "name": agency}, "officer": officer, "assignment": title}
    return {"demo": settings.SAMVERKAN["DEMO"], "acting": acting, "nav": list(_nav(request, actor))}


@prepared
def _held(assignment: UUID) -> "QuerySet[Assignment, tuple[str, str, str, str]]":
    rows = Assignment.objects.filter(pk=assignment)
    return rows.values_list("agency__kind", "agency__name", "officer__name", "title")


def _nav(request: HttpRequest, actor: Any) -> Any:
    reads = any(seat.reads for seat in actor.seats)
    waits = len(inbox.waiting(actor)) + len(inbox.to_decide(actor)) if reads else 0
    places = [
        (_("Mitt bord"), "desk", "b", True, 0),
        (_("Listan"), "lists", "l", reads, 0),
        (_("Möten"), "meetings", "m", reads, 0),
        (_("Utlämnanden"), "inbox", "u", reads, waits),
        (_("Får jag lämna ut?"), "guide", "f", reads or actor.may("advise"), 0),
        (_("Siffror"), "figures", "s", actor.may("read_figures") or actor.may("publish_figures"), 0),
        (_("Logg"), "log", "o", actor.may("review_log"), 0),
    ]
    for label, name, key, shown, badge in places:
        if shown:
            url = reverse(name)
            here = request.path == url or (url != "/" and request.path.startswith(url))
            yield {"label": label, "url": url, "current": here, "key": key, "badge": badge}
