"""Programmes (verksamheter): a method running somewhere, who takes part, and what each role may do."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import ids
from samverkan.secrecy.models.people import Agency, Assignment, Lasting


class Programme(models.Model):
    """A method running in an area: its narrow written purpose, owner authority and review date."""

    class State(models.TextChoices):
        PILOT = "pilot", _("försök")
        PERMANENT = "permanent", _("permanent")
        ENDED = "ended", _("avslutad")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.CharField(_("namn"), max_length=120, unique=True)
    area = models.CharField(_("område"), max_length=120)
    purpose = models.TextField(_("ändamål"))
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="owned_programmes")
    method = models.CharField(max_length=60)
    method_version = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PILOT)
    started_on = models.DateField()
    review_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class Party(models.Model):
    """An authority that takes part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "agency"], name="party_once")]


class RoleRight(models.Model):
    """What a role in a programme may do and read, as the method's file says."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rights")
    role = models.CharField(max_length=40)
    may = ArrayField(models.CharField(max_length=40), default=list)
    reads = ArrayField(models.CharField(max_length=40), default=list)
    assigned_only = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "role"], name="role_once")]


class Seat(Lasting):
    """An assignment's place in a programme, in one role. Every seat can end; none follows by itself."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="seats")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "assignment", "role"],
                condition=Q(valid_to__isnull=True),
                name="seat_once_at_a_time",
            )
        ]


class GroundVersion(models.Model):
    """What the door checks of each legal ground's versions; the texts are in secrecy/grounds."""

    ground = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    kind = models.CharField(max_length=12, default="possibility")
    four_eyes = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ground", "version"], name="ground_version_once")]
