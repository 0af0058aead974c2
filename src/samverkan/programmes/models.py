"""A programme's history: one row for each decision about it, added and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import ids
from samverkan.secrecy.models import Agency, Assignment, Programme


class Milestone(models.Model):
    """One decision about a programme: what, from which day, by which authority and officer, under which number.

    `value` and `before` say what it changed to and from: a name, a version, a purpose. Of an end they say what
    happens to running cases, and why.
    `until` is the review date it set, `party` the authority it invited, `reasons` the decision's own words.
    """

    class Kind(models.TextChoices):
        STARTED = "started", _("startade")
        INVITED = "invited", _("bjöd in")
        JOINED = "joined", _("gick med")
        DECLINED = "declined", _("avböjde")
        LEFT = "left", _("lämnade")
        RENAMED = "renamed", _("bytte namn")
        PERMANENT = "permanent", _("blev permanent")
        REVIEWED = "reviewed", _("omprövades")
        PURPOSE = "purpose", _("fick nytt ändamål")
        VERSION = "version", _("fick ny version av metoden")
        ENDED = "ended", _("avslutades")
        KEPT = "kept", _("fortsätter")

    class Cases(models.TextChoices):
        CLOSE = "close", _("avslutas med orsak, av varje myndighet för sig")
        MOVE = "move", _("flyttas till en annan verksamhet, av varje myndighet för sig")

    class Why(models.TextChoices):
        REACHED = "reached", _("målet är nått")
        REPLACED = "replaced", _("ersätts av en annan metod")
        NO_USE = "no_use", _("gav inte det som behövdes")
        MONEY = "money", _("pengarna räcker inte")
        LAW = "law", _("det rättsliga stödet räcker inte")
        OTHER = "other", _("annat")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    on = models.DateField()
    decision = models.CharField(max_length=60)
    reasons = models.TextField(blank=True)
    value = models.TextField(blank=True)
    before = models.TextField(blank=True)
    until = models.DateField(null=True)
    party = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    other = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "made_at", "pk"]
        indexes = [models.Index(fields=["programme", "on"], name="milestone_of_programme")]
