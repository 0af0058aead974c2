"""Case files, key boxes, entries and the blind index: one agency's compartment."""

from django.db import models
from django.db.models import F, Q

from samverkan.secrecy.models.base import Secret, within
from samverkan.secrecy.models.people import Lasting
from samverkan.secrecy.models.programmes import Programme


class NumberSeries(Secret):
    """An agency's own running numbers: another agency's acts never move them."""

    name = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="series_once")]


class CaseFile(Secret):
    """An agency's own file (akt) on one matter. The parties' files are tied by the random list id alone.

    `side` is empty for what the method's cases are about, else the id of one of its side files: in a method about
    groups an incident, a person or a call has a file of its own, with its own key and weeding.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    list_id = models.UUIDField(null=True)
    method = models.CharField(max_length=60)
    method_version = models.CharField(max_length=40)
    phase = models.CharField(max_length=40)
    side = models.CharField(max_length=40, default="", db_default="", blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="casefile_in_agency"),
            models.UniqueConstraint(fields=["agency", "number"], name="casefile_number_once"),
            models.UniqueConstraint(fields=["agency", "programme", "list_id"], name="casefile_list_id_once"),
        ]
        indexes = [models.Index(fields=["agency", "programme", "closed_on"], name="casefile_open")]


class CaseOfficer(Secret, Lasting):
    """An officer's assignment to a case file; some methods let only those assigned read it."""

    case = within("secrecy.CaseFile", name="officers")
    assignment = models.ForeignKey("secrecy.Assignment", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "case", "assignment", "valid_from"], name="on_case_once"
            )
        ]


class KeyBox(Secret):
    """One data key's place: (agency, case, retention class). The key itself lies in the key store."""

    case = within("secrecy.CaseFile")
    retention = models.CharField(max_length=60)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="keybox_in_agency"),
            models.UniqueConstraint(
                fields=["agency", "case", "retention"],
                condition=Q(dropped_at__isnull=True) & ~Q(retention="visning"),
                name="keybox_once",
            ),
        ]
        # Asked by every page: which boxes hold protected identity. Without it, a look at every box there is.
        indexes = [models.Index(fields=["agency", "retention"], name="keybox_of_retention")]


class Entry(Secret):
    """A secret fact (uppgift): immutable, superseded never edited, its content sealed.

    In clear: ids, dates, kind. `received` names the delivery it came by, when it is a copy of another
    agency's entry; `ends_on` is the last day of a visning.
    """

    case = within("secrecy.CaseFile", name="entries")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", db_index=False)
    box = within("secrecy.KeyBox")
    kind = models.CharField(max_length=40)
    happened_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    supersedes = within("secrecy.Entry", null=True)
    received = within("secrecy.Delivery", null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="entry_in_agency"),
            # Two officers who correct the same entry: the second is told, and both versions are kept.
            models.UniqueConstraint(fields=["agency", "supersedes"], name="entry_superseded_once"),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")), name="entry_not_its_own"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "case", "made_at"], name="entry_of_case"),
            models.Index(fields=["agency", "programme", "kind", "case"], name="entry_of_kind"),
        ]


class SearchToken(Secret):
    """Blind index: keyed hashes of name parts, personal number and case number; nothing else.

    Ordinance 2001:637 15 § lets the social services search persons by no other terms.
    """

    token = models.BinaryField(max_length=16)
    case = within("secrecy.CaseFile")
    entry = within("secrecy.Entry", null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "token"], name="token_of_agency")]
