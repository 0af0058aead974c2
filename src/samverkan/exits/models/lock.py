"""The lock round the place where a leaver is: who holds a key, who opened it, and whom an emergency alarms.

The place itself has no model. Its table is closed to the product; only the lock's functions in the database
reach it (sql/lock.sql), so that nothing which reads entries can ever come upon it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.models import Agency, Assignment
from samverkan.secrecy.models.base import Secret, within


class Lock(Secret):
    """One lock a case, in the programme owner's compartment alone. `box` is half of what opens it."""

    case = within("secrecy.CaseFile", name="locks")
    box = within("secrecy.KeyBox")
    made_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="lock_in_agency"),
            models.UniqueConstraint(fields=["agency", "case"], name="lock_of_case_once"),
        ]


class LockKey(Secret):
    """A named officer's key to a lock: given by a decider, dated, with an end; or taken by two in an emergency.

    `given_by` gave a named key; an emergency key was asked for by them, and opens once `seconded_by` agreed.
    """

    class Kind(models.TextChoices):
        NAMED = "named", _("på platslistan")
        EMERGENCY = "emergency", _("nödöppning")

    lock = within("exits.Lock", name="keys")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    given_by = models.UUIDField()
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seconded_by = models.UUIDField(null=True)
    seconded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="lockkey_in_agency"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("given_at")), name="lockkey_ends_later"),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True, seconded_at__isnull=True)
                | Q(kind="emergency", seconded_by__isnull=False, seconded_at__isnull=False),
                name="lockkey_second_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("given_by")),
                name="lockkey_four_eyes_are_four",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="lockkey_ended_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="lockkey_reviewed_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["agency", "lock", "assignment"], name="lockkey_of_officer")]


class Opening(Secret):
    """That a lock was opened: written by the database itself as it opens, never by the product."""

    lock = within("exits.Lock", name="openings")
    key = within("exits.LockKey", name="openings")
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="opening_in_agency")]
        indexes = [models.Index(fields=["agency", "lock", "at"], name="opening_of_lock")]


class Alarm(Secret):
    """Something that one officer must see and say that they have seen. It holds no content.

    An emergency names its key; many questions the agency they went to or came from (`about`), and the day.
    """

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("nödöppning av en låst plats")
        QUESTIONS = "questions", _("många placeringsfrågor på en dag")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", db_index=False)
    key = within("exits.LockKey", null=True, name="alarms")
    about = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    day = models.DateField(null=True)
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="alarm_in_agency"),
            models.UniqueConstraint(fields=["agency", "key", "assignment"], name="alarm_once"),
            models.UniqueConstraint(fields=["agency", "about", "day", "assignment"], name="alarm_once_a_day"),
            models.CheckConstraint(
                condition=Q(kind="emergency", key__isnull=False, about__isnull=True, day__isnull=True)
                | Q(kind="questions", key__isnull=True, about__isnull=False, day__isnull=False),
                name="alarm_says_of_what",
            ),
        ]
        indexes = [models.Index(fields=["agency", "assignment", "seen_at"], name="alarm_of_officer")]
