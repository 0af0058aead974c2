"""What only this kind of programme keeps beside entries: how files are read, a school's settings, one-time codes."""

from django.db import models
from django.db.models import F, Q

from samverkan.secrecy.models import Programme
from samverkan.secrecy.models.base import Secret, within


class FileLayout(Secret):
    """How one school system's absence file is read, as a person has confirmed it; a later one replaces it.

    `held` is `absence.layout.Layout.written()`: headings and the words of the file, nothing about anybody.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    system = models.CharField(max_length=60)
    held = models.JSONField()
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="layout_in_agency"),
            models.UniqueConstraint(fields=["agency", "programme", "system"], name="layout_of_system_once"),
        ]


class SchoolSettings(Secret):
    """What a school has decided for itself in a programme: its usual day, its breaks, its thresholds.

    Every change is a row of its own, so that it can be seen which threshold a question was asked under.
    `thresholds` and `breaks` are lists as absence.threshold and reads.settings write them.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    day_minutes = models.PositiveSmallIntegerField()
    lesson_minutes = models.PositiveSmallIntegerField()
    thresholds = models.JSONField(default=list)
    breaks = models.JSONField(default=list)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="school_settings_in_agency"),
            models.CheckConstraint(
                condition=Q(
                    day_minutes__gte=30, day_minutes__lte=600, lesson_minutes__gte=5, lesson_minutes__lte=240
                ),
                name="school_settings_of_a_day",
            ),
        ]
        indexes = [models.Index(fields=["agency", "programme", "-decided_at"], name="school_settings_latest")]


class VoiceCode(Secret):
    """A one-time code that an officer has handed a pupil or a guardian, to answer a short form with.

    The code itself is nowhere: `lookup` is its keyed hash, and the key its answer is sealed by lies sealed in
    the case's own box. `entry` is the answer once it has been taken into the file.
    """

    class Who(models.TextChoices):
        PUPIL = "pupil"
        GUARDIAN = "guardian"

    case = within("secrecy.CaseFile", name="voice_codes")
    who = models.CharField(max_length=10, choices=Who.choices)
    lookup = models.BinaryField(max_length=16)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    entry = within("secrecy.Entry", null=True)
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="voice_code_in_agency"),
            models.UniqueConstraint(fields=["agency", "lookup"], name="voice_code_once"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="voice_code_ends_later"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(settled_at__isnull=False),
                name="voice_code_settled_by_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "case"], condition=Q(settled_at__isnull=True), name="voice_code_open"
            )
        ]


class VoiceAnswer(models.Model):
    """An answer waiting to be taken in: no agency, no case, no person; sealed under a key that only the code gives.

    Anybody may leave one and nobody can list them: the product reaches this table through two functions alone.
    """

    lookup = models.BinaryField(max_length=16, primary_key=True)
    sealed = models.BinaryField()
    posted_at = models.DateTimeField()
