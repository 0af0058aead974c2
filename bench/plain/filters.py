"""What stands in the wall's place: two plain filters, content that is read as it lies, and no binding.

Each takes the arguments of what it stands in for. The filters are what ordinary software would have: own
agency, the kinds the role reads, and for a case the officer's assignment to it.
"""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from samverkan.secrecy import clock, entries, rules
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.models.people import Lasting


def visible(actor: Actor, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """Own agency's entries of the kinds the role reads."""
    kinds = {kind for seat in actor.seats for kind in seat.reads}
    return rows.filter(agency_id=actor.agency, kind__in=kinds)


def visible_cases(actor: Actor, rows: "QuerySet[CaseFile]") -> "QuerySet[CaseFile]":
    """Own agency's cases that the officer is assigned to."""
    live = Lasting.live(clock.today(), "officers__")
    mine = {"officers__agency_id": actor.agency, "officers__assignment": actor.assignment}
    return rows.filter(live, agency_id=actor.agency, **mine)


def open_all(rows: Iterable[Entry]) -> list[OpenEntry]:
    """Entries with the content they were read with."""
    return [OpenEntry(row, _content(row.sealed)) for row in rows]


def _content(read: Any) -> dict[str, Any]:
    """The jsonb column's content: psycopg has parsed it where the row was read in binary."""
    return read if isinstance(read, dict) else json.loads(read)


def take_out_the_wall() -> None:
    """Put these in place everywhere in this process, which serves nothing but the peer."""
    for original, plain in (
        (rules.visible, visible),
        (rules.visible_cases, visible_cases),
        (entries.open_all, open_all),
    ):
        _replace(original, plain)


def _replace(original: Callable[..., Any], plain: Callable[..., Any]) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("samverkan."):
            for key, value in list(vars(module).items()):
                if value is original:
                    setattr(module, key, plain)
