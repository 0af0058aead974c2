"""What every decision about a programme must hold: a number, a day, words that name nobody."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

_PERSON_NUMBER = re.compile(r"\b(\d{2})?\d{6}[-+ ]?\d{4}\b")
LONGEST_REVIEW = 3 * 366
"""Days until a programme is tried again: three years at the most. A choice of the house; no provision was found."""


def require(field: str, text: str) -> str:
    """The text without blanks round it. Raises Invalid when there is none, or when it looks like a personal number."""
    text = text.strip()
    if not text:
        raise Invalid(field, _("Fyll i det här."))
    return open_words(field, text)


def open_words(field: str, text: str) -> str:
    """A decision is a public document: nobody's personal number stands in it."""
    if _PERSON_NUMBER.search(text):
        raise Invalid(
            field, _("Här står något som ser ut som ett personnummer. Beslutet är offentligt: ta bort det.")
        )
    return text.strip()


def day_within(field: str, day: date, first: date, last: date | None = None) -> date:
    """A day not before `first`, nor after `last`. Raises Invalid."""
    if day < first:
        raise Invalid(field, _("Dagen får tidigast vara %(first)s.") % {"first": first})
    if last is not None and day > last:
        raise Invalid(field, _("Dagen får senast vara %(last)s.") % {"last": last})
    return day


def review_day(day: date, first: date) -> date:
    """A review date after `first`, three years on at the most."""
    day_within("review_on", day, date.fromordinal(first.toordinal() + 1))
    return day_within("review_on", day, day, date.fromordinal(first.toordinal() + LONGEST_REVIEW))


def locked(programme: Programme) -> Programme:
    """The owner's hold on the programme until the act is done. Raises Invalid when it has ended."""
    return going_on(Programme.objects.select_for_update().get(pk=programme.pk))


def going_on(programme: Programme) -> Programme:
    """The programme, unless its history is over. Raises Invalid when it has ended."""
    if programme.ended_on is not None and programme.ended_on <= clock.today():
        raise Invalid("on", _("Verksamheten är avslutad."))
    return programme


def record(by: Actor, programme: Programme, kind: str, on: date, decision: str, **facts: Any) -> Milestone:
    """Add to the history. The trail gets the kind and the programme."""
    made = Milestone(
        programme=programme, kind=kind, on=on, decision=require("decision", decision), agency_id=by.agency,
        made_by_id=by.assignment, made_at=clock.now(), **facts,
    )  # fmt: skip
    made.save(force_insert=True)
    note(kind=kind, programme=str(programme.pk))
    return made
