"""Call-ins: planned, people summoned, held. Who came is noted in each person's file and read by the fewest."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.groups.reads.opening import opened
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry, Programme

Given = Mapping[str, Any]


def plan_call_in(*, by: Actor, programme: Programme, call_in: Given) -> CaseFile:
    """Open a file on a call-in, called by its day."""
    named = {"subject": {"name": f"Call-in {call_in.get('day', '')}"}, "call_in": call_in}
    return actions.open_beside(by=by, programme=programme, side="call_in", entries=named)


@action(
    "call_in.invite", "kallade en person till en call-in", "summoned a person to a call-in", may=rules.invite
)
def invite(
    *, by: Actor, person: CaseFile, call_in: CaseFile, fields: Given, group: CaseFile | None = None
) -> Entry:
    """Write in the person's file that they are summoned, why and on which basis. Raises Invalid if they are already."""
    _same_programme(person, call_in)
    if _about(by, person, "invitation", call_in) is not None:
        raise Invalid("person", _("Personen är redan kallad till den här träffen."))
    given = {"called_on": clock.today().isoformat(), **fields, "call_in": str(call_in.list_id)}
    if group is not None:
        given["group"] = str(group.list_id)
    return actions.add(by=by, case=person, kind="invitation", fields=given)


@action(
    "call_in.attend", "antecknade närvaro vid en call-in", "noted attendance at a call-in", may=rules.attend
)
def attend(*, by: Actor, person: CaseFile, call_in: CaseFile, came: str) -> Entry:
    """Note whether a person came. A second note stands instead of the first."""
    _same_programme(person, call_in)
    given = {"call_in": str(call_in.list_id), "noted_on": clock.today().isoformat(), "came": came}
    earlier = _about(by, person, "attendance", call_in)
    if earlier is not None:
        return actions.supersede(by=by, entry=earlier.row, fields=given)
    return actions.add(by=by, case=person, kind="attendance", fields=given)


@action("call_in.hold", "skrev in att en call-in hållits", "wrote that a call-in was held", may=rules.hold)
def hold(*, by: Actor, call_in: CaseFile, outcome: Given, groups: Iterable[CaseFile] = ()) -> CaseFile:
    """Write how it went, date it in the file of each group that was told, and move the call-in on.

    In the groups' files stands that the message was given that day, and nothing of who came.
    """
    actions.add(by=by, case=call_in, kind="call_in_outcome", fields=outcome)
    for group in groups:
        _same_programme(group, call_in)
        act = {"acted_on": outcome["held_on"], "what": "call_in", "authority": by.kind}
        actions.add(by=by, case=group, kind="act", fields=act)
    return actions.move(by=by, case=call_in, move="hold_call_in")


def _about(by: Actor, person: CaseFile, kind: str, call_in: CaseFile) -> OpenEntry | None:
    """The person's entry of a kind that names this call-in."""
    wanted = str(call_in.list_id)
    return next((each for each in opened(by, [person], [kind]) if each["call_in"] == wanted), None)


def _same_programme(one: CaseFile, other: CaseFile) -> None:
    if one.programme_id != other.programme_id:
        raise Invalid("person", _("Välj ett ärende i samma verksamhet."))
