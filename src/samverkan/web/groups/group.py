"""One group's page: how it stands, its year drawn, and everything on its day."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from samverkan.casework.reads.officers import assigned, names_by_case
from samverkan.groups.facts import Act, Link, Tie
from samverkan.groups.reads.group_page import GroupView, group_view
from samverkan.groups.reads.members import Member
from samverkan.groups.timeline import draw
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.paging import page
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.finding import acting
from samverkan.web.groups.lanes import lanes_part
from samverkan.web.groups.room import choices, matter_or_404, matter_url, method_of, room
from samverkan.web.present import Part
from samverkan.web.sheets import render

OPEN = 10  # acts that lie open; the rest are folded beneath them


@page("groups.group", "läste en grupp", "read a group")
def show(request: HttpRequest, programme: UUID, case: UUID) -> HttpResponse:
    """Everything about one group that the officer may read."""
    actor = acting(request)
    row = matter_or_404(request, programme, case)
    owners = assigned.later(actor, [row.pk])
    view = group_view(actor, row)
    method = method_of(row)
    words = {
        **{name: choices(method, "tie", name) for name in ("relation", "certainty")},
        **{name: choices(method, "incident_link", name) for name in ("what", "part", "source")},
        "act": choices(method, "act", "what"), "sanction": choices(method, "group_sanction", "what"),
        "authority": {**choices(method, "act", "authority"), **choices(method, "group_sanction", "authority")},
        "unit": choices(method, "group_sanction", "unit"),
    }  # fmt: skip
    return render(request, "groups/group.html", {
        **room(request, row.programme, ""), "case": row, "name": view.name or present.case_title(row),
        "named": bool(view.name), "phase": present.phase_label(row, method), "focus": view.in_focus,
        "officers": names_by_case(owners.rows)[row.pk], "audit": _audit(view), "audits": view.audits,
        "drawings": [
            lanes_part(draw(view.links, view.acts, view.focus, clock.today(), narrow=each), words)
            for each in (False, True)
        ],
        "ties": [_tie(view, each, words) for each in view.ties],
        "links": [_link(view, each, words) for each in view.links],
        "acts": [_act(view, each, words) for each in view.acts[:OPEN]],
        "earlier_acts": [_act(view, each, words) for each in view.acts[OPEN:]],
        "members": [_member(each) for each in view.members], "may": _may(actor, view),
        "notices": [_notice(view, each, choices(method, "focus_notice", "state")) for each in view.notices],
        "proposals": [{"on": each.row.happened_on, "url": address("fact", each.row.pk)}
                      for each in view.proposals],
    })  # fmt: skip


def _may(actor: Actor, view: GroupView) -> dict[str, bool]:
    """Which buttons there are: the acts themselves ask again."""
    programme, is_open = view.case.programme_id, view.case.closed_on is None
    write = is_open and actor.may("write", programme)
    moves, phase = actor.may("move", programme), view.case.phase
    return {
        "write": write, "members": actor.reads(programme, "membership"),
        "join": is_open and actor.may("nominate", programme) and actor.reads(programme, "membership"),
        "start": is_open and moves and phase in {"mapped", "message", "maintenance"},
        "stop": moves and phase == "focus", "propose": write and phase in {"mapped", "message", "maintenance"},
    }  # fmt: skip


def _audit(view: GroupView) -> Part | None:
    audit = view.audit
    return {"size": audit.size, "on": audit.on, "text": audit.text, "area": audit.area} if audit else None


def _tie(view: GroupView, tie: Tie, words: dict[str, dict[str, str]]) -> Part:
    other = tie.other if tie.group == str(view.case.list_id) else tie.group
    return {
        "with": view.called.get(other) or tie.other_name, "sort": tie.relation, "certainty_id": tie.certainty,
        "relation": words["relation"].get(tie.relation, tie.relation),
        "certainty": words["certainty"].get(tie.certainty, tie.certainty), "since": tie.since, "ended": tie.ended,
        "source": tie.source, "url": address("fact", tie.entry),
        "end": _end_url(view, tie),
    }  # fmt: skip


def _end_url(view: GroupView, tie: Tie) -> str:
    entry = view.entries[tie.entry].row
    ours = tie.ended is None and entry.received_id is None
    return address("tie_end", view.case.programme_id, view.case.pk, tie.entry) if ours else ""


def _link(view: GroupView, link: Link, words: dict[str, dict[str, str]]) -> Part:
    held = view.entries[link.entry]
    incident = view.incidents.get(link.incident)
    return {
        "on": link.day, "what": words["what"].get(link.what, link.what), "place": held["place"],
        "part": words["part"].get(link.part, link.part), "text": held["text"], "sort": link.part,
        "certainty": words["certainty"].get(link.certainty, link.certainty), "certainty_id": link.certainty,
        "source": words["source"].get(link.source, link.source),
        "url": matter_url(incident) if incident else address("fact", link.entry),
    }  # fmt: skip


def _act(view: GroupView, act: Act, words: dict[str, dict[str, str]]) -> Part:
    held = view.entries[act.entry]
    sort = "sanction" if act.sanction else "act"
    return {
        "on": act.day, "sanction": act.sanction, "what": words[sort].get(act.what, act.what),
        "authority": words["authority"].get(act.authority, act.authority), "dose": act.dose,
        "unit": words["unit"].get(act.unit, "").lower(), "text": held["text"], "basis": held["basis"],
        "proportion": held["proportion"], "url": address("fact", act.entry),
    }  # fmt: skip


def _member(member: Member) -> Part:
    return {
        "name": member.name or present.case_title(member.person), "url": address("case", member.person.pk),
        "since": member.membership.row.happened_on, "until": member.until,
        "marks": present.case_marks(member.markings, protected=member.protected),
    }  # fmt: skip


def _notice(view: GroupView, each: OpenEntry, states: dict[str, str]) -> dict[str, Any]:
    newest, due = each == view.notices[0], each["review_on"]
    late = newest and bool(due) and due < clock.today().isoformat()
    said = _("Skulle ha omprövats senast %(day)s") if late else _("Omprövas senast %(day)s")
    return {
        "date": each.row.happened_on, "text": f"{states.get(str(each['state']), '')}: {each['text']}",
        "by": "", "url": address("fact", each.row.pk),
        "note": said % {"day": due} if due else "",
    }  # fmt: skip


urlpatterns = [path("grupper/<uuid:programme>/grupp/<uuid:case>/", show, name="group")]
