"""What was done, kept apart from what came of it: contacts, measures and reviews in each stretch, as counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.pupils.absence.compare import Stretch
from samverkan.pupils.counters import working_phase
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

KINDS = ("contact", "talk", "goal", "measure", "review", "voice")


@dataclass(frozen=True)
class Done:
    """How many entries of a kind are about days in each stretch, in the stretches' order."""

    kind: str
    counts: tuple[int, ...]


def span(case: CaseFile, took: Iterable[tuple[str, str, datetime]]) -> tuple[date | None, date | None]:
    """From when to when support went on in this file: its first step into that phase and the last out of it."""
    at_work = working_phase(pinned(case.method, case.method_version))
    begun = ended = None
    for source, to, moment in took:
        day = clock.day_of(moment)
        if to == at_work:
            begun, ended = begun or day, None
        elif source == at_work:
            ended = day
    return begun, ended


def counts(written: Iterable[tuple[str, date | None, datetime]], stretches: Sequence[Stretch]) -> list[Done]:
    """Counts by kind and stretch, of the entries that the officer may read. Nothing is opened."""
    days: dict[str, list[date]] = {}
    for kind, happened, made in written:
        days.setdefault(kind, []).append(happened or clock.day_of(made))
    return [
        Done(kind, tuple(sum(_within(day, each) for day in days[kind]) for each in stretches))
        for kind in KINDS if kind in days
    ]  # fmt: skip


def owns(actor: Actor, case: CaseFile) -> bool:
    """Whether the attendance is the agency's own, from its school's file, rather than received."""
    return actor.kind == "school" and case.agency_id == actor.agency


def _within(day: date, stretch: Stretch) -> bool:
    return stretch.first is not None and stretch.last is not None and stretch.first <= day <= stretch.last


@prepared
def steps(actor: Actor, case: UUID) -> "QuerySet[Step, tuple[str, str, datetime]]":
    """Each step of a file: from and to which phase, and when."""
    return Step.of(actor.agency).filter(case=case).order_by("place").values_list("came_from", "went_to", "at")


@prepared
def told(actor: Actor, case: UUID) -> "QuerySet[Entry, tuple[str, date | None, datetime]]":
    """What was done in a file as far as the officer may read: kind, day, and when it was written."""
    rows = visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=KINDS, supersedes__isnull=True))
    return rows.order_by("made_at").values_list("kind", "happened_on", "made_at")
