"""Figures that a programme's owner has handed to a municipality's plan: published totals, nothing else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samverkan.secrecy import ids
from samverkan.secrecy.models import Agency, Assignment, Programme


class HandedFigures(models.Model):
    """One month's published totals, in the owner's own hand. From here they are public.

    `counts` is indicator to {"label", "definition", "value"}; value null was suppressed when it was published.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="handed_figures")
    month = models.DateField()
    counts = models.JSONField()
    handed_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["month", "handed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="handed_month_is_its_first_day"),
        ]
