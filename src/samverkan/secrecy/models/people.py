"""Agencies, officers and their assignments. Public inside the system: sign-in comes before any agency."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import ids


class Agency(models.Model):
    """An authority, or an independent branch of one (OSL 8 kap. 1-2 §§)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(max_length=30)
    name = models.CharField(_("namn"), max_length=200, unique=True)
    short = models.CharField(max_length=40)
    branch_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    public_key = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Officers(BaseUserManager["Officer"]):
    """Looks officers up by their user name."""

    def get_by_natural_key(self, username: str | None) -> "Officer":
        found: Officer = self.get(username=username)
        return found


class Officer(AbstractBaseUser):
    """A human being who signs in. What they may do comes from assignments and seats, never from here."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    username = models.CharField(_("användarnamn"), max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    is_active = models.BooleanField(default=True)
    totp_sealed = models.BinaryField(null=True)
    totp_last_step = models.BigIntegerField(default=0)

    objects = Officers()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, *_args: Any) -> bool:
        """Nobody has Django permissions: the rules decide (house.md, the wall 6)."""
        return False


class Lasting(models.Model):
    """Something in force from a date until a date (that day included) or until further notice."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def live(on: date, prefix: str = "") -> Q:
        """The filter for rows in force on a date."""
        ends = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
        return Q(**{f"{prefix}valid_from__lte": on}) & ends


class Assignment(Lasting):
    """An officer's assignment (uppdrag) in one agency; a session is bound to exactly one.

    `duties` are delegated by the agency itself, outside any programme: to start, change and end programmes and
    to take part in those of others; to give its officers their seats; to evaluate.
    """

    class Duty(models.TextChoices):
        GOVERN = "govern", _("beslutar om verksamheter")
        STAFF = "staff", _("bemannar verksamheter")
        COORDINATE = "coordinate", _("samordnar kommunens brottsförebyggande arbete")
        EVALUATE = "evaluate", _("utvärderar")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assignments")
    title = models.CharField(max_length=120)
    duties = ArrayField(models.CharField(max_length=20), default=list, db_default=[])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.agency.short}"
