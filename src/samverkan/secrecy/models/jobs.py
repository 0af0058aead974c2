"""Background work: who asked for what, how far it has come, and its sealed pieces. One agency's compartment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.models.base import Secret, within


class Job(Secret):
    """A piece of background work that an officer set going, in clear only as ids, numbers, dates and codes.

    `place` is where the next step begins, so that a job whose worker was killed goes on from there; `done` of
    `total` is for people. `results` is the key box of what comes out of it; its own id is that of what went in.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        RUNNING = "running", _("pågår")
        DONE = "done", _("klart")
        FAILED = "failed", _("gick inte")
        STOPPED = "stopped", _("stoppat")
        EXPIRED = "expired", _("har gått ut")

    name = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    made_by = models.UUIDField()
    assignment = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    place = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True)
    results = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "id"], name="job_in_agency"),
            models.CheckConstraint(condition=Q(code__regex=r"^[a-z0-9_.]*$"), name="job_code_is_a_code"),
        ]
        indexes = [models.Index(fields=["agency", "made_by", "made_at"], name="job_of_officer")]


class JobPart(Secret):
    """A sealed piece of a job: what went in, or what came out, in its place from 0."""

    class Way(models.TextChoices):
        IN = "in", _("in")
        OUT = "out", _("ut")

    job = within("secrecy.Job", name="parts")
    way = models.CharField(max_length=3, choices=Way.choices)
    place = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "job", "way", "place"], name="job_part_once"),
        ]
