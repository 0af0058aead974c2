"""Increased focus (ökat fokus) on a group: begun, reviewed and stopped by a named person, with reasons, on a day.

The criteria are answered in words beforehand (`focus_proposal`), by another than the one who decides: the method's
step asks for both, and casework's rule holds it (docs/adr/0021-side-files.md).
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile

FOCUS = "focus"


@action("group.start_focus", "beslutade om ökat fokus", "decided on increased focus", may=rules.decide_focus)
def start_focus(
    *, by: Actor, group: CaseFile, text: str, from_day: date, review_on: date, seen_phase: str | None = None
) -> CaseFile:
    """Begin it. Raises Refused without a proposal by somebody else, Conflict when the group has moved on meanwhile."""
    _notice(by, group, "started", text, from_day, review_on)
    return actions.move(by=by, case=group, move="start_focus", seen_phase=seen_phase)


@action(
    "group.continue_focus", "lät ökat fokus fortsätta", "let increased focus go on", may=rules.decide_focus
)
def continue_focus(
    *, by: Actor, group: CaseFile, text: str, from_day: date, review_on: date, seen_phase: str | None = None
) -> CaseFile:
    """Review it and let it go on until a new day. Raises Conflict where the group is no longer in focus."""
    now = CaseFile.of(by.agency).select_for_update().get(pk=group.pk)
    if now.phase != FOCUS or seen_phase not in {None, "", FOCUS}:
        raise Conflict(group.pk)
    _notice(by, group, "continued", text, from_day, review_on)
    return now


@action("group.stop_focus", "avslutade ökat fokus", "stopped increased focus", may=rules.decide_focus)
def stop_focus(
    *, by: Actor, group: CaseFile, text: str, from_day: date, seen_phase: str | None = None
) -> CaseFile:
    """Stop it, with reasons. Raises as `start_focus`."""
    _notice(by, group, "stopped", text, from_day)
    return actions.move(by=by, case=group, move="stop_focus", seen_phase=seen_phase)


def _notice(
    by: Actor, group: CaseFile, state: str, text: str, from_day: date, review_on: date | None = None
) -> None:
    if review_on is not None and review_on <= from_day:
        raise Invalid("review_on", _("Omprövningen ska komma efter den dag då beslutet börjar gälla."))
    fields = {"state": state, "from_day": from_day.isoformat(), "text": text}
    if review_on is not None:
        fields["review_on"] = review_on.isoformat()
    actions.add(by=by, case=group, kind="focus_notice", fields=fields)
