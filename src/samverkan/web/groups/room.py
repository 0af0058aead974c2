"""What every page of the room has: the programme, the tabs that the officer's seats open, files found or a 404."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.methods.schema import Method
from samverkan.methods.words import CaseKind
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import opens
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.finding import acting, case_or_404
from samverkan.web.present import Part

CASE = ""


def group_programmes(actor: Actor) -> list[UUID]:
    """The programmes about groups in which the officer has a seat that reads entries."""
    return [
        seat.programme for seat in actor.seats
        if seat.reads and pinned(seat.method, seat.method_version).case is CaseKind.GROUP
    ]  # fmt: skip


def programme_or_404(request: HttpRequest, key: UUID) -> Programme:
    """A programme about groups in which the officer has a seat that reads entries."""
    if key not in group_programmes(acting(request)):
        raise Http404
    (found,) = _programme(key)
    return found


@prepared
def _programme(key: UUID) -> "QuerySet[Programme]":
    return Programme.objects.filter(pk=key).select_related("owner")


def method_of(about: Programme | CaseFile) -> Method:
    """The method a programme follows today, or a file was opened under."""
    return pinned(about.method, about.method_version)


def file_or_404(request: HttpRequest, programme: Programme, key: UUID, side: str = CASE) -> CaseFile:
    """A file of a sort in the programme that the officer may open."""
    case = case_or_404(request, key)
    if case.programme_id != programme.pk or case.side != side or case.list_id is None:
        raise Http404
    return case


def matter_or_404(request: HttpRequest, programme: UUID, key: UUID, side: str = CASE) -> CaseFile:
    """The same with its programme and that one's owner, in one question."""
    if programme not in group_programmes(acting(request)):
        raise Http404
    case = case_or_404(request, key)
    if case.programme_id != programme or case.side != side or case.list_id is None:
        raise Http404
    return case


def require_side(request: HttpRequest, programme: Programme, side: str) -> None:
    """The page of a sort of file is not there for a role that does not open such files."""
    if not opens(acting(request), programme.pk, side):
        raise Http404


def room(request: HttpRequest, programme: Programme, here: str) -> Part:
    """The room's head: `tabs` of what the officer's seats open; `here` is the name of the page's own address."""
    actor = acting(request)
    tabs = [(name, label) for name, label, shown in _tabs(actor, programme.pk) if shown]
    return {
        "programme": programme,
        "tabs": [
            {"label": label, "url": address(name, programme.pk), "current": name == here}
            for name, label in tabs
        ],
    }


def choices(method: Method, kind: str, field: str) -> dict[str, str]:
    """The answers of a field of choice in the page's language, by their id."""
    return {each.id: present.words(each.label) for each in method.kind(kind).field(field).choices}


def matter_url(case: CaseFile) -> str:
    """The room's own page of a group, an incident or a call-in; the file itself for the rest."""
    named = {CASE: "group", "incident": "incident", "call_in": "call_in"}.get(case.side)
    return address(named, case.programme_id, case.pk) if named else address("case", case.pk)


def _tabs(actor: Actor, programme: UUID) -> list[tuple[str, Any, bool]]:
    def may(side: str, *kinds: str) -> bool:
        return opens(actor, programme, side) and any(actor.reads(programme, kind) for kind in kinds)

    return [
        ("groups", _("Grupperna"), may(CASE, "subject")),
        ("groups_map", _("Kartan"), may(CASE, "tie")),
        ("incidents", _("Händelser"), may("incident", "incident")),
        ("scorecards", _("Styrkort"), may(CASE, "incident_link")),
        ("persons", _("Personer"), may("person", "membership", "notification", "invitation")),
        ("call_ins", _("Call-in"), may("call_in", "call_in")),
        ("help_line", _("Hjälplinjen"), may("help_call", "help_call")),
        ("community", _("Lokalsamhället"), may("voice", "voice")),
        ("strategy", _("Avstämning"), may("work", "fidelity")),
        ("group_evaluation", _("Utvärdering"), may("work", "evaluation_export")),
    ]
