"""The meeting's board: an agency's own agenda, and one matter with a column per authority, as parts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.casework.models import Meeting
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.case import SETTLED, CaseView, Column, TaskView, case_view
from samverkan.casework.reads.lists import CaseRow
from samverkan.casework.reads.meeting_now import Now, since, taken_up
from samverkan.casework.reads.meetings import AgendaItem, agenda
from samverkan.methods.asking import find_kind, joint_kind
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.identity import NAMING as IDENTITY
from samverkan.secrecy.models import CaseFile, Delivery
from samverkan.web import present
from samverkan.web.casefile.columns import judged_word
from samverkan.web.present import Part

LATEST = 2  # entries shown of an authority that has told nothing new


def agenda_parts(
    actor: Actor, meeting: Meeting, current: UUID | None = None, *, everything: bool = False
) -> list[Part]:
    """The agenda for parts/agenda.html and for the keys N and P; each item says why it stands there.

    `everything`: what is not to be taken up this time too.
    """
    done = taken_up(actor, meeting)
    return [
        {
            "case": item.row.case.pk,
            "name": item.row.name or present.case_title(item.row.case),
            "marks": present.case_marks(item.row.markings, protected=item.row.protected),
            "url": f"{reverse('meeting', args=[meeting.pk])}?arende={item.row.case.pk}",
            "colour": item.row.shown,
            "reason": reason_words(item),
            "current": item.row.case.pk == current,
            "done": item.row.case.list_id in done and item.row.case.pk != current,
            "place": item.place,
            "left_out": item.left_out,
        }
        for item in agenda(actor, meeting.programme, meeting)
        if everything or not item.left_out
    ]


def reason_words(item: AgendaItem) -> str:
    """Why a person stands where they do on the agenda: a human's colour or a date, never a score."""
    if item.left_out:
        return _("Tas inte upp den här gången")
    set_by_hand = _("Satt av er som nummer %(place)s") % {"place": item.place}
    return set_by_hand if item.place else _programs_words(item)


def _programs_words(item: AgendaItem) -> str:
    row, why = item.row, item.why
    if why.startswith("scale:") and row.shown is not None:
        return f"{_scale_of(row)}: {row.shown.word.lower()}"
    if why == "dates" and row.next_date:
        return _("Kommande datum %(day)s") % {"day": row.next_date.isoformat()}
    if why == "overdue" and item.overdue:
        return _("Uppdrag försenat sedan %(day)s") % {"day": item.overdue.isoformat()}
    if why == "stale" and row.shown:
        return _("Bedömningen har gått ut") if row.shown.ran_out else _("Bedömningen sågs inte över sist")
    if why == "stale":
        return _("Inte bedömd")
    return {"changed": _("Ändrat sedan förra mötet")}.get(why, _("Inget nytt"))


def _scale_of(row: CaseRow) -> str:
    method = pinned(row.case.method, row.case.method_version)
    assert row.shown is not None
    return present.scale_label(method, method.kind(row.shown.entry.row.kind))


def matter(actor: Actor, meeting: Meeting, case: CaseFile) -> Part:
    """One matter as this agency knows it: who, colours, a column per authority newest first, tasks."""
    view = case_view(actor, case)
    new_after = since(meeting.programme)
    return {
        "case": case,
        "name": view.name or present.case_title(case),
        "marks": present.case_marks(view.markings, protected=view.protected),
        "locked": view.locked,
        "phase": present.phase_label(case, view.method),
        "joint": view.joint,
        "joint_word": present.kind_label(view.method, joint) if (joint := joint_kind(view.method)) else "",
        "columns": [_column(view, each, new_after) for each in view.columns],
        "tasks": [
            present.task(each, reverse("task", args=[each.task.pk]))
            for each in view.tasks
            if _still_of_interest(each, new_after)
        ],
    }


def _still_of_interest(view: TaskView, new_after: datetime | None) -> bool:
    """Open, or settled since the last meeting: what was settled before that has been told."""
    settled = view.event.sent_at if view.event else view.task.settled_at
    open_still = view.task.state in ("open", "given", "offered") and (
        view.event is None or view.event.event not in SETTLED
    )
    return open_still or new_after is None or settled is None or settled > new_after


def news(now: Now) -> list[Part]:
    """What has come and is not taken in; what concerns the matter on screen stands first."""
    listed = now.case.list_id if now.case else None
    ordered = sorted(now.waiting, key=lambda each: each.list_id != listed)
    return [_arrival(now.meeting, each, here=each.list_id == listed) for each in ordered]


def _arrival(meeting: Meeting, delivery: Delivery, *, here: bool) -> Part:
    return {
        "giver": present.chip(delivery.giver),
        "at": delivery.sent_at,
        "here": here,
        "url": reverse("meeting_take", args=[meeting.pk, delivery.pk]),
    }


def _column(view: CaseView, column: Column, new_after: datetime | None) -> Part:
    authors = present.officer_names(each.row.made_by for each in column.entries)
    fresh = [each for each in column.entries if new_after is None or each.row.made_at > new_after]
    # Where nothing is new the latest still stands on screen: it is what the meeting talks about.
    latest = [] if fresh else _latest(view, column)
    older = [each for each in column.entries if each not in fresh and each not in latest]
    return {
        "agency": present.chip(column.agency),
        "own": column.mine,
        "colour": column.colour,
        "judged": judged_word(view, column),
        "count": len(column.entries),
        "new": _parts(view, fresh, authors, new=new_after is not None),
        "latest": _parts(view, latest, authors),
        "older": _parts(view, older, authors),
    }


def _latest(view: CaseView, column: Column) -> list[OpenEntry]:
    """The newest entries but identity; of a judgement only the one that stands."""
    found: list[OpenEntry] = []
    for each in column.entries:
        kind = find_kind(view.method, each.row.kind)
        judged = kind is not None and kind.judgement
        if each.row.kind not in IDENTITY and not (
            judged and any(has.row.kind == each.row.kind for has in found)
        ):
            found.append(each)
    return found[:LATEST]


def _parts(
    view: CaseView, opened: Iterable[OpenEntry], authors: dict[UUID, str], *, new: bool = False
) -> list[Part]:
    """Identity last: the name stands at the top of the page already."""
    ordered = sorted(opened, key=lambda each: each.row.kind in IDENTITY)
    return [_entry(view, each, authors, new=new) for each in ordered]


def _entry(view: CaseView, opened: OpenEntry, authors: dict[UUID, str], *, new: bool) -> Part:
    holdings = view.holdings.get(opened.row.pk, ())
    part: dict[str, Any] = present.entry(view.method, opened, authors=authors, holdings=holdings)
    if new:
        part["marks"] = [("new", ""), *part["marks"]]
    return part
