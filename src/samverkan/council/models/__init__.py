"""The room's tables. Their content is public once it is decided; a draft is its own authority's."""

from samverkan.council.models.base import Paper
from samverkan.council.models.pictures import Problem, SituationPicture

__all__ = ["Paper", "Problem", "SituationPicture"]
