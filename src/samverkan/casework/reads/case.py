"""The case page: one column per authority, mine and what was disclosed to me; tasks; who holds what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samverkan.casework.models import Task
from samverkan.casework.pinning import pinned
from samverkan.casework.reads import inbox
from samverkan.casework.reads.clocks import Running, open_deadlines, running_of
from samverkan.casework.reads.lists import markings_in, name_in, protected
from samverkan.casework.reads.officers import assigned, names_by_case
from samverkan.casework.reads.rhythm import Rhythm, meetings_held
from samverkan.casework.reads.scales import Judged, joint_of, own_of
from samverkan.methods.asking import series_kinds
from samverkan.methods.schema import Method, Move
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import (
    Agency,
    CaseFile,
    Consent,
    Delivery,
    DisclosedEntry,
    Disclosure,
    Entry,
    Mode,
    StandingDecision,
)  # fmt: skip
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import openable, visible

SHOWN_AT_ONCE = 200
SETTLED = ("task_done", "task_declined")  # events that end a task given to another authority


@dataclass(frozen=True)
class Column:
    """What one authority knows as far as this agency knows: its own entries, or those disclosed to it."""

    agency: Agency
    mine: bool
    colour: Judged | None
    entries: list[OpenEntry]


@dataclass(frozen=True)
class Holding:
    """That a receiver was given an entry: which fields, when, and what has happened to it since."""

    disclosure: Disclosure
    receiver: Agency
    fields: list[str]
    status: str


@dataclass(frozen=True)
class CaseView:
    """Everything the case page shows."""

    case: CaseFile
    method: Method
    name: str
    protected: bool
    locked: bool
    markings: tuple[str, ...]
    joint: Judged | None
    columns: list[Column]
    tasks: list["TaskView"]
    holdings: dict[UUID, list[Holding]]
    disclosures: list[Disclosure]
    waiting: list[Delivery]
    consents: list[Consent]
    standing: list[StandingDecision]
    replaced: dict[UUID, UUID]  # by a version's id, the id of the one it replaced
    officers: list[str]
    limits: list[Running]
    moves: tuple[Move, ...] = field(default=())


@dataclass(frozen=True)
class TaskView:
    """A task with its text and what has come back."""

    task: Task
    text: OpenEntry
    event: Delivery | None

    @property
    def overdue(self) -> bool:
        """Past its date and not settled, here or as reported back."""
        told = self.event is not None and self.event.event in SETTLED
        return self.task.due < clock.today() and self.task.state in ("open", "given", "offered") and not told


def find_case(actor: Actor, key: UUID) -> CaseFile:
    """The case file. Raises CaseFile.DoesNotExist alike for a hidden and an absent one."""
    found = openable(actor, key)
    if not found:
        raise CaseFile.DoesNotExist
    return found[0]


def case_view(actor: Actor, case: CaseFile) -> CaseView:
    """The whole page, in two or three rounds of questions whatever the number of entries."""
    method = pinned(case.method, case.method_version)
    series = series_kinds(method)
    written = _but.later(actor, case.pk, series) if series else _entries.later(actor, case.pk)
    went = _went_but.later(actor, case.pk, series) if series else _disclosures.later(actor, case.pk)
    own, consents = _agencies.later([actor.agency]), _consents.later(actor, case.pk)
    tasks, hidden = _tasks.later(actor, [case.pk]), protected.later(actor, [case.pk], [case.programme_id])
    standing, came = _standing.later(actor, case.pk), inbox.waiting.later(actor)
    replaced, officers = replacing.later(actor, case.pk), assigned.later(actor, [case.pk])
    deadlines, held = open_deadlines.later(actor, [case.pk]), meetings_held.later([case.programme_id])
    opened = entries.current(entries.open_all(_with_deliveries(actor, written.rows)))
    name, hides, rhythm = name_in(case, opened), bool(hidden.rows), Rhythm(held.rows)
    return CaseView(
        case=case, method=method, name=name, protected=hides, locked=hides and not name,
        markings=markings_in(opened), joint=joint_of(case, opened, rhythm),
        columns=_columns(own.rows[0], case, opened), tasks=_task_views(actor, tasks.rows),
        holdings=_holdings(actor, went.rows), disclosures=went.rows,
        waiting=[each for each in came.rows if _is_about(case, each)], consents=consents.rows,
        standing=standing.rows, replaced=dict(replaced.rows),
        officers=names_by_case(officers.rows).get(case.pk, []),
        limits=running_of(actor, [case], deadlines.rows, rhythm).get(case.pk, []),
        moves=method.moves_from(case.phase) if case.list_id else (),
    )  # fmt: skip


def task_views(actor: Actor, cases: Iterable[CaseFile]) -> list[TaskView]:
    """The cases' tasks by date, each with its opened text and the latest report back."""
    return _task_views(actor, _tasks(actor, [case.pk for case in cases]))


def _task_views(actor: Actor, tasks: list[Task]) -> list[TaskView]:
    seen = set(_seen(actor, [task.entry_id for task in tasks]))
    tasks = [task for task in tasks if task.entry_id in seen]
    texts = entries.open_all([task.entry for task in tasks])
    events = _task_events(actor, [task.entry_id for task in tasks if task.state == Task.State.GIVEN])
    return [TaskView(task, text, events.get(task.entry_id)) for task, text in zip(tasks, texts, strict=True)]


def status_of(disclosure: Disclosure, events: Iterable[Delivery]) -> str:
    """A disclosure's state as its giver knows it: its own, or what came back."""
    if disclosure.state != Disclosure.State.DECIDED:
        return str(disclosure.state)
    if disclosure.ends_on and disclosure.ends_on < clock.today():
        return str(Disclosure.State.EXPIRED)
    found = {event.event for event in events}
    return next((state for state in ("rejected", "received") if state in found), str(disclosure.state))


def events_about(actor: Actor, disclosures: Iterable[Disclosure]) -> dict[UUID, list[Delivery]]:
    """What has come back about each disclosure."""
    found: dict[UUID, list[Delivery]] = {}
    for event in _events(actor, [disclosure.pk for disclosure in disclosures]):
        found.setdefault(event.disclosure, []).append(event)
    return found


def _with_deliveries(actor: Actor, rows: list[Entry]) -> list[Entry]:
    """The rows, those that came from others with the delivery they came by: most did not, so no join."""
    came = [row.received_id for row in rows if row.received_id]
    found = {each.pk: each for each in _deliveries(actor, came)}
    for row in rows:
        if row.received_id:
            row.received = found[row.received_id]
    return rows


def _columns(agency: Agency, case: CaseFile, opened: list[OpenEntry]) -> list[Column]:
    own = [each for each in opened if each.row.received_id is None]
    by_giver: dict[UUID, list[OpenEntry]] = {}
    for each in opened:
        if each.row.received_id is not None:
            by_giver.setdefault(each.row.received.giver_id, []).append(each)
    agencies = {giver.pk: giver for giver in _agencies(list(by_giver))}
    mine = Column(agency, True, own_of(case, own), own)
    others = [
        Column(agencies[giver], False, own_of(case, theirs), theirs) for giver, theirs in by_giver.items()
    ]
    return [mine, *sorted(others, key=lambda column: column.agency.name)]


def _holdings(actor: Actor, disclosures: list[Disclosure]) -> dict[UUID, list[Holding]]:
    crossed = {
        each.pk: each
        for each in disclosures
        if each.decided_at and each.state not in ("proposed", "second", "refused")
    }
    events = events_about(actor, crossed.values())
    held: dict[UUID, list[Holding]] = {}
    for item in _disclosed(actor, list(crossed)):
        disclosure = crossed[item.disclosure_id]
        status = status_of(disclosure, events.get(disclosure.pk, []))
        held.setdefault(item.entry_id, []).append(
            Holding(disclosure, disclosure.receiver, item.fields, status)
        )
    return held


def _is_about(case: CaseFile, came: Delivery) -> bool:
    return case.list_id is not None and (came.list_id, came.programme_id) == (case.list_id, case.programme_id)


def _task_events(actor: Actor, given: list[UUID]) -> dict[UUID, Delivery]:
    """For tasks given to others: the latest report back, by the task's entry."""
    entry_of = dict(_crossings(actor, given))
    events = (each for each in _events(actor, list(entry_of)) if each.event.startswith("task_"))
    return {entry_of[event.disclosure]: event for event in events}


@prepared
def _entries(actor: Actor, case: UUID) -> "QuerySet[Entry]":
    return visible(actor, Entry.of(actor.agency).filter(case=case)).order_by("-made_at", "-pk")[
        :SHOWN_AT_ONCE
    ]


@prepared
def _but(actor: Actor, case: UUID, series: list[str]) -> "QuerySet[Entry]":
    """The same without the kinds that have a page of their own, since there are hundreds of them."""
    rows = visible(actor, Entry.of(actor.agency).filter(case=case)).exclude(kind__in=series)
    return rows.order_by("-made_at", "-pk")[:SHOWN_AT_ONCE]


@prepared
def _deliveries(actor: Actor, wanted: list[UUID]) -> "QuerySet[Delivery]":
    return Delivery.of(actor.agency).filter(pk__in=wanted)


@prepared
def _disclosures(actor: Actor, case: UUID) -> "QuerySet[Disclosure]":
    rows = Disclosure.of(actor.agency).filter(case=case)
    return rows.select_related("receiver").order_by("-proposed_at")


@prepared
def _went_but(actor: Actor, case: UUID, series: list[str]) -> "QuerySet[Disclosure]":
    """The same without what goes by standing decision of those kinds: the decision itself is shown."""
    flowing = DisclosedEntry.of(actor.agency).filter(disclosure=OuterRef("pk"), entry__kind__in=series)
    rows = Disclosure.of(actor.agency).filter(case=case).exclude(Exists(flowing), mode=Mode.STANDING)
    return rows.select_related("receiver").order_by("-proposed_at")


@prepared
def _consents(actor: Actor, case: UUID) -> "QuerySet[Consent]":
    return Consent.of(actor.agency).filter(case=case).order_by("-given_on")


@prepared
def _standing(actor: Actor, case: UUID) -> "QuerySet[StandingDecision]":
    return StandingDecision.of(actor.agency).filter(case=case).select_related("receiver")


@prepared
def _tasks(actor: Actor, cases: list[UUID]) -> "QuerySet[Task]":
    rows = Task.of(actor.agency).filter(case__in=cases)
    return rows.select_related("entry", "responsible", "case").order_by("due", "pk")


@prepared
def _seen(actor: Actor, wanted: list[UUID]) -> "QuerySet[Entry, UUID]":
    return visible(actor, Entry.of(actor.agency).filter(pk__in=wanted)).values_list("pk", flat=True)


@prepared
def _events(actor: Actor, disclosures: list[UUID]) -> "QuerySet[Delivery]":
    return Delivery.of(actor.agency).filter(kind="event", disclosure__in=disclosures).order_by("sent_at")


@prepared
def replacing(actor: Actor, case: UUID) -> "QuerySet[Entry, tuple[UUID, UUID]]":
    """A version's id with that of the one it replaced. Ids are in clear: nothing is opened."""
    rows = Entry.of(actor.agency).filter(case=case, supersedes__isnull=False)
    return rows.values_list("pk", "supersedes_id")


@prepared
def _disclosed(actor: Actor, disclosures: list[UUID]) -> "QuerySet[DisclosedEntry]":
    return DisclosedEntry.of(actor.agency).filter(disclosure__in=disclosures)


@prepared
def _crossings(actor: Actor, given: list[UUID]) -> "QuerySet[DisclosedEntry, tuple[UUID, UUID]]":
    return DisclosedEntry.of(actor.agency).filter(entry__in=given).values_list("disclosure_id", "entry_id")


@prepared
def _agencies(wanted: list[UUID]) -> "QuerySet[Agency]":
    return Agency.objects.filter(pk__in=wanted)
