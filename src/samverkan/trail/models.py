"""The trail's one table that the product writes: who did what, when, to which ids. Never content."""

import os
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

OUTCOMES = ("done", "refused", "failed")


def random_id() -> UUID:
    """128 random bits; a version-4 UUID has only 122 (ASVS 5.0, 11.5.1)."""
    return UUID(bytes=os.urandom(16))


def fresh_salt() -> bytes:
    """16 random bytes, so that nobody can find a line again by guessing what it says."""
    return os.urandom(16)


class Trace(models.Model):
    """One line of the trail (spår).

    Inserted in the act's own transaction and never changed: the web role has no UPDATE or DELETE here. On
    insert the database derives the leaf hash and queues it for the sequencer (migration 0002, canonical.py).
    `agency_id` is a plain id: agencies are a floor above.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    agency_id = models.UUIDField()
    at = models.DateTimeField()
    officer_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=64)
    outcome = models.CharField(max_length=8)
    subjects: "ArrayField[Any, Any]" = ArrayField(models.UUIDField(), default=list)
    digest = models.BinaryField(null=True)
    detail = models.JSONField(default=dict)
    salt = models.BinaryField(default=fresh_salt)

    class Meta:
        indexes = (models.Index(fields=["agency_id", "at"], name="trail_trace_agency_at"),)
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="trail_trace_outcome"),
            models.CheckConstraint(
                condition=Q(verb__regex=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)+$"), name="trail_trace_verb"
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.verb} {self.outcome}"
