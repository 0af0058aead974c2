"""The registers, whoever asks; and what of them has run out."""

from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from samverkan.council.models import Agreement, Line, Member
from samverkan.secrecy import clock

L = TypeVar("L", bound=Line)
SOON = timedelta(days=90)
"""How long before its last day an agreement is said to run out soon. A choice of the house."""


def every(model: type[L]) -> list[L]:
    """The lines of a register in its own order."""
    return list(model._default_manager.select_related("agency"))


def find(model: type[L], key: UUID) -> L | None:
    """One line."""
    return model._default_manager.filter(pk=key).first()


def seats(agency: UUID) -> list[Member]:
    """Who sits in an authority's strategic council today."""
    today = clock.today()
    rows = Member.objects.filter(agency=agency, since__lte=today)
    return [row for row in rows if row.until is None or row.until >= today]


def state(row: Agreement, today: date) -> str:
    """expired, soon (to expire), coming or running."""
    if row.until < today:
        return "expired"
    if row.since > today:
        return "coming"
    return "soon" if row.until - today <= SOON else "running"
