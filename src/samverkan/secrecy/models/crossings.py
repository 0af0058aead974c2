"""What crosses between compartments: disclosures at the giver, deliveries at the receiver, consents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.models.base import Secret, within
from samverkan.secrecy.models.people import Agency
from samverkan.secrecy.models.programmes import Programme


class Form(models.TextChoices):
    """Whether the copy becomes the receiver's own record or ends and is shredded."""

    HANDED_OVER = "utlamnande", _("utlämnande")
    SHOWN = "visning", _("visning")


class Mode(models.TextChoices):
    """How the decision was made."""

    SINGLE = "single", _("enskilt beslut")
    PACKAGE = "package", _("paket inför möte")
    STANDING = "standing", _("stående beslut")
    SPOT = "on_the_spot", _("på plats i mötet")


class Disclosure(Secret):
    """The giver's end of a disclosure (utlämnande): who, what, to whom, on which ground, decided by whom."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("föreslaget")
        AWAITS_SECOND = "second", _("väntar på andra beslutsfattare")
        DECIDED = "decided", _("utlämnat")
        REFUSED = "refused", _("avslaget")
        RECEIVED = "received", _("mottaget")
        REJECTED = "rejected", _("avvisat av mottagaren")
        WITHDRAWN = "withdrawn", _("återkallat")
        EXPIRED = "expired", _("upphört")

    number = models.CharField(max_length=40)
    case = within("secrecy.CaseFile", name="disclosures")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    list_id = models.UUIDField()
    form = models.CharField(max_length=12, choices=Form.choices)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    ground = models.CharField(max_length=60, blank=True)
    ground_version = models.CharField(max_length=20, blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    seconded_by = models.UUIDField(null=True)
    four_eyes = models.BooleanField(default=False)
    ends_on = models.DateField(null=True)
    package = models.UUIDField(null=True)
    request = models.UUIDField()
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="disclosure_in_agency"),
            # The same request sent twice (double click, retry after a crash) is one disclosure.
            models.UniqueConstraint(fields=["agency", "request"], name="disclosure_request_once"),
            models.UniqueConstraint(fields=["agency", "number"], name="disclosure_number_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="disclosure_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=models.F("decided_by")),
                name="disclosure_four_eyes_are_four",
            ),
            models.CheckConstraint(
                condition=~Q(form="visning") | Q(ends_on__isnull=False), name="visning_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["agency", "case", "state"], name="disclosure_of_case")]


class DisclosedEntry(Secret):
    """Which entry, and which of its fields, a disclosure names: the answer to "who holds what"."""

    disclosure = within("secrecy.Disclosure", name="items")
    entry = within("secrecy.Entry")
    fields = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "disclosure", "entry"], name="disclosed_entry_once")
        ]
        indexes = [models.Index(fields=["agency", "entry"], name="disclosed_entry")]


class Delivery(Secret):
    """The receiver's end: the sealed copy as it came, or an event about an earlier one.

    The only table that the door writes into from another compartment. `disclosure` is the giver's id;
    `number` is the receiver's own receipt number, given on reception.
    """

    class Kind(models.TextChoices):
        COPY = "copy", _("utlämnade uppgifter")
        EVENT = "event", _("händelse")
        POINTER = "pointer", _("mötets läge")

    class State(models.TextChoices):
        WAITING = "waiting", _("att ta emot")
        RECEIVED = "received", _("mottaget")
        REJECTED = "rejected", _("avvisat")
        WITHDRAWN = "withdrawn", _("återkallat av avsändaren")
        EXPIRED = "expired", _("upphört")

    giver = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    event = models.CharField(max_length=30, blank=True)
    disclosure = models.UUIDField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    list_id = models.UUIDField()
    form = models.CharField(max_length=12, choices=Form.choices, blank=True)
    mode = models.CharField(max_length=12, choices=Mode.choices, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    ground_version = models.CharField(max_length=20, blank=True)
    ends_on = models.DateField(null=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    sealed_to = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    number = models.CharField(max_length=40, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    case = within("secrecy.CaseFile", null=True, name="deliveries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="delivery_in_agency"),
            models.UniqueConstraint(
                fields=["agency", "disclosure"], condition=Q(kind="copy"), name="delivery_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "sent_at"], name="delivery_inbox"),
            models.Index(fields=["agency", "list_id", "sent_at"], name="delivery_of_list_id"),
            models.Index(fields=["agency", "case", "sent_at"], name="delivery_of_case"),
        ]


class Consent(Secret):
    """A person's (or guardian's) consent: to which agencies, for which kinds, until when (OSL 12:2-3)."""

    class Giver(models.TextChoices):
        SELF = "self", _("den enskilde själv")
        GUARDIAN = "guardian", _("vårdnadshavare")
        BOTH = "both", _("den unge och vårdnadshavare")

    case = within("secrecy.CaseFile", name="consents")
    given_by = models.CharField(max_length=10, choices=Giver.choices)
    receivers = ArrayField(models.UUIDField())
    kinds = ArrayField(models.CharField(max_length=40))
    given_on = models.DateField()
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    made_by = models.UUIDField()
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="consent_in_agency"),
            models.CheckConstraint(condition=Q(until__gte=models.F("given_on")), name="consent_ends_later"),
        ]
        indexes = [models.Index(fields=["agency", "case"], name="consent_of_case")]


class StandingDecision(Secret):
    """A decision that a named kind of entry in a case goes to a receiver until a date, each time it is made."""

    case = within("secrecy.CaseFile", name="standing")
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    kinds = ArrayField(models.CharField(max_length=40))
    ground = models.CharField(max_length=60)
    ground_version = models.CharField(max_length=20)
    consent = within("secrecy.Consent", null=True)
    until = models.DateField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
    four_eyes = models.BooleanField(default=False, db_default=False)
    seconded_by = models.UUIDField(null=True)
    seat = models.UUIDField()
    stopped_at = models.DateTimeField(null=True)
    box = within("secrecy.KeyBox")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="standing_in_agency"),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=models.F("decided_by")),
                name="standing_four_eyes_are_four",
            ),
        ]
        indexes = [models.Index(fields=["agency", "case"], name="standing_of_case")]
