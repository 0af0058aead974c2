"""`@action`: every write. Checked, atomic and traced, or not done at all.

The wrapper opens the transaction, binds the actor to the database, asks the rule, runs the body and writes
one trace line naming every row the body touched. A refusal is written after the rollback, in a transaction
of its own. Forgetting one of these is impossible, not forbidden.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise

from samverkan.secrecy import binding, clock, ids
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.postgres.wire import Statement
from samverkan.secrecy.verdict import Verdict
from samverkan.trail import verbs, writing

R = TypeVar("R")
Rule = Callable[..., Verdict]


class Refused(Exception):
    """The rule said no. Carries the reason for the officer's eyes."""

    def __init__(self, verb: str, reason: str | Promise) -> None:
        super().__init__(str(verb))
        self.verb, self.reason = verb, reason


class Invalid(ValueError):
    """What was written in the form does not hold. `field` names where, `message` how to mend it."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(field)
        self.field, self.message = field, message


class Conflict(Exception):
    """Somebody else was first. Both versions are kept: `theirs` is the one that stands."""

    def __init__(self, theirs: UUID | None = None, mine: dict[str, Any] | None = None) -> None:
        super().__init__("conflict")
        self.theirs, self.mine = theirs, mine or {}


def action(verb: str, sv: str, en: str, *, may: Rule) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Make a function an act: called with keywords only, among them `by`, the actor.

    `sv` and `en` say in the log what was done.
    `may(by, **facts)` is asked before the body, inside the same transaction and under its locks. Raises
    Refused; whatever the body raises undoes all of it.
    """

    verbs.register(verb, sv=sv, en=en)

    def wrap(body: Callable[..., R]) -> Callable[..., R]:
        @functools.wraps(body)
        def act(*, by: Actor, **facts: Any) -> R:
            if (outer := binding.current()) is not None:
                return _within(outer, verb, may, body, by, facts)
            try:
                with binding.bound(by) as own:
                    return _within(own, verb, may, body, by, facts)
            except Refused as refusal:
                trace_refusal(by, refusal.verb)
                raise

        act.verb = verb  # type: ignore[attr-defined]
        return act

    return wrap


def _within(
    outer: binding.Binding, verb: str, may: Rule, body: Callable[..., R], by: Actor, facts: dict[str, Any]
) -> R:
    """Run one act inside the open transaction, with a trace line of its own."""
    with binding.part_of(outer, by) as own, transaction.atomic():
        verdict = may(by, **facts)
        if not verdict:
            raise Refused(verb, verdict.reason)
        result = body(by=by, **facts)
        write_trace(own, verb)
    return result


def write_trace(own: binding.Binding, verb: str, outcome: str = "done") -> None:
    """Write the trace line of a finished act."""
    binding.database().ask([trace_of(own, verb, outcome)])


def trace_of(own: binding.Binding, verb: str, outcome: str = "done") -> Statement:
    """The statement that writes the trace line of an act or a page."""
    by = own.actor
    line = writing.line(
        verb,
        id=ids.new(by.agency),
        outcome=outcome,
        agency=by.agency,
        officer=by.officer,
        assignment=by.assignment,
        subjects=list(own.touched),
        digest=own.written.digest() if own.wrote_any else None,
        detail=own.detail,
        at=clock.now(),
        salt=ids.new(by.agency).bytes,
    )
    return Statement(writing.INSERT, writing.values_of(line))


def trace_refusal(by: Actor, verb: str) -> None:
    """A refused act leaves a line too, after everything else was rolled back."""
    with binding.bound(by) as own:
        write_trace(own, verb, "refused")


def note(**codes: str | int) -> None:
    """Add codes (never content) to the running act's trace: ground and version, counts, reason codes."""
    binding.require().detail.update(codes)
