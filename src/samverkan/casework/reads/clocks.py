"""The time limits running in cases: from when, until when, what is left, and the provision behind each."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework import limits, ticking
from samverkan.casework.models import Deadline
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.rhythm import Rhythm, meetings_held
from samverkan.methods.schema import Clock
from samverkan.secrecy import clock as now
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases


class Running(NamedTuple):
    """One limit at work. `row` is None where it counts from the programme's latest meeting."""

    case: CaseFile
    clock: Clock
    started_on: date
    due: date
    row: Deadline | None

    @property
    def left(self) -> limits.Left:
        """What is left of it today: days on a clock, nothing else."""
        return limits.left_of(self.due, now.today())

    @property
    def late(self) -> bool:
        """Whether its last day has passed."""
        return self.due < now.today()


def running(actor: Actor, cases: Iterable[CaseFile]) -> dict[UUID, list[Running]]:
    """By case, the soonest first. Only what was started by kinds of entry that the actor may read."""
    return running_later(actor, cases)()


def running_later(actor: Actor, cases: Iterable[CaseFile]) -> Callable[[], dict[UUID, list[Running]]]:
    """`running` for whoever asks something else before: its questions go along with that one."""
    files = [case for case in cases if pinned(case.method, case.method_version).clocks]
    rows = open_deadlines.later(actor, [case.pk for case in files])
    held = meetings_held.later(sorted({case.programme_id for case in files}))
    return lambda: running_of(actor, files, rows.rows, Rhythm(held.rows))


def running_of(
    actor: Actor, cases: Iterable[CaseFile], rows: Iterable[Deadline], rhythm: Rhythm
) -> dict[UUID, list[Running]]:
    """`running` for rows that are fetched already."""
    held = {
        case.pk: (case, met_on := rhythm.last(case.programme_id), list(_since_meeting(case, met_on)))
        for case in cases if case.closed_on is None
    }  # fmt: skip
    for row in rows:
        if row.case_id not in held:
            continue
        case, met_on, found = held[row.case_id]
        each = _running(case, row, met_on)
        if each is not None and (not row.kind or actor.reads(case.programme_id, row.kind)):
            found.append(each)
    return {
        key: sorted(found, key=lambda one: (one.due, one.clock.id))
        for key, (_case, _met_on, found) in held.items() if found
    }  # fmt: skip


def find_deadline(actor: Actor, key: UUID) -> Running:
    """One limit with a row, in a case the actor may open. Raises Deadline.DoesNotExist."""
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = Deadline.of(actor.agency).filter(pk=key, case__in=cases.values("pk"))
    row = rows.select_related("case__programme").get()
    found = _running(row.case, row, None)
    if found is None or (row.kind and not actor.reads(row.case.programme_id, row.kind)):
        raise Deadline.DoesNotExist
    return found


def _running(case: CaseFile, row: Deadline, met_on: date | None) -> Running | None:
    """None where the case's method has no such clock any more, or a meeting has stopped it."""
    clocks = pinned(case.method, case.method_version).clocks
    clock = next((each for each in clocks if each.id == row.clock), None)
    stopped = clock is not None and clock.until == ticking.MEETING and met_on and met_on >= row.started_on
    return None if clock is None or stopped else Running(case, clock, row.started_on, row.due, row)


def _since_meeting(case: CaseFile, met_on: date | None) -> Iterable[Running]:
    if met_on is not None and case.list_id is not None:
        for clock in pinned(case.method, case.method_version).clocks:
            if clock.since == ticking.MEETING:
                yield Running(case, clock, met_on, limits.last_day(clock, met_on), None)


@prepared
def open_deadlines(actor: Actor, cases: list[UUID]) -> "QuerySet[Deadline]":
    """The limits at work in these cases, with a row of their own, the soonest first."""
    return Deadline.of(actor.agency).filter(case__in=cases, ended_at__isnull=True).order_by("due", "pk")
