"""What goes along when a leaver's file is weeded: the place, every key to it, and what two towns could compare.

The rows of the lock stay, as those of entries do, and open with nothing: the place is sealed under a key made of the
lock's own box and the half in the database, and without the box the half is noise. Two things would outlive the box
if nobody saw to them: the officers' own keys, which lie in the key store under the keys' ids and in no box, and the
blinded tokens, which whoever holds the agency's secret could still try names on.
"""

from typing import Any

from django.db.models import QuerySet

from samverkan.casework.actions import weeding
from samverkan.exits import locking
from samverkan.exits.models import Lock, LockKey, Question, Token
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.entries import STANDARD
from samverkan.secrecy.models import KeyBox


def forget(by: Actor, box: KeyBox) -> None:
    """Called by weeding after a box's key is gone. The place never outlives the file: the lock goes with it."""
    if box.retention in (STANDARD, locking.RETENTION):
        Token.of(by.agency).filter(case=box.case_id).delete()  # each says a town
    if box.retention == STANDARD:
        _drop_secrets(by, Question.of(by.agency).filter(case=box.case_id))
        for lock in Lock.of(by.agency).filter(case=box.case_id, box__dropped_at__isnull=True):
            weeding.shred(by, lock.box)
    if box.retention == locking.RETENTION:
        _end_keys(by, box)


def _end_keys(by: Actor, box: KeyBox) -> None:
    rows = LockKey.of(by.agency).filter(lock__box=box)
    for row in rows.filter(ended_at__isnull=True):
        row.ended_at, row.ended_by = clock.now(), by.officer
        row.save(force_insert=False, update_fields=["ended_at", "ended_by"])
    _drop_secrets(by, rows)


def _drop_secrets(by: Actor, rows: "QuerySet[Any]") -> None:
    """Drop what lies in the key store under the rows' own ids."""
    for key in keystore().open_boxes(by.agency, rows.values_list("pk", flat=True)):
        keystore().drop_box(by.agency, key, at=clock.now().isoformat(), reason=weeding.REASON)
