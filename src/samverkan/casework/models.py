"""Meetings, which are the programme's and not secret within it, and tasks, which are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, ids
from samverkan.secrecy.models import Agency, Assignment, Programme
from samverkan.secrecy.models.base import Secret, within


class PinnedMethod(models.Model):
    """A method's file as it read when a programme took it up: a case stays on its version."""

    method = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "version"], name="method_version_once")]


class Meeting(models.Model):
    """A meeting of a programme: when, where, who leads. What is said lies in each agency's own entries."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planerat")
        OPEN = "open", _("pågår")
        CLOSED = "closed", _("avslutat")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(_("plats"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    chair = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "starts_at"], name="meeting_once"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__gte=F("opened_at")),
                name="meeting_closed_after_open",
            ),
        ]
        ordering = ["starts_at"]


class Step(Secret):
    """A step a case took: from phase to phase, when, by whom, and why it ended if it did.

    In clear like ids, dates and phase, so that clocks, the second person and weeding need open nothing; the
    reasons are a sealed entry. `place` counts the case's steps from 0; `move` is empty for the one that opened it.
    """

    case = within("secrecy.CaseFile", name="steps")
    place = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=40, blank=True)
    came_from = models.CharField(max_length=40, blank=True)
    went_to = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.UUIDField()
    leaving = models.CharField(max_length=40, blank=True)
    reason = within("secrecy.Entry", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="step_in_agency"),
            models.UniqueConstraint(fields=["agency", "case", "place"], name="step_in_its_place"),
        ]


class Deadline(Secret):
    """A clock of the method at work in a case: from which day, its last day, and when something stopped it.

    `kind` and `entry` are what started it, where that was an entry; `ended_by` and `reason` are there when it was
    stopped by hand. Clocks that count from the programme's meetings have no row: see reads/clocks.py.
    """

    case = within("secrecy.CaseFile", name="deadlines")
    clock = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, blank=True)
    entry = within("secrecy.Entry", null=True)
    started_on = models.DateField()
    due = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    reason = within("secrecy.Entry", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="deadline_in_agency"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False, reason__isnull=False),
                name="deadline_stopped_by_hand",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "case", "due"], condition=Q(ended_at__isnull=True), name="deadline_open"
            )
        ]


class Weeding(Secret):
    """One key box on the list of what is to be weeded (gallras): its rule, its day, and who decided.

    In clear: dates, the class and the provision; why a weeding is held back lies sealed in the box itself.
    """

    case = within("secrecy.CaseFile", name="weedings")
    box = within("secrecy.KeyBox")
    entry_class = models.CharField(max_length=40, blank=True)
    counted_from = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True)
    grace_days = models.PositiveIntegerField(default=0)
    by_itself = models.BooleanField(default=False)
    items = models.PositiveIntegerField(default=0)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    runs_on = models.DateField(null=True)
    held_by = models.UUIDField(null=True)
    held_until = models.DateField(null=True)
    sealed = models.BinaryField(default=b"")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="weeding_in_agency"),
            models.UniqueConstraint(fields=["agency", "box"], name="weeding_of_box_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, runs_on__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, runs_on__isnull=False),
                name="weeding_decided_by_at_and_runs",
            ),
        ]
        indexes = [models.Index(fields=["agency", "done_at", "due"], name="weeding_by_due")]

    @property
    def is_held(self) -> bool:
        """Whether somebody has stopped it and the day has not passed."""
        return self.held_until is not None and self.held_until > clock.today()


class AgendaPlace(Secret):
    """Where an authority has set a matter by hand on its own agenda of a meeting; no place: not taken up there."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", db_index=False)
    case = within("secrecy.CaseFile", name="agenda_places")
    place = models.PositiveSmallIntegerField(null=True)
    set_by = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="agendaplace_in_agency"),
            models.UniqueConstraint(fields=["agency", "meeting", "case"], name="agendaplace_of_case_once"),
        ]


class Task(Secret):
    """A task with one responsible authority and a date. Its text is a sealed entry.

    The agency that gives another a task keeps its own row and knows of the other's work only what comes
    back through the door; until then it reads "ingen återrapport".
    """

    class State(models.TextChoices):
        OPEN = "open", _("pågår")
        GIVEN = "given", _("ingen återrapport")
        OFFERED = "offered", _("att ta ställning till")
        DECLINED = "declined", _("avböjd")
        DONE = "done", _("klar")

    case = within("secrecy.CaseFile", name="tasks")
    entry = within("secrecy.Entry")
    responsible = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices)
    accepted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    report = within("secrecy.Entry", null=True)
    origin = within("secrecy.Delivery", null=True)
    origin_entry = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="task_in_agency"),
            models.UniqueConstraint(fields=["agency", "entry"], name="task_of_entry_once"),
        ]
        indexes = [models.Index(fields=["agency", "state", "due"], name="task_by_due")]


class Figures(models.Model):
    """One publication of counts for a month: suppressed as a whole before it is stored, never changed after.

    `counts` holds, per indicator of the method and per split, a number or null (suppressed); its shape is
    in actions/figures.py. Two kinds: the list's owner counts persons, colours, entries and exits;
    each authority counts its own acts, in its own columns, never added to persons.
    """

    class Kind(models.TextChoices):
        LIST = "list", _("listan, räknad av dess ägare")
        OWN_ACTS = "acts", _("myndighetens egna handlingar")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="figures")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    month = models.DateField()
    method = models.CharField(max_length=60)
    method_version = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="figures_month_is_its_first_day"),
        ]
        indexes = [models.Index(fields=["programme", "kind", "month"], name="figures_of_programme")]
        ordering = ["month", "published_at"]
