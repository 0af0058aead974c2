"""The lock as those see it who may not open it: who holds a key, until when, who opened, what was alarmed."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samverkan.exits.models import Alarm, Lock, LockKey, Opening
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile


@dataclass(frozen=True)
class KeyView:
    """A key with its reason; `words` holds what was sealed with it (reason, review)."""

    key: LockKey
    words: dict[str, str]

    @property
    def live(self) -> bool:
        """Whether it opens now; an emergency once it was agreed to."""
        agreed = self.key.kind == LockKey.Kind.NAMED or self.key.seconded_by is not None
        return agreed and self.key.ended_at is None and self.key.ends_at > clock.now()


def lock_of(actor: Actor, case: CaseFile) -> Lock | None:
    """The case's lock, if there is one."""
    return Lock.of(actor.agency).filter(case=case).select_related("case", "case__programme").first()


def live_keys(lock: Lock) -> "QuerySet[LockKey]":
    """Keys that open now."""
    agreed = Q(kind=LockKey.Kind.NAMED) | Q(seconded_by__isnull=False)
    rows = LockKey.of(lock.agency_id).filter(agreed, lock=lock, ended_at__isnull=True)
    return rows.filter(ends_at__gt=clock.now())


def keys_of(lock: Lock, *kinds: str) -> list[KeyView]:
    """All keys ever given or asked for, newest first, with their reasons opened."""
    rows = LockKey.of(lock.agency_id).filter(lock=lock, kind__in=kinds or list(LockKey.Kind))
    rows = rows.select_related("assignment__officer").order_by("-given_at", "-pk")
    return [key_view(row) for row in rows]


def key_view(row: LockKey) -> KeyView:
    """One key with its reason."""
    found = entries.open_in(row.box_id, row.pk, "lockkey", bytes(row.sealed))
    return KeyView(row, {name: str(text) for name, text in (found or {}).items()})


def openings_of(lock: Lock) -> "QuerySet[Opening]":
    """When it was opened and by whom, newest first."""
    return Opening.of(lock.agency_id).filter(lock=lock).select_related("key").order_by("-at")


def alarms_for(actor: Actor) -> "QuerySet[Alarm]":
    """What the officer has been alarmed of and not yet seen."""
    rows = Alarm.of(actor.agency).filter(assignment=actor.assignment, seen_at__isnull=True)
    return rows.select_related("key__lock__case").order_by("raised_at")
