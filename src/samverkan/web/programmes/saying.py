"""A programme, its history and who takes part, in words for the parts of a page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samverkan.casework.pinning import pinned
from samverkan.programmes.models import Milestone
from samverkan.programmes.reads.register import SeatHeld, Standing
from samverkan.programmes.reads.timeline import review_is_late
from samverkan.secrecy.models import Programme
from samverkan.web.present import Part, chip, words

Kind = Milestone.Kind


def programme_part(row: Programme) -> Part:
    """One line of the register: what it is, whose, since when, and whether its review is late."""
    return {
        "pk": row.pk, "name": row.name, "area": row.area, "url": reverse("programme", args=[row.pk]),
        "owner": chip(row.owner), "method": method_name(row), "version": row.method_version,
        "state": state_words(row), "started_on": row.started_on, "ended_on": row.ended_on,
        "review_on": row.review_on, "late": review_is_late(row), "purpose": row.purpose,
    }  # fmt: skip


def method_name(row: Programme) -> str:
    """What the programme's method is called."""
    return words(pinned(row.method, row.method_version).name)


def state_words(row: Programme) -> str:
    """What it is today, with the day where one is coming or has come."""
    state = row.state
    if state == Programme.State.ENDED:
        return _("avslutad %(day)s") % {"day": row.ended_on}
    if row.ended_on is not None:
        return _("avslutas %(day)s") % {"day": row.ended_on}
    if state == Programme.State.PLANNED:
        return _("börjar %(day)s") % {"day": row.started_on}
    if state == Programme.State.PERMANENT:
        return _("permanent sedan %(day)s") % {"day": row.permanent_on}
    if row.permanent_on is not None:
        return _("försök, permanent från %(day)s") % {"day": row.permanent_on}
    return _("försök sedan %(day)s") % {"day": row.started_on}


def standing_part(each: Standing) -> Part:
    """An authority and how it stands to the programme."""
    said = {
        "owner": _("äger verksamheten"),
        "joined": _("deltar sedan %(day)s"),
        "invited": _("inbjuden %(day)s, har inte svarat"),
        "declined": _("tackade nej %(day)s"),
        "left": _("lämnade %(day)s"),
    }
    return {"agency": chip(each.agency), "how": each.how, "text": said[each.how] % {"day": each.since}}


def seat_part(each: SeatHeld, role: str) -> Part:
    """Who sits for an authority, and until when."""
    held = each.seat.assignment
    until = _("till och med %(day)s") % {"day": each.seat.valid_to} if each.seat.valid_to else ""
    since = _("från och med %(day)s") % {"day": each.seat.valid_from}
    return {
        "role": role, "name": held.officer.name, "title": held.title,
        "since": since, "until": until,
    }  # fmt: skip


def event_part(row: Milestone) -> Part:
    """A decision for the timeline of events: what, when, by whom, under which number, in which words."""
    by = row.agency.short
    if row.made_by is not None:
        by = f"{row.made_by.officer.name}, {row.made_by.title}, {by}"
    said = _("Beslut %(number)s.") % {"number": row.decision}
    return {"date": row.on, "text": milestone_words(row), "by": by, "note": f"{said} {row.reasons}".strip()}


def milestone_words(row: Milestone) -> str:
    """One decision as a sentence."""
    facts: dict[str, Any] = {
        "value": row.value, "before": row.before, "until": row.until, "party": row.party or "",
        "other": row.other or "",
    }  # fmt: skip
    if row.kind == Kind.STARTED and row.other is not None:
        return _("Startade, spridd från %(other)s. Omprövas senast %(until)s") % facts
    if row.kind == Kind.ENDED:
        why = str(Milestone.Why(row.before).label)
        told = _("Avslutas: %(why)s. Ärenden: %(cases)s") % {
            "why": why,
            "cases": Milestone.Cases(row.value).label,
        }
        return f"{told} ({row.other})" if row.other else told
    said = {
        Kind.STARTED: _("Startade. Omprövas senast %(until)s"),
        Kind.INVITED: _("Bjöd in %(party)s"),
        Kind.JOINED: _("Gick med"),
        Kind.DECLINED: _("Tackade nej"),
        Kind.LEFT: _("Lämnade"),
        Kind.RENAMED: _("Bytte namn från %(before)s till %(value)s"),
        Kind.PERMANENT: _("Blev permanent. Omprövas senast %(until)s"),
        Kind.REVIEWED: _("Omprövades. Nästa omprövning senast %(until)s"),
        Kind.PURPOSE: _("Nytt ändamål: ”%(value)s” (förut: ”%(before)s”)"),
        Kind.VERSION: _("Nya ärenden startar på version %(value)s av metoden (förut %(before)s)"),
        Kind.KEPT: _("Fortsätter: avslutet den %(before)s togs tillbaka"),
    }
    return said[Kind(row.kind)] % facts


def day_words(day: date | None) -> str:
    """A date as text, or nothing."""
    return day.isoformat() if day else ""
