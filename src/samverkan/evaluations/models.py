"""An evaluation and its papers. In clear only ids, times and which paper is which: words and numbers are sealed."""

from django.db import models

from samverkan.secrecy.models.base import Secret, within


class Study(Secret):
    """One evaluation in an authority's compartment. `box` holds the key of all its papers; `job` computes it."""

    box = models.UUIDField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    job = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="study_in_agency")]
        indexes = [models.Index(fields=["agency", "made_at"], name="study_by_time")]


class Paper(Secret):
    """A sealed paper of an evaluation; a newer of the same kind takes an older one's place, and the older is kept."""

    class Kind(models.TextChoices):
        PLAN = "plan", "plan"
        DATA = "data", "data"
        POWER = "power", "power"
        LOCK = "lock", "lock"
        RESULT = "result", "result"
        VERDICT = "verdict", "verdict"

    study = within("evaluations.Study", name="papers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    place = models.PositiveIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "study", "kind", "place"], name="paper_once"),
        ]
