"""Custom notifications (enskilda samtal): the whole of it in the person's file, the dated act in the group's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Entry

PARTS = ("said_message", "said_help", "said_consequence")
NOT_MET = "not_met"


@action("group.notify", "skrev in ett enskilt samtal", "wrote down a custom notification", may=rules.notify)
def notify(*, by: Actor, person: CaseFile, group: CaseFile, fields: Mapping[str, Any]) -> Entry:
    """Log a talk with a person. In the group's file stands the day, and not who it was.

    Raises Invalid where nothing of the message was said though the person was met, or where the two that gave
    it are one.
    """
    if (
        fields.get("messenger_one", "").strip().casefold()
        == fields.get("messenger_two", "").strip().casefold()
    ):
        raise Invalid("messenger_two", _("Budskapet framförs av två. Skriv vem den andra var."))
    met = fields.get("response") != NOT_MET
    if met and not any(fields.get(part) for part in PARTS):
        raise Invalid("said_message", _("Markera vad som sades, eller att personen inte gick att nå."))
    if person.programme_id != group.programme_id:
        raise Invalid("group", _("Välj ett ärende i samma verksamhet."))
    entry = actions.add(
        by=by, case=person, kind="notification", fields={**fields, "group": str(group.list_id)}
    )
    if met:
        act = {"acted_on": fields["held_on"], "what": "notification", "authority": by.kind}
        actions.add(by=by, case=group, kind="act", fields=act)
    return entry
