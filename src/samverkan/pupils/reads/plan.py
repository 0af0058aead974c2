"""A pupil's plan: goals, measures with who does what and when it is looked at again, and what the reviews found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

GOAL, MEASURE, REVIEW = "goal", "measure", "review"
KINDS = (GOAL, MEASURE, REVIEW)


@dataclass(frozen=True)
class Measure:
    """A measure and the day it was to be looked at again, None where none is written.

    `reviewed`: a review was held that day or later, or earlier and set a new day.
    """

    entry: OpenEntry
    review_on: date | None
    reviewed: bool

    @property
    def late(self) -> bool:
        """The day is past and no review has been held since."""
        return self.review_on is not None and not self.reviewed and self.review_on < clock.today()


@dataclass(frozen=True)
class Plan:
    """Own and received, oldest goals and measures first, newest review first."""

    goals: list[OpenEntry]
    measures: list[Measure]
    reviews: list[OpenEntry]

    @property
    def next_on(self) -> date | None:
        """The next review: the soonest day that somebody has written and that no review has answered."""
        days = [each.review_on for each in self.measures if each.review_on and not each.reviewed]
        if self.reviews and (said := _day(self.reviews[0], "next_on")):
            days.append(said)
        return min(days, default=None)

    @property
    def late(self) -> bool:
        """Whether that day is past."""
        return self.next_on is not None and self.next_on < clock.today()


def plan(actor: Actor, case: CaseFile) -> Plan:
    """What the officer may read of it. What is weeded is left out, what is superseded too."""
    found = [each for each in entries.current(entries.open_all(_rows(actor, case.pk))) if not each.weeded]
    goals, measures, reviews = ([each for each in found if each.row.kind == kind] for kind in KINDS)
    return Plan(goals, [_measure(each, reviews) for each in measures], list(reversed(reviews)))


def _measure(each: OpenEntry, reviews: Sequence[OpenEntry]) -> Measure:
    due, begins = _day(each, "review_on"), _day(each, "starts_on") or date.min
    held = [(day, _day(review, "next_on")) for review in reviews if (day := _day(review, "held_on"))]
    reviewed = due is not None and any(day >= due or (next_on and day >= begins) for day, next_on in held)
    return Measure(each, due, reviewed)


def _day(each: OpenEntry, name: str) -> date | None:
    written = str(each[name] or "")
    return date.fromisoformat(written) if written else None


@prepared
def _rows(actor: Actor, case: UUID) -> "QuerySet[Entry]":
    rows = visible(actor, Entry.of(actor.agency).filter(case=case, kind__in=KINDS))
    return rows.select_related("received__giver").order_by("happened_on", "made_at", "pk")
