"""The lock round a place: made, its keys given and ended, opened, written under. The place itself never leaves it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from samverkan.exits import locking, rules
from samverkan.exits.actions.apart import refresh
from samverkan.exits.models import Lock, LockKey
from samverkan.exits.places import checked
from samverkan.exits.reads.lock import live_keys
from samverkan.secrecy import clock, entries, ids
from samverkan.secrecy.acting import Conflict, Invalid, Refused, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, CaseFile

LONGEST = timedelta(days=183)  # a key lasts half a year at most; who still needs it is asked anew
DAY = timedelta(days=1)


@action("lock.make", "satte ett lås om en plats", "put a lock round a place", may=rules.make_lock)
def make_lock(*, by: Actor, case: CaseFile) -> Lock:
    """A lock of its own for the case's place. Nobody holds a key yet. Raises Conflict if there is one already."""
    box, _key = entries.box_for(case, locking.RETENTION)
    lock = Lock(agency_id=by.agency, case=case, box=box, made_at=clock.now(), made_by=by.officer)
    try:
        with transaction.atomic():
            lock.save()
            locking.make(lock)
    except IntegrityError as clash:
        raise Conflict(case.pk) from clash
    return lock


@action("lock.give", "gav en nyckel till en låst plats", "gave a key to a locked place", may=rules.keep_list)
def give_key(*, by: Actor, lock: Lock, assignment: Assignment, until: date, reason: str) -> LockKey:
    """Put a named officer of the own agency on the list, until the end of a day. Raises Invalid."""
    now = clock.now()
    ends = datetime.combine(until + DAY, time(), clock.STOCKHOLM)
    if not reason.strip():
        raise Invalid("reason", _("Skriv varför just den här personen behöver veta platsen."))
    if not now < ends <= now + LONGEST + DAY:
        raise Invalid("until", _("Nyckeln måste sluta inom ett halvår, från och med i dag."))
    if assignment.agency_id != by.agency or assignment.officer_id == by.officer:
        raise Invalid("assignment", _("Välj någon annan än dig själv, i er egen myndighet."))
    if live_keys(lock).filter(assignment=assignment, kind=LockKey.Kind.NAMED).exists():
        raise Invalid("assignment", _("Personen står redan på listan. Avsluta den nyckeln först."))
    key = new_key(by, lock, assignment, LockKey.Kind.NAMED, ends, reason)
    locking.give(key)
    return key


@action(
    "lock.end", "avslutade en nyckel till en låst plats", "ended a key to a locked place", may=rules.end_key
)
def end_key(*, by: Actor, key: LockKey) -> LockKey:
    """The key opens nothing from now on, and no backup brings it back. Raises Conflict if it has ended already."""
    row = LockKey.of(by.agency).select_for_update().get(pk=key.pk)
    if row.ended_at is not None:
        raise Conflict(row.pk)
    _end(by, row)
    return row


@action("lock.open", "öppnade en låst plats", "opened a locked place", may=rules.open_lock)
def open_lock(*, by: Actor, lock: Lock) -> locking.Opened:
    """The place, for the page that shows it and nothing else. Raises Refused where the database says no."""
    try:
        found = locking.opened(lock)
    except locking.Shut as shut:
        raise Refused("lock.open", _("Låset öppnar inte.")) from shut
    if rules.holds_key(by, lock, named_only=True):
        refresh(by, found)
    return found


@action("lock.put", "skrev en plats under låset", "wrote a place under the lock", may=rules.put_place)
def put_place(*, by: Actor, lock: Lock, fields: Mapping[str, Any]) -> None:
    """A new place; earlier ones stay under the same lock. Raises Invalid naming the field."""
    try:
        locking.put(lock, checked(fields))
        refresh(by, locking.opened(lock))
    except locking.Shut as shut:
        raise Refused("lock.put", _("Låset öppnar inte.")) from shut


@action("lock.sweep", "tog bort nycklar som gått ut", "removed keys that had run out", may=rules.system)
def sweep(*, by: Actor) -> int:
    """Drop the keys whose end has passed, so that no clock set back opens with them. Run by the nightly worker."""
    over = LockKey.of(by.agency).select_for_update().filter(ended_at__isnull=True, ends_at__lte=clock.now())
    rows = list(over)
    for row in rows:
        _end(by, row)
    return len(rows)


def new_key(
    by: Actor, lock: Lock, assignment: Assignment, kind: str, ends: datetime, reason: str
) -> LockKey:  # fmt: skip
    """The row of a key, signed by whoever is acting; it opens nothing before `locking.give`."""
    box, key = entries.box_for(lock.case, entries.STANDARD)
    fresh = ids.new(by.agency)
    row = LockKey(
        id=fresh, agency_id=by.agency, lock=lock, assignment=assignment, kind=kind, given_by=by.officer,
        given_at=clock.now(), ends_at=ends, box=box,
    )  # fmt: skip
    row.sealed = entries.seal_in(box, key, row.pk, "lockkey", {"reason": reason})
    row.save(force_insert=True)
    return row


def _end(by: Actor, row: LockKey) -> None:
    row.ended_at, row.ended_by = clock.now(), by.officer
    row.save(force_insert=False, update_fields=["ended_at", "ended_by"])
    locking.take(row)
