"""Registers: strategic council, its meetings, agreements, citizen promises, reports to the elected council."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import ids
from samverkan.secrecy.models import Agency, Assignment


class Line(models.Model):
    """A line of a municipality's register."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class Member(Line):
    """A seat in the strategic council (10 § lagen 2023:196): a leading position of an actor, and who holds it."""

    organisation = models.CharField(max_length=120)
    position = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation", "position", "since"]


class Sitting(Line):
    """A meeting of the strategic council: who was there, what was handled, under which number its minutes lie."""

    on = models.DateField()
    present = ArrayField(models.CharField(max_length=250), default=list)
    handled = models.TextField()
    minutes = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on"]


class Agreement(Line):
    """A written cooperation agreement (9 §): with whom, for which purposes and in which areas, from and until when."""

    title = models.CharField(max_length=160)
    parties = models.TextField()
    purposes = models.TextField()
    areas = models.TextField()
    since = models.DateField()
    until = models.DateField()
    decision = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["until", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="agreement_ends_after_start")
        ]


class Promise(Line):
    """A citizen promise (medborgarlöfte) by police and municipality: what, where, until when, and was it kept."""

    class Kept(models.TextChoices):
        OPEN = "open", _("pågår")
        YES = "yes", _("hållet")
        PARTLY = "partly", _("delvis hållet")
        NO = "no", _("inte hållet")

    text = models.TextField()
    area = models.CharField(max_length=120)
    asked = models.TextField()
    since = models.DateField()
    until = models.DateField()
    kept = models.CharField(max_length=10, choices=Kept.choices, default=Kept.OPEN)
    told = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-until", "area"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="promise_ends_after_start")
        ]


class Report(Line):
    """A report to the elected council (13 §): in plain words what was done and what came of it since the last one."""

    title = models.CharField(max_length=160)
    on = models.DateField()
    text = models.TextField()
    decision = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on"]
