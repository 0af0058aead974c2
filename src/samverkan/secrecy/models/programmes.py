"""Programmes (verksamheter): a method running somewhere, who takes part, and what each role may do."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, ids
from samverkan.secrecy.models.people import Agency, Assignment, Lasting


class Programme(models.Model):
    """A method running in an area: its narrow written purpose, owner authority and review date.

    What it is today follows from its dates, so that nothing has to be done at midnight; how it came to be so
    stands in the room `programmes`, one milestone a decision. `ended_on` is the first day without it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("beslutad")
        PILOT = "pilot", _("försök")
        PERMANENT = "permanent", _("permanent")
        ENDED = "ended", _("avslutad")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    name = models.CharField(_("namn"), max_length=120, unique=True)
    area = models.CharField(_("område"), max_length=120)
    purpose = models.TextField(_("ändamål"))
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="owned_programmes")
    method = models.CharField(max_length=60)
    held_version = models.CharField(max_length=40)
    next_version = models.CharField(max_length=40, blank=True, default="", db_default="")
    next_from = models.DateField(null=True)
    started_on = models.DateField()
    permanent_on = models.DateField(null=True)
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="offshoots")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_version="", next_from__isnull=True)
                | (~Q(next_version="") & Q(next_from__isnull=False)),
                name="programme_next_version_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="programme_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def method_version(self) -> str:
        """The version of the method in force today: new cases are opened under it, and rights follow it."""
        return self.version_on(clock.today())

    @method_version.setter
    def method_version(self, version: str) -> None:
        self.held_version = version

    @property
    def state(self) -> str:
        """What the programme is today: one of `State`."""
        return self.state_on(clock.today())

    @property
    def running(self) -> bool:
        """Whether new work is done in it today."""
        return self.state in {self.State.PILOT, self.State.PERMANENT}

    def version_on(self, day: date) -> str:
        """The version in force on a day."""
        return self.next_version if self.next_from and self.next_from <= day else self.held_version

    def state_on(self, day: date) -> str:
        """What the programme is on a day."""
        if self.ended_on and self.ended_on <= day:
            return str(self.State.ENDED)
        if day < self.started_on:
            return str(self.State.PLANNED)
        return str(
            self.State.PERMANENT if self.permanent_on and self.permanent_on <= day else self.State.PILOT
        )

    @staticmethod
    def running_then(day: date, prefix: str = "") -> Q:
        """The filter for programmes in which new work is done on a day."""
        ends = Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": day})
        return Q(**{f"{prefix}started_on__lte": day}) & ends

    @staticmethod
    def version_then(day: date, prefix: str = "") -> Case:
        """The version in force on a day, in a query."""
        newer = When(**{f"{prefix}next_from__lte": day}, then=F(f"{prefix}next_version"))
        return Case(newer, default=F(f"{prefix}held_version"))


class Party(models.Model):
    """An authority that takes part in a programme, until it leaves. `left_on` is the first day without it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "agency"], name="party_once")]

    @staticmethod
    def taking_part(day: date) -> Q:
        """The filter for those who take part on a day."""
        return Q(left_on__isnull=True) | Q(left_on__gt=day)


class RoleRight(models.Model):
    """What a role may do and read under one version of a method, as its file says. Written by installation only.

    It also reads the kinds that only earlier versions have, where the same role read them: running cases stay
    on their version. `shut` are the sorts of file the role may not open: side files by their id, the cases themselves
    by an empty word. `no_offence_data`: it may be held outside the authorities, and what it reads holds nothing about
    offences.
    """

    method = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    may = ArrayField(models.CharField(max_length=40), default=list)
    reads = ArrayField(models.CharField(max_length=40), default=list)
    assigned_only = models.BooleanField(default=False)
    shut = ArrayField(models.CharField(max_length=40, blank=True), default=list, db_default=[], blank=True)
    no_offence_data = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "version", "role"], name="right_once")]


class FourEyesRule(models.Model):
    """When a version of a method asks for a second decider. Written by installation only, read by the door.

    All that is named must hold: the ground, the form (`mode`), an entry of the kind; an empty word is any.
    """

    method = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    ground = models.CharField(max_length=60, blank=True)
    mode = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["method", "version", "ground", "mode", "kind"], name="four_eyes_rule_once"
            )
        ]


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
