"""Whom a leaver must be kept apart from, blinded so that two municipalities can compare, and what was asked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverkan.exits import apart
from samverkan.secrecy.models import Agency, Programme
from samverkan.secrecy.models.base import Secret, within

PER_DAY = 10  # questions to one receiver, and comparisons for one asker
PER_PERIOD, PERIOD = 3, 30  # questions about one case, in so many days


class Term(Secret):
    """One line of a case's keep-apart list: a person or group to avoid, or a group the leaver is known to belong to."""

    class Side(models.TextChoices):
        AVOID = apart.AVOID, _("ska hållas isär från")
        OWN = apart.OWN, _("hör eller har hört till")

    class What(models.TextChoices):
        PERSON = apart.PERSON, _("person")
        GROUP = apart.GROUP, _("grupp")

    case = within("secrecy.CaseFile", name="apart")
    side = models.CharField(max_length=6, choices=Side.choices)
    what = models.CharField(max_length=6, choices=What.choices)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="term_in_agency"),
            # Of the leaver's own only groups: who they are stands in the identity, if it is known at all.
            models.CheckConstraint(condition=~Q(side="own", what="person"), name="term_own_is_a_group"),
        ]
        indexes = [models.Index(fields=["agency", "case"], name="term_of_case")]


class Token(Secret):
    """A term at a town, blinded under the agency's own secret: only equal ones can be found, by the protocol.

    `term` is null for the leaver's own number. The town is in the token and nowhere else outside the lock.
    """

    case = within("secrecy.CaseFile", name="tokens")
    term = within("exits.Term", null=True, name="tokens")
    blinded = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="token_in_agency")]
        indexes = [
            models.Index(fields=["agency", "case"], name="token_of_case"),
            models.Index(fields=["agency", "made_at"], condition=Q(ended_at__isnull=True), name="token_live"),
        ]


class Question(Secret):
    """A question about the place now under a case's lock, to another municipality or to oneself (no `file` then).

    The limits are keys: a day has ten slots for each receiver, and a period three for each case; there is no
    eleventh and no fourth, whatever is sent at once.
    """

    case = within("secrecy.CaseFile", name="questions")
    place = models.UUIDField()
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, related_name="+", db_index=False)
    file = within("secrecy.CaseFile", null=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    day = models.DateField()
    slot = models.PositiveSmallIntegerField()
    period = models.PositiveIntegerField()
    period_slot = models.PositiveSmallIntegerField()
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="question_in_agency"),
            models.UniqueConstraint(fields=["agency", "file"], name="question_of_file"),
            models.UniqueConstraint(fields=["agency", "receiver", "day", "slot"], name="question_slot"),
            models.UniqueConstraint(
                fields=["agency", "case", "period", "period_slot"], name="question_period"
            ),
            models.CheckConstraint(condition=Q(slot__range=(1, PER_DAY)), name="question_day_has_an_end"),
            models.CheckConstraint(
                condition=Q(period_slot__range=(1, PER_PERIOD)), name="question_period_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False, programme__isnull=False) & ~Q(receiver=F("agency"))
                | Q(file__isnull=True, programme__isnull=True, receiver=F("agency")),
                name="question_has_a_file_or_is_ones_own",
            ),
        ]
        indexes = [models.Index(fields=["agency", "case", "asked_at"], name="question_of_case")]


class Reply(Secret):
    """That a received question was compared with one's own list, once; only then can it be answered."""

    file = within("secrecy.CaseFile", name="replies")
    asker = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    compared_at = models.DateTimeField()
    compared_by = models.UUIDField()
    day = models.DateField()
    slot = models.PositiveSmallIntegerField()
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="reply_in_agency"),
            models.UniqueConstraint(fields=["agency", "file"], name="reply_once"),
            models.UniqueConstraint(fields=["agency", "asker", "day", "slot"], name="reply_slot"),
            models.CheckConstraint(condition=Q(slot__range=(1, PER_DAY)), name="reply_day_has_an_end"),
        ]
