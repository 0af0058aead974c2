"""Who may do what with groups. Each act here is made of casework's own acts, and asks their rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.rules import in_programme, on_case
from samverkan.secrecy.verdict import Verdict, no, yes


def link(by: Actor, *, incident: CaseFile, group: CaseFile, **_facts: Any) -> Verdict:
    """Tie an incident to a group: write in the group's file, and open the incident's."""
    return _both(by, group, "incident_link", incident)


def tie(by: Actor, *, group: CaseFile, **_facts: Any) -> Verdict:
    """Write down a conflict or an alliance in the group's file."""
    return rules.write(by, case=group, kind="tie")


def end_tie(by: Actor, *, entry: Entry, **_facts: Any) -> Verdict:
    """End a tie of one's own agency: another's is ended by whoever disclosed it."""
    if entry.kind != "tie":
        return no(_("Det är varken en konflikt eller en allians."))
    return rules.supersede(by, entry=entry)


def join(by: Actor, *, person: CaseFile, group: CaseFile, **_facts: Any) -> Verdict:
    """Write that a person belongs to a group: in the person's file, never in the group's."""
    return _both(by, person, "membership", group)


def notify(by: Actor, *, person: CaseFile, group: CaseFile, **_facts: Any) -> Verdict:
    """Log a custom notification: in the person's file, and without the person in the group's."""
    allowed = rules.write(by, case=person, kind="notification")
    return allowed and rules.write(by, case=group, kind="act")


def invite(by: Actor, *, person: CaseFile, call_in: CaseFile, **_facts: Any) -> Verdict:
    """Summon a person to a call-in."""
    return _both(by, person, "invitation", call_in)


def attend(by: Actor, *, person: CaseFile, call_in: CaseFile, **_facts: Any) -> Verdict:
    """Note who came."""
    return _both(by, person, "attendance", call_in)


def hold(by: Actor, *, call_in: CaseFile, **_facts: Any) -> Verdict:
    """Write that a call-in was held."""
    return rules.write(by, case=call_in, kind="call_in_outcome")


def decide_focus(by: Actor, *, group: CaseFile, **_facts: Any) -> Verdict:
    """Start or stop increased focus: whoever writes the notice. That it is another than the proposer, the move asks."""
    return rules.write(by, case=group, kind="focus_notice")


def proposed_by_another(by: Actor, *, group: CaseFile, **_facts: Any) -> Verdict:
    """Whether the criteria were answered since the group came to its stage, and by somebody else than the actor."""
    proposal = rules.written_since(by, group, "focus_proposal")
    if proposal is None:
        return no(_("Kriterierna är inte besvarade än. Någon annan än du ska göra det först."))
    if proposal.made_by == by.officer:
        return no(_("Du har själv besvarat kriterierna. Någon annan måste besluta."))
    return yes(_("kriterierna är besvarade av någon annan"))


def hand_over_call(by: Actor, *, call: CaseFile, **_facts: Any) -> Verdict:
    """Write what came of a call, and propose the hand-over."""
    return rules.write(by, case=call, kind="help_handover")


def write_work(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Write in the programme's own file, which is opened if the authority has none."""
    return rules.open_beside(by, programme=programme, side="work")


def export(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Hand pseudonymised data to an evaluator: a decider of the authority."""
    return in_programme(by, "decide", programme)


def fetch(by: Actor, *, decision: OpenEntry, **_facts: Any) -> Verdict:
    """Fetch what was decided: whoever may decide so, and reads the decision."""
    return on_case(by, "decide", decision.row.case)


def _both(by: Actor, case: CaseFile, kind: str, other: CaseFile) -> Verdict:
    """Write a kind in one file that names another, which the officer must be able to open as well."""
    allowed = rules.write(by, case=case, kind=kind)
    return allowed and rules.reach(by, case=other)
