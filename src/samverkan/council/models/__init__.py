"""The room's tables. Their content is public once it is decided; a draft is its own authority's."""

from samverkan.council.models.base import Paper
from samverkan.council.models.followups import FollowUp, Outcome
from samverkan.council.models.handed import HandedFigures
from samverkan.council.models.initiatives import Initiative, LifeEvent
from samverkan.council.models.pictures import Problem, SituationPicture
from samverkan.council.models.plans import ActionPlan, Measure
from samverkan.council.models.registers import Agreement, Line, Member, Promise, Report, Sitting

__all__ = [
    "ActionPlan", "Agreement", "FollowUp", "HandedFigures", "Initiative", "LifeEvent", "Line", "Measure", "Member",
    "Outcome", "Paper", "Problem", "Promise", "Report", "Sitting", "SituationPicture",
]  # fmt: skip
