"""The situation picture (lägesbild) as a municipality decides it: 4 § lagen (2023:196)."""

from django.db import models

from samverkan.council.models.base import Paper, Part


class SituationPicture(Paper):
    """Three required parts: mapping (extent and consequences), other relevant information, analysis.

    `basis` is the statistics as they were told that day, frozen: content and drawings of the picture's report,
    packed (see basis.py). `previous` is the picture that this one brings up to date.
    """

    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    basis = models.BinaryField()
    basis_on = models.DateField()
    mapping = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    other = models.TextField(blank=True)
    analysis = models.TextField(blank=True)
    sources = models.TextField(blank=True)
    gaps = models.TextField(blank=True)


class Problem(Part):
    """A problem that the picture shows, what it is compared with, and its causes on the three sides of it."""

    picture = models.ForeignKey(SituationPicture, models.PROTECT, related_name="problems")
    title = models.CharField(max_length=120)
    seen = models.TextField()
    reference = models.TextField()
    situation = models.TextField()
    victim = models.TextField()
    offender = models.TextField()

    def __str__(self) -> str:
        return self.title
