"""What every paper must hold, and how it is opened for a change."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samverkan.council.models import Paper
from samverkan.picture.places.register import UnknownPlaceError, shipped
from samverkan.programmes.checking import day_within, open_words, require
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, note
from samverkan.secrecy.actor import Actor

P = TypeVar("P", bound=Paper)
LONGEST = 20_000
ATTEMPTS = 5
FIRST_DAY = date(1990, 1, 1)


def known_place(place: str) -> str:
    """An id of the register of places. Raises Invalid."""
    try:
        return shipped()[place].id
    except UnknownPlaceError as unknown:
        raise Invalid("place", _("Välj ett område i listan.")) from unknown


def numbered(row: Paper) -> None:
    """Save a new paper under the number after the newest of its sort about its place.

    Whoever begins one at the same instant waits at the constraint, and takes the number after. Raises Conflict where
    that happens too often to be chance.
    """
    for _attempt in range(ATTEMPTS):
        row.version = _next_version(type(row), row.agency_id, row.place)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as taken:
            if not str(taken).count("version_once"):
                raise
        else:
            return
    raise Conflict(row.pk)


def _next_version(model: type[Paper], agency: UUID, place: str) -> int:
    newest = model._default_manager.filter(agency=agency, place=place).aggregate(most=Max("version"))["most"]
    return (newest or 0) + 1


def draft(model: type[P], by: Actor, key: UUID) -> P:
    """The actor's own draft, held until the act is done. Raises Conflict once it is decided, discarded or not there."""
    row = model._default_manager.select_for_update().filter(pk=key, agency=by.agency).first()
    if row is None or not row.open:
        raise Conflict(key)
    return row


def texts(**given: str) -> dict[str, str]:
    """Free texts without blanks round them. Raises Invalid for a personal number or what is far too long."""
    return {name: _bounded(name, open_words(name, text)) for name, text in given.items()}


def required(**given: str) -> dict[str, str]:
    """The same, and none may be empty."""
    return {name: _bounded(name, require(name, text)) for name, text in given.items()}


def decided(row: P, by: Actor, on: date, decision: str, body: str) -> P:
    """Enter the decision: from here the paper is public and stands for good."""
    row.decided_on = day_within("on", on, FIRST_DAY, clock.today())
    row.decision, row.body = require("decision", decision), require("body", body)
    row.decided_by_id = by.assignment
    row.save(update_fields=["decided_on", "decision", "body", "decided_by"])
    noted(row)
    return row


def discarded(row: P, by: Actor, reason: str) -> P:
    """Put a draft away with the reason: from here nobody writes in it, and its number is not used again."""
    row.discarded_why = required(reason=reason)["reason"]
    row.discarded_at, row.discarded_by_id = clock.now(), by.assignment
    row.save(update_fields=["discarded_at", "discarded_by", "discarded_why"])
    noted(row)
    return row


def noted(row: Any) -> None:
    """Name the row in the trail."""
    note(**{row._meta.model_name: str(row.pk)})


def _bounded(name: str, text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid(name, _("Texten är för lång. Korta den, eller lägg den i en bilaga."))
    return text
