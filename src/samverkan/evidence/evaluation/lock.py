"""Locking a plan: its content, its fingerprint and the date, before anyone has seen what comes out.

The lock is a small file beside the question. It cannot stop anyone from writing a new one; it makes it visible, since
the fingerprint can be entered in the authority's register (diariet) or, in the web application, in the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samverkan.evidence.evaluation import encoding
from samverkan.evidence.evaluation.plan import Plan
from samverkan.evidence.refusal import Refusal

SUFFIX = ".lock.json"


@dataclass(frozen=True)
class Lock:
    """A plan as it stood, when, and the fingerprint of both."""

    plan: Plan
    locked: date
    fingerprint: str

    def whole(self) -> bool:
        """Whether the fingerprint is that of the content."""
        return self.fingerprint == seal(self.plan, self.locked)


def seal(plan: Plan, locked: date) -> str:
    """The fingerprint of a plan locked on a day."""
    return encoding.fingerprint({"plan": plan, "locked": locked})


def lock(plan: Plan, locked: date) -> Lock:
    """Lock a plan. Raises Refusal for a day before the plan was written."""
    if locked < plan.written:
        raise Refusal(
            f"Planen är skriven {plan.written} och kan inte låsas {locked}.",
            f"The plan was written on {plan.written} and cannot be locked on {locked}.",
        )
    return Lock(plan, locked, seal(plan, locked))


def lock_path(question: Path) -> Path:
    """Where the lock of a question file lies."""
    return question.with_name(question.stem + SUFFIX)


def read_lock(path: Path) -> Lock | None:
    """The lock in a file, None if there is none. Raises Refusal where it was tampered with or is no lock."""
    if not path.exists():
        return None
    return parse_lock(path.read_bytes(), path.name)


def parse_lock(raw: bytes, name: str) -> Lock:
    """The lock in a file's bytes; errors as `read_lock`."""
    try:
        found = encoding.from_bytes(raw, Lock)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"{name} är inget lås.", f"{name} is no lock.") from error
    if not found.whole():
        raise Refusal(
            f"{name} har ändrats: innehållet stämmer inte med fingeravtrycket.",
            f"{name} was changed: its content does not match the fingerprint.",
        )
    return found
