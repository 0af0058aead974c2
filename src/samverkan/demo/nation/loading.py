"""Rows put in by the batch: the one act that does it, and the seat it is done from."""

from typing import Any
from uuid import UUID

from django.db import connection

from samverkan.secrecy.acting import action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import Seat
from samverkan.secrecy.officers import actor_for
from samverkan.secrecy.verdict import Verdict, yes

Row = tuple[Any, ...]
BATCH = 10_000


def _allowed(_by: Actor, **_facts: Any) -> Verdict:
    return yes("installation av påhittade uppgifter")


@action("bulk.load", "läste in i bulk", "loaded in bulk", may=_allowed)
def load(*, by: Actor, table: str, columns: dict[str, str], rows: list[Row]) -> int:
    """Insert rows, all in the actor's own compartment, in one statement and one trace line."""
    values = [list(column) for column in zip(*rows, strict=True)]
    names = ", ".join(columns)
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})", values)  # noqa: S608
    require().detail["rows"] = len(rows)
    return len(rows)


def seated(agency: UUID, programme: UUID, *roles: str) -> list[Actor]:
    """The agency's officers who hold one of the roles in the programme, by user name."""
    held = Seat.objects.filter(assignment__agency=agency, programme=programme, role__in=roles)
    found = []
    for seat in held.select_related("assignment").order_by("assignment__officer__username"):
        actor = actor_for(seat.assignment.officer_id, seat.assignment_id)
        assert actor is not None
        found.append(actor)
    return found
