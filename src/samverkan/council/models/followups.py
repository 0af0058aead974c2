"""The follow-up (uppföljning) of a plan: 6 § lagen (2023:196). Every measure gets a verdict, or it does not close."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.council.models.base import Paper, Part
from samverkan.council.models.plans import ActionPlan, Measure


class FollowUp(Paper):
    """What became of a plan. It is decided when each of the plan's measures has its verdict."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="followups")
    summary = models.TextField(blank=True)


class Outcome(Part):
    """One measure: was it done, did it have effect, and shall it continue, change or stop, with reasons.

    `effect` is a human's answer and `grounds` what it rests on; UNKNOWN is an answer too. `spent` is kronor.
    """

    class Done(models.TextChoices):
        YES = "yes", _("genomförd")
        PARTLY = "partly", _("delvis genomförd")
        NO = "no", _("inte genomförd")

    class Effect(models.TextChoices):
        SEEN = "seen", _("effekt som väntat")
        SOME = "some", _("viss effekt")
        NONE = "none", _("ingen effekt")
        WORSE = "worse", _("det blev sämre")
        UNKNOWN = "unknown", _("går inte att säga")

    class Verdict(models.TextChoices):
        CONTINUE = "continue", _("fortsätter")
        CHANGE = "change", _("ändras")
        STOP = "stop", _("avslutas")

    followup = models.ForeignKey(FollowUp, models.PROTECT, related_name="outcomes")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="outcomes")
    done = models.CharField(max_length=10, choices=Done.choices)
    reached = models.CharField(max_length=160)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    grounds = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reasons = models.TextField()
    spent = models.PositiveBigIntegerField(null=True)

    class Meta(Part.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["agency", "followup", "measure"], name="outcome_once_a_measure")
        ]
