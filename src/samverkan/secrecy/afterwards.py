"""What happens to a disclosure afterwards: taken back, corrected, ended. Each travels as an event."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samverkan.secrecy import clock, disclosing, door, door_rules, entries, search
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import keystore
from samverkan.secrecy.models import Delivery, DisclosedEntry, Disclosure, Entry, KeyBox
from samverkan.secrecy.rules import visible
from samverkan.secrecy.verdict import Verdict

State = Disclosure.State
CROSSED = (State.DECIDED, State.RECEIVED)


@action(
    "disclosure.withdraw", "återkallade ett utlämnande", "withdrew a disclosure", may=door_rules.take_back
)
def withdraw(*, by: Actor, disclosure: Disclosure, reason: str) -> Disclosure:
    """Take a disclosure back. A visning ends at once; of what was handed over the receiver is told.

    Raises Invalid without a reason, Conflict when it never crossed or is taken back already.
    """
    if not reason.strip():
        raise Invalid("reason", _("Skriv varför utlämnandet återkallas; mottagaren får läsa det."))
    row = Disclosure.of(by.agency).select_for_update().get(pk=disclosure.pk)
    if row.state not in CROSSED:
        raise Conflict(row.pk)
    row.state = State.WITHDRAWN
    now = clock.now().isoformat()
    disclosing.reseal(row, withdrawn_reason=reason, withdrawn_by=str(by.officer), withdrawn_at=now)
    row.save(force_insert=False)
    door.send_event(row.pk, row.receiver_id, "withdrawn", {"reason": reason})
    return row


@action("disclosure.correct", "skickade en rättelse", "sent a correction", may=door_rules.take_back)
def correct(*, by: Actor, disclosure: Disclosure, corrected: Entry) -> None:
    """Send the corrected version of one entry to whoever holds the old one: the same fields, no others.

    The giver keeps on the disclosure which version was sent, when and by whom.
    """
    row = Disclosure.of(by.agency).select_for_update().get(pk=disclosure.pk)
    ended = row.ends_on is not None and row.ends_on < clock.today()
    if row.state not in CROSSED or ended:
        raise Conflict(row.pk)
    item = _superseded_item(row, corrected)
    if item is None or not visible(by, Entry.of(by.agency).filter(pk=corrected.pk)).exists():
        raise Invalid("entry", _("Den rättade uppgiften ersätter ingen uppgift i utlämnandet."))
    fields = entries.open_one(corrected).fields or {}
    kept = {name: fields[name] for name in item.fields if name in fields}
    content = {
        "entry": str(item.entry_id), "kind": corrected.kind, "fields": kept,
        "happened_on": str(corrected.happened_on or ""),
    }  # fmt: skip
    held = entries.open_in(row.box_id, row.pk, "disclosure", bytes(row.sealed)) or {}
    sent = {"entry": str(corrected.pk), "at": clock.now().isoformat(), "by": str(by.officer)}
    disclosing.reseal(row, corrections=[*held.get("corrections", []), sent])
    row.save(force_insert=False, update_fields=["sealed"])
    door.send_event(row.pk, row.receiver_id, "corrected", content)


def _superseded_item(disclosure: Disclosure, corrected: Entry) -> DisclosedEntry | None:
    """What the receiver holds of an entry now corrected, be it for the second or third time."""
    items = {
        item.entry_id: item for item in DisclosedEntry.of(disclosure.agency_id).filter(disclosure=disclosure)
    }
    older = corrected.supersedes
    while older is not None and older.pk not in items:
        older = older.supersedes
    return None if older is None else items[older.pk]


def weed_ended(by: Actor) -> int:
    """Shred the boxes of visningar that have ended; returns how many. Run by the nightly worker."""
    return len(_weed(by=by))


def _anyone(by: Actor, **_facts: object) -> Verdict:
    return Verdict(by.kind == "system", _("Gallringen körs av systemet."))


@action("visning.weed", "gallrade avslutade visningar", "weeded ended showings", may=_anyone)
def _weed(*, by: Actor) -> list[KeyBox]:
    dropped = KeyBox.of(by.agency).filter(dropped_at__isnull=False).values_list("pk", flat=True)
    for back in keystore().open_boxes(by.agency, dropped):  # only after an older key store was put back
        keystore().drop_box(by.agency, back, at=clock.now().isoformat(), reason="dropped again")
    ended = Entry.of(by.agency).filter(ends_on__lt=clock.today()).values("box")
    boxes = list(KeyBox.of(by.agency).filter(pk__in=ended, retention=entries.SHOWN, dropped_at__isnull=True))
    for box in boxes:
        keystore().drop_box(by.agency, box.pk, at=clock.now().isoformat(), reason="visning ended")
        box.dropped_at = clock.now()
        box.save(force_insert=False, update_fields=["dropped_at"])
        search.forget(entries=Entry.of(by.agency).filter(box=box))
    _empty_untaken(by)
    return boxes


def _empty_untaken(by: Actor) -> None:
    """Copies that nobody took in, and whose time is out or which were taken back: nothing of them stays readable."""
    taken_back = Delivery.of(by.agency).filter(
        kind="event", event="withdrawn", disclosure=OuterRef("disclosure")
    )
    waiting = Delivery.of(by.agency).filter(kind="copy", state="waiting").exclude(sealed_to=b"")
    for row in waiting.filter(Q(ends_on__lt=clock.today()) | Exists(taken_back)):
        row.sealed_to = b""
        row.save(force_insert=False, update_fields=["sealed_to"])
