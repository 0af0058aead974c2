"""An agency's own files: incidents, place reports and figures as they were read in, and what was published of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.models.base import Secret


class OwnFile(Secret):
    """One of an agency's own files as read in. Never changed: a newer of the kind stands in its place.

    In clear: ids, times, kind, its number among the agency's of the kind, and whether it is made up. The number is
    claimed before what stood is read, so that of two who come at once the second waits and then sees the first's.
    `held` is its rows (Parquet) and `told` what pages show of them; both are sealed under the file's own key, which
    `own.actions.remove` drops.
    """

    class Kind(models.TextChoices):
        INCIDENTS = "incidents", _("Händelser")
        PLACE_REPORTS = "place_reports", _("Veckorapporter om platser (EST)")
        OWN_FIGURES = "own_figures", _("Egen statistik")
        PUBLICATION = "publication", _("Det som getts ut")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    made_up = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.UUIDField(null=True)
    held = models.BinaryField()
    told = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="ownfile_in_agency"),
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="ownfile_number_once"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="ownfile_dropped_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["agency", "kind", "made_at"], name="ownfile_of_kind")]
