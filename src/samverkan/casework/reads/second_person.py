"""Cases whose next step takes a second person, and this officer may be the one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.lists import CaseRow
from samverkan.methods.schema import Move
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Entry
from samverkan.secrecy.prepared import prepared


@dataclass(frozen=True)
class _Before:
    """Who took a case's last step and when, and by kind who last wrote what a step needs, and when."""

    steps: dict[UUID, tuple[UUID, datetime]]
    written: dict[tuple[UUID, str], tuple[UUID | None, datetime]]


def awaiting_second(actor: Actor, rows: list[CaseRow]) -> list[CaseRow]:
    """Those among the rows, as `casework.rules.move` would have it, asked for all at once."""
    waiting = [(row, moves) for row in rows if (moves := _second(actor, row))]
    cases = [row.case.pk for row, _moves in waiting]
    needed = sorted({move.needs[0] for _row, moves in waiting for move in moves if move.needs})
    before = _Before(
        {case: (by, at) for case, by, at in _last_steps(actor, cases)},
        {(case, kind): (by, at) for case, kind, by, at in (_newest(actor, cases, needed) if needed else [])},
    )
    return [row for row, moves in waiting if any(_may_take(actor, row, move, before) for move in moves)]


def _second(actor: Actor, row: CaseRow) -> list[Move]:
    moves = pinned(row.case.method, row.case.method_version).moves_from(row.case.phase)
    return [m for m in moves if m.second_person and actor.may(str(m.capability), row.case.programme_id)]


def _may_take(actor: Actor, row: CaseRow, move: Move, before: _Before) -> bool:
    last = before.steps.get(row.case.pk)
    if not move.needs:
        return last is None or last[0] != actor.officer
    found = before.written.get((row.case.pk, move.needs[0]))
    return found is not None and found[0] != actor.officer and (last is None or found[1] >= last[1])


@prepared
def _last_steps(actor: Actor, cases: list[UUID]) -> "QuerySet[Step, tuple[UUID, UUID, datetime]]":
    rows = Step.of(actor.agency).filter(case__in=cases).order_by("case", "-place").distinct("case")
    return rows.values_list("case_id", "by", "at")


@prepared
def _newest(
    actor: Actor, cases: list[UUID], kinds: list[str]
) -> "QuerySet[Entry, tuple[UUID, str, UUID | None, datetime]]":
    rows = Entry.of(actor.agency).filter(case__in=cases, kind__in=kinds, received__isnull=True)
    newest = rows.order_by("case", "kind", "-made_at", "-pk").distinct("case", "kind")
    return newest.values_list("case_id", "kind", "made_by", "made_at")
