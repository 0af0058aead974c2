"""Weeding (gallring): what has fallen due is found, decided by a human or by the method's file, and shredded.

One row for each key box. Shredding drops the box's key, which leaves a tombstone outside the database; takes the
names out of the blind index; and, when the last box of a file goes, empties what other authorities sent about it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules, shredding
from samverkan.casework.models import Weeding
from samverkan.casework.reads.keeping import Box, boxes
from samverkan.secrecy import clock, entries, search
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Entry, KeyBox

REASON = "weeding"  # on the tombstone
CHANGES = (
    "entry_class", "counted_from", "source", "due", "grace_days", "by_itself", "items", "decided_by", "decided_at",
    "runs_on", "held_by", "held_until", "sealed", "done_at",
)  # fmt: skip


@action(
    "weeding.find",
    "räknade ut vad som ska gallras",
    "worked out what is to be weeded",
    may=rules.find_weeding,
)
def find(*, by: Actor) -> int:
    """Bring the agency's list of what is to be weeded in step; returns how many boxes are on it. Idempotent."""
    held = {row.box_id: row for row in Weeding.of(by.agency).filter(done_at__isnull=True)}
    listed = 0
    for box in boxes(by):
        row = held.get(box.row.pk)
        if box.near(clock.today()) or row is not None:
            listed += 1
            _keep_in_step(by, box, row)
    note(boxes=listed)
    return listed


@action("weeding.decide", "beslutade om gallring", "decided on weeding", may=rules.decide_weeding)
def decide(*, by: Actor, rows: Sequence[Weeding]) -> list[Weeding]:
    """A human confirms: after the days of grace the boxes are shredded. Raises Invalid for one that is not due."""
    if not rows:
        raise Invalid("rows", _("Välj minst en rad."))
    found = list(_locked(by, rows))
    for row in found:
        if row.due is None or row.due > clock.today() or row.is_held:
            raise Invalid("rows", _("En av raderna har inte fallit ut än, eller är stoppad."))
        row.decided_by, row.decided_at = by.officer, clock.now()
        row.runs_on = clock.today() + timedelta(days=row.grace_days)
        row.save(force_insert=False, update_fields=CHANGES)
    note(boxes=len(found))
    return found


@action(
    "weeding.undo", "ångrade ett beslut om gallring", "undid a decision on weeding", may=rules.decide_weeding
)
def undo(*, by: Actor, rows: Sequence[Weeding]) -> None:
    """Within the grace, what was decided can be undone."""
    for row in _locked(by, rows):
        row.decided_by = row.decided_at = row.runs_on = None
        row.save(force_insert=False, update_fields=CHANGES)


@action("weeding.hold", "stoppade en gallring", "held a weeding back", may=rules.decide_weeding)
def hold(*, by: Actor, rows: Sequence[Weeding], reason: str, until: date) -> None:
    """Keep it until a day: somebody has asked to see it, or it is disputed. Raises Invalid."""
    if not reason.strip():
        raise Invalid("reason", _("Skriv varför gallringen får vänta."))
    if until <= clock.today():
        raise Invalid("until", _("Skriv en dag framåt; efter den faller raden ut igen."))
    for row in _locked(by, rows):
        key = keystore().open_boxes(by.agency, [row.box_id])[row.box_id]
        row.sealed = entries.seal_in(row.box, key, row.pk, "weeding", {"reason": reason})
        row.held_by, row.held_until = by.officer, until
        row.decided_by = row.decided_at = row.runs_on = None
        row.save(force_insert=False, update_fields=CHANGES)


@action("weeding.run", "gallrade", "weeded", may=rules.find_weeding)
def run(*, by: Actor) -> list[Weeding]:
    """Shred what a human has decided, or the method's file lets go by itself, when its grace is over.

    The times are worked out once more: a box that is no longer due, since somebody has written in the file or the
    law's time has changed, loses its decision instead.
    """
    now = {box.row.pk: box for box in boxes(by)}
    done = []
    for row in Weeding.of(by.agency).select_for_update().filter(done_at__isnull=True).order_by("due", "pk"):
        box = now.get(row.box_id)
        if box is None:  # dropped some other way: a visning that ended, an older key store put back
            _settle(row, items=0)
        elif _may_go(row, box):
            if box.is_due(clock.today()):
                shred(by, box.row)
                _settle(row, items=box.items)
                done.append(row)
            else:
                row.decided_by = row.decided_at = row.runs_on = None
                row.save(force_insert=False, update_fields=CHANGES)
    note(boxes=len(done))
    return done


@action(
    "weeding.again",
    "gallrade på nytt efter en återställning",
    "weeded again after a restore",
    may=rules.find_weeding,
)
def again(*, by: Actor) -> int:
    """After an older backup of the database was put back: what has a tombstone is marked as weeded again."""
    dead = keystore().tombstones()
    count = 0
    for box in KeyBox.of(by.agency).filter(dropped_at__isnull=True):
        if box.pk in dead:
            _forget(by, box)
            count += 1
    note(boxes=count)
    return count


def _keep_in_step(by: Actor, box: Box, row: Weeding | None) -> None:
    row = row or Weeding(agency_id=by.agency, case=box.case, box=box.row)
    facts = {
        "entry_class": box.rule.entry_class.id if box.rule else "", "due": box.due,
        "counted_from": str(box.rule.keep.counted_from) if box.rule else "",
        "source": box.rule.keep.source if box.rule else "", "items": box.items,
        "grace_days": box.rule.entry_class.grace_days if box.rule else 0,
        "by_itself": bool(box.rule and box.rule.keep.by_itself and box.case.closed_on),
    }  # fmt: skip
    if row._state.adding or any(getattr(row, name) != value for name, value in facts.items()):
        for name, value in facts.items():
            setattr(row, name, value)
        if row._state.adding:
            row.save()
        else:
            row.save(force_insert=False, update_fields=CHANGES)


def _may_go(row: Weeding, box: Box) -> bool:
    if row.is_held:
        return False
    if row.runs_on is not None:
        return row.runs_on <= clock.today()
    itself = bool(box.rule and box.rule.keep.by_itself and box.case.closed_on)
    return itself and box.due is not None and box.due + timedelta(days=row.grace_days) <= clock.today()


def shred(by: Actor, box: KeyBox) -> None:
    """Drop a box's key for good, and what stands about its content elsewhere. Only weeding calls it."""
    keystore().drop_box(by.agency, box.pk, at=clock.now().isoformat(), reason=REASON)
    _forget(by, box)


def _forget(by: Actor, box: KeyBox) -> None:
    """The key is gone; now the traces of names in the index, what other rooms keep, and what was sent about it."""
    if not KeyBox.of(by.agency).filter(pk=box.pk, dropped_at__isnull=True).exists():
        return  # it went a moment ago, together with another
    box.dropped_at = clock.now()
    box.save(force_insert=False, update_fields=["dropped_at"])
    search.forget(entries=Entry.of(by.agency).filter(box=box))
    shredding.tell(by, box)
    if not KeyBox.of(by.agency).filter(case=box.case_id, dropped_at__isnull=True).exists():
        case = CaseFile.of(by.agency).get(pk=box.case_id)
        search.forget(case=case)
        _empty(by, case)


def _empty(by: Actor, case: CaseFile) -> None:
    """What lies sealed to the agency itself about the case: events, and copies never taken in."""
    own = Disclosure.of(by.agency).filter(case=case).values("pk")
    came = Delivery.of(by.agency).filter(case=case).values("disclosure")
    about = Delivery.of(by.agency).filter(disclosure__in=own) | Delivery.of(by.agency).filter(
        disclosure__in=came
    )
    for row in about.exclude(sealed_to=b""):
        row.sealed_to = b""
        row.save(force_insert=False, update_fields=["sealed_to"])


def _settle(row: Weeding, *, items: int) -> None:
    row.done_at, row.items = clock.now(), items or row.items
    row.save(force_insert=False, update_fields=CHANGES)


def _locked(by: Actor, rows: Iterable[Weeding]) -> list[Weeding]:
    wanted = [row.pk for row in rows]
    found = list(
        Weeding.of(by.agency).select_for_update().filter(pk__in=wanted, done_at__isnull=True).order_by("pk")
    )
    if len(found) != len(set(wanted)):
        raise Conflict(wanted[0])
    return found
