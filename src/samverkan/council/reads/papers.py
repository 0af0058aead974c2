"""Papers of the loop: those decided, whoever asks; drafts to their own authority, as the database has it."""

from typing import Any, TypeVar
from uuid import UUID

from samverkan.council.deadlines import Deadline, deadlines
from samverkan.council.models import ActionPlan, FollowUp, Measure, Outcome, Paper, Problem, SituationPicture
from samverkan.secrecy import clock

P = TypeVar("P", bound=Paper)
ALONG = {
    SituationPicture: ("previous",), ActionPlan: ("picture", "previous"), FollowUp: ("plan", "plan__picture"),
}  # fmt: skip


def find(model: type[P], key: UUID) -> P | None:
    """One paper with who made and decided it and what it is about, if the actor may see it."""
    along: Any = ALONG[model]
    rows = model._default_manager.select_related("agency", "made_by__officer", "decided_by__officer", *along)
    return rows.filter(pk=key).first()


def every(model: type[P]) -> list[P]:
    """Drafts first, then the newest decided first; without packed statistics."""
    rows = model._default_manager.select_related("agency")
    if model is SituationPicture:
        rows = rows.defer("basis")
    return sorted(
        rows,
        key=lambda row: (row.decided, -(row.decided_on or clock.day_of(row.made_at)).toordinal(), row.title),
    )


def problems(picture: SituationPicture) -> list[Problem]:
    """A picture's problems in the order they were written."""
    return list(picture.problems.all())


def measures(plan: ActionPlan) -> list[Measure]:
    """A plan's measures in the order they were written, each with its problem and programme."""
    return list(plan.measures.select_related("problem", "programme"))


def outcomes(followup: FollowUp) -> dict[UUID, Outcome]:
    """A follow-up's verdicts by measure."""
    return {row.measure_id: row for row in followup.outcomes.all()}


def plans_on(picture: SituationPicture) -> list[ActionPlan]:
    """The plans that hang on a picture, newest first."""
    return list(ActionPlan.objects.filter(picture=picture).order_by("-version"))


def followups_of(plan: ActionPlan) -> list[FollowUp]:
    """The follow-ups of a plan, newest first."""
    return list(FollowUp.objects.filter(plan=plan).order_by("-version"))


def standing(place: str) -> list[Deadline]:
    """How the law's times stand for the papers of a place (the whole municipality), by every authority's decisions."""
    pictures, plans, followups = (
        [row for row in every(model) if row.place == place and row.decided]
        for model in (SituationPicture, ActionPlan, FollowUp)
    )
    return deadlines(pictures, plans, followups, clock.today())  # type: ignore[arg-type]
