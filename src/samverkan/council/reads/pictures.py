"""Situation pictures: those decided, whoever asks; drafts to their own authority, as the database has it."""

from uuid import UUID

from samverkan.council.models import Problem, SituationPicture


def find(key: UUID) -> SituationPicture | None:
    """One picture with who made and decided it, if the actor may see it."""
    rows = SituationPicture.objects.select_related(
        "agency", "made_by__officer", "decided_by__officer", "previous"
    )
    return rows.filter(pk=key).first()


def every() -> list[SituationPicture]:
    """Drafts first, then the newest decided first; without the packed statistics."""
    rows = SituationPicture.objects.select_related("agency").defer("basis")
    return sorted(
        rows, key=lambda row: (row.decided, -(row.decided_on or row.made_at.date()).toordinal(), row.title)
    )


def problems(picture: SituationPicture) -> list[Problem]:
    """Its problems in the order they were written."""
    return list(picture.problems.all())


def find_problem(picture: SituationPicture, key: UUID) -> Problem | None:
    """One of its problems."""
    return picture.problems.filter(pk=key).first()
