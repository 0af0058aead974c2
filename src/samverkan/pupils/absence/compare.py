"""Attendance before, during and after the team's work, and in the same weeks a year earlier.

It says what happened, never why: seasons, age, a new class or illness change attendance too. The weeks of the year
before are there because spring is not autumn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.pupils.absence.calendar import monday_of, same_week_last_year
from samverkan.pupils.absence.share import Share, over
from samverkan.pupils.absence.week import Week

SPAN = 8  # school weeks before and after; about a half-term, so that one ill week does not decide
BEFORE, DURING, AFTER = "before", "during", "after"


@dataclass(frozen=True)
class Stretch:
    """One of the three periods. `weeks`: the school weeks with scheduled time in it; `last_year` their namesakes."""

    name: str
    first: date | None
    last: date | None
    weeks: tuple[date, ...]
    share: Share
    last_year: Share


def stretches(
    weeks: Iterable[Week], begun: date | None, ended: date | None, today: date, span: int = SPAN
) -> list[Stretch]:
    """The three periods in order; those that have not begun are left out. Without `begun` all is before.

    Before: the last `span` school weeks that end before the work began. During: from its first day to its last, or
    today. After: the first `span` school weeks that begin after its last day.
    """
    held = {week.monday: week for week in weeks if week.total("scheduled")}
    mondays = sorted(held)
    if begun is None:
        earlier = [each for each in mondays if each <= today][-span:]
        return [_stretch(BEFORE, earlier, held, None, today)]
    last_day = min(ended or today, today)
    before = [each for each in mondays if each + timedelta(4) < begun][-span:]
    found = [_stretch(BEFORE, before, held, None, begun - timedelta(1))]
    if begun <= today:
        during = [each for each in mondays if monday_of(begun) <= each <= last_day]
        found.append(_stretch(DURING, during, held, begun, last_day))
    if ended is not None and ended < today:
        after = [each for each in mondays if each > ended][:span]
        found.append(_stretch(AFTER, after, held, ended + timedelta(1), today))
    return found


def _stretch(
    name: str, mondays: Sequence[date], held: Mapping[date, Week], first: date | None, last: date | None
) -> Stretch:
    then = {same_week_last_year(each) for each in mondays}
    share = over([held[each] for each in mondays], first, last)
    return Stretch(
        name, share.first, share.last, tuple(mondays), share,
        over([held[each] for each in sorted(then) if each in held]),
    )  # fmt: skip
