"""A history as data: what each authority does, what it builds on, and to whom it crosses."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from support.world import POLICE, PROBATION, SOCIAL

AGENCIES = {"police": POLICE, "probation": PROBATION, "social": SOCIAL}
DECIDER = {"police": "pol.beslut", "probation": "fri.beslut", "social": "soc.beslut"}
WRITER = {"police": "pol.samordnare", "probation": "fri.beslut", "social": "soc.beslut"}
NUMBERS = ["199901012386", "199901012394", "199901016403", "199901016809", "199901022385"]


@dataclass(frozen=True)
class Step:
    """One act of one authority. `of` are the earlier steps it builds on; `to` whom it crosses to, if anyone.

    The municipality (`city`) drafts papers that nobody else sees; it is no observer.
    """

    does: str
    agency: str
    of: tuple[int, ...] = ()
    to: str = ""
    what: Any = None


def kept_without_undisclosed(steps: list[Step], observer: str) -> set[int]:
    """The steps that the observer's world holds: its own, what crosses to it, and what those build on."""
    wanted = [n for n, step in enumerate(steps) if observer in (step.agency, step.to) or step.to == "all"]
    kept: set[int] = set()
    while wanted:
        n = wanted.pop()
        if n not in kept:
            kept.add(n)
            wanted.extend(steps[n].of)
    return kept


def case_of(steps: list[Step], n: int) -> int:
    """The step that gave the agency the case file which step n is about."""
    return n if steps[n].does in ("nominate", "open", "receive") else case_of(steps, steps[n].of[0])


def agency_id(name: str) -> UUID:
    """The agency's id."""
    return AGENCIES[name]
