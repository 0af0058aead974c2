"""A method's clocks as arithmetic: the last day of a limit, and what is left of it. Shown, never a ranking."""

from dataclasses import dataclass
from datetime import date, timedelta

from samverkan.casework.working_days import (
    months_after,
    next_working_day,
    working_days_after,
    working_days_between,
)
from samverkan.methods.schema import Clock


@dataclass(frozen=True)
class Left:
    """What is left of a limit on a day: `days` calendar days (negative: late by as many), and working days."""

    days: int
    working_days: int

    @property
    def late(self) -> bool:
        """Whether its last day has passed."""
        return self.days < 0


def last_day(clock: Clock, started: date) -> date:
    """The last day of the clock's limit, when what starts it happened on `started`."""
    if clock.working_days is not None:
        return working_days_after(started, clock.working_days)
    plain = started + timedelta(days=clock.days or 0)
    end = plain if clock.months is None else months_after(started, clock.months)
    return next_working_day(end) if clock.next_workday else end


def left_of(due: date, today: date) -> Left:
    """What is left until a last day."""
    return Left((due - today).days, working_days_between(today, due))
