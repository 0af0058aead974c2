"""What is said across the table: written down, and handed to those who heard it, in one act."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from samverkan.casework.actions.facts import add
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.disclosures import second_asked
from samverkan.methods import known
from samverkan.methods.asking import has_field
from samverkan.secrecy import disclosing, door_rules, entries
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Disclosure, Entry, Mode
from samverkan.secrecy.rules import visible


@action(
    "disclosure.say", "sade och lämnade ut på plats", "said and disclosed on the spot", may=door_rules.speak
)
def say(
    *, by: Actor, case: CaseFile, receivers: Sequence[UUID], decision: disclosing.Decision, request: UUID,
    note: Mapping[str, Any] | None = None, entry: UUID | None = None,
) -> list[Disclosure]:  # fmt: skip
    """Disclose a note now written, or an entry that is there, to each receiver: all or none.

    Sent twice with one `request` it is done once, note and all. Raises what `on_the_spot` and `add` raise.
    """
    if not receivers:
        raise Invalid("receivers", _("Välj vem som får höra det."))
    if (note is None) == (entry is None):
        raise Invalid("text", _("Skriv vad som sägs, eller välj en uppgift som redan finns."))
    CaseFile.of(by.agency).select_for_update().get(pk=case.pk)  # two clicks at once: the second one waits
    requests = {receiver: uuid5(request, str(receiver)) for receiver in receivers}
    earlier = list(Disclosure.of(by.agency).filter(request__in=requests.values()))
    if earlier:
        return earlier
    row = _entry(by, case, note, entry)
    items = [disclosing.Item(row.pk, tuple(entries.open_one(row).fields or {}))]
    asked = second_asked(case, [row.kind], Mode.SPOT, decision.ground) is not None
    return [
        disclosing.on_the_spot(
            by=by, case=case, receiver=receiver, items=items, decision=decision, request=once,
            four_eyes=asked,
        )
        for receiver, once in requests.items()
    ]  # fmt: skip


def _entry(by: Actor, case: CaseFile, note: Mapping[str, Any] | None, entry: UUID | None) -> Entry:
    if note is not None:
        kind = pinned(case.method, case.method_version).kind(known.NOTE)
        return add(
            by=by, case=case, kind=kind.id, fields={k: v for k, v in note.items() if has_field(kind, k)}
        )
    assert entry is not None  # checked by the caller
    found = visible(by, Entry.of(by.agency).filter(pk=entry, case=case)).first()
    if found is None:
        raise Invalid("entry", _("Uppgiften finns inte i akten."))
    return found
