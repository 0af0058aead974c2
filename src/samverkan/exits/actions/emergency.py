"""Emergency access (break-glass): two persons, a reason, an hour, and an alarm to everybody whom it concerns."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.exits import locking, rules
from samverkan.exits.actions.lock import new_key
from samverkan.exits.models import Alarm, Lock, LockKey
from samverkan.exits.reads.lock import live_keys
from samverkan.secrecy import clock, entries
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Assignment, RoleRight, Seat

WAITS = timedelta(hours=24)  # for the second person
OPEN = timedelta(hours=1)  # from when the second person agreed
ALARMED = ["decide", "second", "review_log"]  # capabilities of those in the owner authority who are told


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
    alarm(by, key)
    return key


@action(
    "lock.emergency_agree", "godkände en nödöppning", "agreed to emergency access", may=rules.second_emergency
)
def agree(*, by: Actor, key: LockKey) -> LockKey:
    """The second person: from now on it opens for the one who asked, for an hour. Raises Conflict when settled."""
    row = _waiting(key)
    alarm(by, row)  # also those who came onto the list since it was asked for
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


@action("alarm.seen", "kvitterade ett larm", "acknowledged an alarm", may=rules.see_alarm)
def seen(*, by: Actor, alarm: Alarm) -> None:
    """Say that one has seen it."""
    row = Alarm.of(by.agency).select_for_update().get(pk=alarm.pk)
    if row.seen_at is None:
        row.seen_at = clock.now()
        row.save(force_insert=False, update_fields=["seen_at"])


def alarm(by: Actor, key: LockKey) -> None:
    """Raise the alarm for everybody on the list, and for the owner authority's deciders and log reviewers."""
    told = set(Alarm.of(by.agency).filter(key=key).values_list("assignment", flat=True))
    for assignment in sorted({*_on_the_list(key), *_in_charge(key)} - told - {by.assignment}):
        Alarm(
            agency_id=by.agency, kind=Alarm.Kind.EMERGENCY, assignment_id=assignment, key=key,
            raised_at=clock.now(),
        ).save()  # fmt: skip


def _on_the_list(key: LockKey) -> list[UUID]:
    named = live_keys(key.lock).filter(kind=LockKey.Kind.NAMED)
    return list(named.values_list("assignment", flat=True))


def _in_charge(key: LockKey) -> list[UUID]:
    """Live seats of the lock's own agency, which owns the programme, in a role that decides or reviews."""
    today, programme = clock.today(), key.lock.case.programme
    roles = RoleRight.objects.filter(
        method=programme.method, version=programme.method_version, may__overlap=ALARMED
    )
    seats = Seat.objects.filter(
        Seat.live(today), Seat.live(today, "assignment__"), programme=programme, role__in=roles.values("role"),
        assignment__agency=key.agency_id,
    )  # fmt: skip
    return list(seats.values_list("assignment", flat=True))


def _waiting(key: LockKey) -> LockKey:
    rows = LockKey.of(key.agency_id).select_for_update(of=("self",)).select_related("lock__case__programme")
    row = rows.get(pk=key.pk, kind=LockKey.Kind.EMERGENCY)
    if row.seconded_by is not None or row.ended_at is not None or row.ends_at <= clock.now():
        raise Conflict(row.pk)
    return row
