"""One leaver's matter at a glance: what must be in place, threat, needs, plan, follow-up, cost. It judges nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.reads.case import TaskView, task_views
from samverkan.casework.working_days import months_after
from samverkan.exits import method
from samverkan.exits.reads.costs import Sums, sums_of
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

KINDS = (
    method.CONDITIONS, method.DECISION, method.THREAT, method.NEED, method.FAMILY, method.ENDED, *method.FOLLOW_UPS,
    method.COST,
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing on the checklist: how it stands (a choice of the method's), and the entry that says so."""

    id: str
    state: str
    entry: OpenEntry | None


@dataclass(frozen=True)
class Need:
    """An area of need with what was last written of it; None while nobody has asked."""

    area: str
    entry: OpenEntry | None


@dataclass(frozen=True)
class Stage:
    """The planned steps of one phase of the plan, by date; "" for those of no phase."""

    phase: str
    tasks: list[TaskView]


@dataclass(frozen=True)
class Point:
    """A follow-up: due so many months after the decision, and done, if it is."""

    kind: str
    due: date | None
    done: OpenEntry | None

    @property
    def late(self) -> bool:
        """Whether its day has passed without it."""
        return self.done is None and self.due is not None and self.due < clock.today()


@dataclass(frozen=True)
class Leaver:
    """Everything the page of a leaver's matter shows. Empty where the officer does not read that kind."""

    case: CaseFile
    checks: list[Check]
    decision: OpenEntry | None
    threats: list[OpenEntry]
    needs: list[Need]
    family: list[OpenEntry]
    plan: list[Stage]
    points: list[Point]
    ended: OpenEntry | None
    cost: Sums


def leaver(actor: Actor, case: CaseFile, areas: Iterable[str]) -> Leaver:
    """Read it. `areas` are the areas of need in the method's order."""
    rows = _entries.later(actor, case.pk, list(KINDS))
    tasks = task_views(actor, [case])
    found: dict[str, list[OpenEntry]] = defaultdict(list)
    for each in entries.current(entries.open_all(rows.rows)):
        if not each.weeded:
            found[each.row.kind].append(each)
    decision = _latest(found[method.DECISION], "decided_on")
    return Leaver(
        case=case, checks=_checks(found[method.CONDITIONS]), decision=decision, threats=found[method.THREAT],
        needs=[Need(area, _first(found[method.NEED], "area", area)) for area in areas],
        family=found[method.FAMILY], plan=_plan(tasks), points=_points(decision, found),
        ended=next(iter(found[method.ENDED]), None), cost=sums_of(found[method.COST]),
    )  # fmt: skip


@prepared
def _entries(actor: Actor, case: UUID, kinds: list[str]) -> "QuerySet[Entry]":
    rows = visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=kinds))
    return rows.select_related("received__giver").order_by("-made_at", "-pk")


def _checks(tried: list[OpenEntry]) -> list[Check]:
    """Each precondition as it was last tried; what has not been tried says nothing of earlier answers."""
    return [_check(name, tried) for name in method.TRIED]


def _check(name: str, tried: list[OpenEntry]) -> Check:
    newest = next((each for each in _by_day(tried) if each[name] not in ("", "not_yet")), None)
    return Check(name, str(newest[name]) if newest else "not_yet", newest)


def _plan(tasks: list[TaskView]) -> list[Stage]:
    stages = [
        Stage(phase, [each for each in tasks if each.text["phase"] == phase]) for phase in method.PLANNED
    ]
    other = [each for each in tasks if each.text["phase"] not in method.PLANNED]
    return [*stages, *([Stage("", other)] if other else [])]


def _points(decision: OpenEntry | None, found: dict[str, list[OpenEntry]]) -> list[Point]:
    return [
        Point(kind, due_on(decision, months), next(iter(found[kind]), None))
        for months, kind in zip(method.POINTS, method.FOLLOW_UPS, strict=True)
    ]


def due_on(decision: OpenEntry | None, months: int) -> date | None:
    """The day of a follow-up: so many months after a decision that gives something."""
    if decision is None or decision["decision"] == method.REFUSED or not decision["decided_on"]:
        return None
    return months_after(date.fromisoformat(str(decision["decided_on"])), months)


def _latest(rows: list[OpenEntry], day: str) -> OpenEntry | None:
    return max(rows, key=lambda each: (str(each[day]), each.row.made_at), default=None)


def _by_day(rows: list[OpenEntry]) -> list[OpenEntry]:
    return sorted(rows, key=lambda each: (str(each["event_date"]), each.row.made_at), reverse=True)


def _first(rows: list[OpenEntry], name: str, value: str) -> OpenEntry | None:
    return next((each for each in _by_day(rows) if each[name] == value), None)
