"""What a municipality has tried over the years, whoever governed: initiatives (insatser) and what happened to them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.council.models.registers import Line
from samverkan.secrecy.models import Programme


class Initiative(Line):
    """A way of working with a life of its own, older than Samverkan or beside it.

    `programme` is its programme here, where it has one: then the programme's own decisions join its life.
    """

    name = models.CharField(max_length=120)
    about = models.TextField()
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class LifeEvent(Line):
    """Something that happened to an initiative, as well dated as the source has it. `amount` is kronor."""

    class Kind(models.TextChoices):
        PILOT = "pilot", _("startade som försök")
        STARTED = "started", _("startade")
        RENAMED = "renamed", _("bytte namn")
        PERMANENT = "permanent", _("blev permanent")
        SPREAD = "spread", _("spreds")
        DECIDED = "decided", _("beslut")
        COST = "cost", _("kostnad")
        EVALUATED = "evaluated", _("utvärderades")
        ENDED = "ended", _("avslutades")

    class Known(models.TextChoices):
        YEAR = "year", _("året")
        MONTH = "month", _("månaden")
        DAY = "day", _("dagen")

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    known = models.CharField(max_length=6, choices=Known.choices)
    text = models.TextField()
    amount = models.PositiveBigIntegerField(null=True)
    source = models.CharField(max_length=250)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "made_at", "pk"]
