"""What the picture, the plan and the follow-up have in common: drafted, then decided or discarded for good."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samverkan.secrecy import ids
from samverkan.secrecy.models import Agency, Assignment


class Paper(models.Model):
    """A numbered version of a paper about a place. While `decided_on` is empty only its own authority sees it.

    `place` is an id of the picture's register of places, `version` counts the papers of a sort for a place.
    `body` is who decided (kommunstyrelsen, kommunfullmäktige), `decision` the number it was entered under. A discarded
    draft stays with its own authority, with its number and the reason.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    made_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=60, blank=True)
    body = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    discarded_why = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision="", decided_by__isnull=True)
                | (Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
                name="%(class)s_decided_by_number",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True, discarded_by__isnull=True, discarded_why="")
                | (
                    Q(discarded_at__isnull=False, discarded_by__isnull=False, decided_on__isnull=True)
                    & ~Q(discarded_why="")
                ),
                name="%(class)s_discarded_with_reason",
            ),
            models.UniqueConstraint(fields=["agency", "place", "version"], name="%(class)s_version_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decided(self) -> bool:
        """Whether it stands for good."""
        return self.decided_on is not None

    @property
    def open(self) -> bool:
        """Whether it is a draft that is still written in."""
        return self.decided_on is None and self.discarded_at is None


class Part(models.Model):
    """A part of a paper, of its authority, in the order it was put in. It changes while the paper is a draft."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
