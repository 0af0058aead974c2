"""The two-year clock: what the law asks of a municipality by when, and how that stands today."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from samverkan.council.law import Duty, duty, years_on
from samverkan.council.models import ActionPlan, FollowUp, SituationPicture

SOON = 180
"""Days before the day that the clock begins to remind. A choice of the house; the act names no such time."""
P = TypeVar("P", SituationPicture, ActionPlan)
State = Literal["met", "soon", "late", "missing"]


@dataclass(frozen=True)
class Deadline:
    """One duty today: `since` is the decision that it is counted from, `due` the last day.

    met: more than SOON days are left. soon: fewer. late: the day has passed. missing: nothing was ever decided.
    """

    duty: Duty
    since: date | None
    due: date
    state: State
    days: int


def deadlines(
    pictures: list[SituationPicture], plans: list[ActionPlan], followups: list[FollowUp], today: date
) -> list[Deadline]:
    """The picture, the plan and its follow-up, counted on decided papers of the whole municipality."""
    picture, plan = _newest(pictures), _newest(plans)
    followed = max(
        (row.decided_on for row in followups if plan and row.plan_id == plan.pk and row.decided_on),
        default=None,
    )
    return [
        _every("picture", picture.decided_on if picture else None, today),
        _once("plan", plan.decided_on if plan else None, today),
        _follow_up(plan, followed, today),
    ]


def _newest(rows: list[P]) -> P | None:
    return max(
        (row for row in rows if row.decided_on), key=lambda row: (row.decided_on, row.version), default=None
    )


def _every(name: str, since: date | None, today: date) -> Deadline:
    held = duty(name, today)
    if since is None:
        return _deadline(held, None, held.first, today)
    return _deadline(held, since, years_on(since, held.years or 0), today)


def _once(name: str, since: date | None, today: date) -> Deadline:
    held = duty(name, today)
    if since is None:
        return _deadline(held, None, held.first, today)
    return Deadline(held, since, max(held.first, since), "met", 0)


def _follow_up(plan: ActionPlan | None, followed: date | None, today: date) -> Deadline:
    """Counted from the plan, or from its last follow-up; the plan's own day counts where it is earlier."""
    held = duty("follow_up", today)
    if plan is None or plan.decided_on is None:
        return _deadline(held, None, years_on(held.first, held.years or 0), today)
    if followed is not None:
        return _deadline(held, followed, years_on(followed, held.years or 0), today)
    return _deadline(
        held, plan.decided_on, min(plan.follow_up_by, years_on(plan.decided_on, held.years or 0)), today
    )


def _deadline(held: Duty, since: date | None, due: date, today: date) -> Deadline:
    days = (due - today).days
    state: State = "met"
    if days < 0:
        state = "missing" if since is None else "late"
    elif due - today <= timedelta(days=SOON):
        state = "soon"
    return Deadline(held, since, due, state, days)
