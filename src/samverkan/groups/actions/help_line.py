"""The help line: a call taken with the fewest fields, and handed over through the door if the caller says yes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.groups.reads.opening import opened
from samverkan.secrecy import disclosing
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, CaseFile, Disclosure, Party, Programme

Given = Mapping[str, Any]
TO_NOBODY = ("", "none")
TAKES = {
    "exit": "exit"
}  # what the hand-over is to, and the kind of authority that takes it; else social services
HANDED = ("help_call", "help_handover")


def take_call(*, by: Actor, programme: Programme, call: Given) -> CaseFile:
    """Open a file on a call. The caller may be anybody: no name is asked for."""
    return actions.open_beside(by=by, programme=programme, side="help_call", entries={"help_call": call})


@action("help_line.hand_over", "avslutade ett samtal till hjälplinjen", "settled a call to the help line",
        may=rules.hand_over_call)  # fmt: skip
def hand_over(*, by: Actor, call: CaseFile, fields: Given) -> Disclosure | None:
    """Write what came of the call and, if the caller said yes, propose the hand-over; a decider then decides.

    Nothing to hand over where the same authority both answers and takes over. Raises Invalid when the caller has
    not said yes, or nobody in the programme can take over.
    """
    asked = str(fields.get("to", ""))
    to = None if asked in TO_NOBODY else TAKES.get(asked, "social")
    if to and not fields.get("agreed"):
        raise Invalid("agreed", _("Lämna bara över om den som ringde har sagt ja."))
    receiver = _receiver(by, call.programme_id, to) if to else None
    actions.add(by=by, case=call, kind="help_handover", fields=fields)
    if receiver is None:
        return None
    items = [disclosing.Item(each.row.pk, tuple(each.fields or {})) for each in opened(by, [call], HANDED)]
    why = str(_("Den som ringde till hjälplinjen har sagt ja till överlämningen."))
    return disclosing.propose(by=by, case=call, receiver=receiver, items=items, why=why)


def _receiver(by: Actor, programme: UUID, kind: str) -> UUID | None:
    """The party that takes over; None where that is the own authority."""
    if by.kind == kind:
        return None
    parties = Party.objects.filter(programme=programme).values("agency")
    found = Agency.objects.filter(pk__in=parties, kind=kind).order_by("name").first()
    if found is None:
        raise Invalid("to", _("Ingen sådan myndighet deltar i verksamheten. Välj något annat."))
    return found.pk
