"""Emergency access (break-glass): two persons, a reason, an hour, and an alarm to everybody whom it concerns."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samverkan.exits import locking, rules
from samverkan.exits.actions import alarms
from samverkan.exits.actions.lock import new_key
from samverkan.exits.models import Lock, LockKey
from samverkan.secrecy import clock, entries
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Assignment

WAITS = timedelta(hours=24)  # for the second person
OPEN = timedelta(hours=1)  # from when the second person agreed


@action(
    "lock.emergency_ask", "begärde nödöppning av en låst plats", "asked for emergency access to a locked place",
    may=rules.ask_emergency,
)  # fmt: skip
def ask(*, by: Actor, lock: Lock, reason: str) -> LockKey:
    """Ask, with the reason. It alarms at once and opens nothing. Raises Invalid without a reason, or asked already."""
    if not reason.strip():
        raise Invalid("reason", _("Skriv vad som har hänt och varför det inte går att vänta."))
    open_ones = LockKey.of(by.agency).filter(lock=lock, kind=LockKey.Kind.EMERGENCY, assignment=by.assignment)
    if open_ones.filter(ended_at__isnull=True, ends_at__gt=clock.now()).exists():
        raise Invalid(
            "reason", _("Du har redan begärt nödöppning. Den väntar på en andra person, eller är öppen.")
        )
    mine = Assignment.objects.get(pk=by.assignment)
    key = new_key(by, lock, mine, LockKey.Kind.EMERGENCY, clock.now() + WAITS, reason)
    alarms.emergency(by, key)
    return key


@action(
    "lock.emergency_agree", "godkände en nödöppning", "agreed to emergency access", may=rules.second_emergency
)
def agree(*, by: Actor, key: LockKey) -> LockKey:
    """The second person: from now on it opens for the one who asked, for an hour. Raises Conflict when settled."""
    row = _waiting(key)
    alarms.emergency(by, row)  # also those who came onto the list since it was asked for
    row.seconded_by, row.seconded_at = by.officer, clock.now()
    row.ends_at = row.seconded_at + OPEN
    row.save(force_insert=False, update_fields=["seconded_by", "seconded_at", "ends_at"])
    locking.give(row)
    return row


@action(
    "lock.emergency_decline", "avslog en nödöppning", "declined emergency access", may=rules.second_emergency
)
def decline(*, by: Actor, key: LockKey) -> LockKey:
    """The second person says no: it can be asked for again, with another alarm."""
    row = _waiting(key)
    row.ended_at, row.ended_by = clock.now(), by.officer
    row.save(force_insert=False, update_fields=["ended_at", "ended_by"])
    return row


@action(
    "lock.emergency_review",
    "granskade en nödöppning",
    "reviewed emergency access",
    may=rules.review_emergency,
)
def review(*, by: Actor, key: LockKey, found: str, words: str) -> LockKey:
    """A third person's judgement afterwards. `found`: `right` or `wrong`. Raises Invalid, Conflict if reviewed."""
    if found not in {"right", "wrong"}:
        raise Invalid("found", _("Välj ett av alternativen."))
    if not words.strip():
        raise Invalid("words", _("Skriv vad granskningen visade."))
    row = LockKey.of(by.agency).select_for_update().get(pk=key.pk, kind=LockKey.Kind.EMERGENCY)
    if row.reviewed_at is not None:
        raise Conflict(row.pk)
    held = entries.open_in(row.box_id, row.pk, "lockkey", bytes(row.sealed))
    if held is not None:
        own = keystore().open_boxes(by.agency, [row.box_id])[row.box_id]
        row.sealed = entries.seal_in(
            row.box, own, row.pk, "lockkey", {**held, "found": found, "review": words}
        )
    row.reviewed_by, row.reviewed_at = by.officer, clock.now()
    row.save(force_insert=False, update_fields=["reviewed_by", "reviewed_at", "sealed"])
    return row


def _waiting(key: LockKey) -> LockKey:
    rows = LockKey.of(key.agency_id).select_for_update(of=("self",)).select_related("lock__case__programme")
    row = rows.get(pk=key.pk, kind=LockKey.Kind.EMERGENCY)
    if row.seconded_by is not None or row.ended_at is not None or row.ends_at <= clock.now():
        raise Conflict(row.pk)
    return row
