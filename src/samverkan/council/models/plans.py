"""The action plan (åtgärdsplan), decided on a named picture: 5 § lagen (2023:196)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.council.models.base import Paper, Part
from samverkan.council.models.pictures import Problem, SituationPicture
from samverkan.secrecy.models import Programme


class ActionPlan(Paper):
    """What the municipality means to do, on a picture, and the day it is followed up at the latest."""

    picture = models.ForeignKey(SituationPicture, models.PROTECT, related_name="plans")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    summary = models.TextField(blank=True)
    follow_up_by = models.DateField()


class Measure(Part):
    """Problem → cause → goal → measure → indicator → responsible → budget → date.

    `budget` is kronor for the whole time, None where it is done within what is already paid for; `money` says where
    it comes from. `programme` is the programme of Samverkan that the measure is, where it is one.
    """

    class Cause(models.TextChoices):
        SITUATION = "situation", _("situationen")
        VICTIM = "victim", _("den eller det som utsätts")
        OFFENDER = "offender", _("den som begår brott")

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="measures")
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=Cause.choices)
    goal = models.TextField()
    title = models.CharField(max_length=160)
    how = models.TextField(blank=True)
    indicator = models.TextField()
    baseline = models.CharField(max_length=120)
    target = models.CharField(max_length=120)
    responsible = models.CharField(max_length=120)
    budget = models.PositiveBigIntegerField(null=True)
    money = models.CharField(max_length=160)
    due = models.DateField()
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title
