"""How many contacts came how far, counted from the steps of the files, which are in clear: nothing is opened.

The own agency's working figures, for those who read all of its files. What is given out is counted and suppressed
elsewhere (casework/counting.py).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samverkan.casework.models import Step
from samverkan.casework.pinning import pinned
from samverkan.secrecy import clock, identity
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.rules import visible_cases


@dataclass(frozen=True)
class Stage:
    """A phase of the method: how many of the contacts came to it, and how many are in it now."""

    phase: str
    reached: int
    here: int


@dataclass(frozen=True)
class Funnel:
    """Contacts that came between two days, both counted. `unnamed`: nobody has written who they are."""

    first: date
    last: date
    contacts: int
    unnamed: int
    stages: list[Stage]
    left: list[tuple[str, int]]


def funnel(actor: Actor, programme: Programme, first: date, last: date) -> Funnel:
    """The stages in the method's order. A contact that skipped a stage is not counted in it."""
    files = visible_cases(actor, CaseFile.of(actor.agency).filter(programme=programme, list_id__isnull=False))
    steps = list(
        Step.of(actor.agency).filter(case__in=files.values("pk")).order_by("case", "place")
        .values_list("case_id", "place", "went_to", "at", "leaving")
    )  # fmt: skip
    came = {case for case, place, _to, at, _why in steps if place == 0 and first <= clock.day_of(at) <= last}
    reached: Counter[str] = Counter()
    here: dict[UUID, str] = {}
    left: Counter[str] = Counter()
    seen: set[tuple[UUID, str]] = set()
    for case, _place, phase, _at, why in steps:
        if case in came:
            reached[phase] += (case, phase) not in seen
            seen.add((case, phase))
            here[case] = phase
            left[why] += bool(why)
    method = pinned(programme.method, programme.method_version)
    now = Counter(here.values())
    stages = [Stage(each.id, reached[each.id], now[each.id]) for each in method.phases]
    reasons = [(each.id, left[each.id]) for each in method.leaving if left[each.id]]
    return Funnel(first, last, len(came), _unnamed(actor, came), stages, reasons)


def _unnamed(actor: Actor, cases: set[UUID]) -> int:
    rows = Entry.of(actor.agency).filter(case__in=cases, kind__in=identity.KINDS)
    return len(cases) - rows.values("case").distinct().count()
