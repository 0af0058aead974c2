"""A meeting under way: a case of the police's, shared with the social services, unknown to the probation service."""

from dataclasses import dataclass
from typing import Any

from samverkan.casework import actions
from samverkan.casework.models import Meeting
from samverkan.secrecy import clock
from samverkan.secrecy.models import CaseFile, Entry
from support.acts import Acts
from support.world import SOCIAL, World


@dataclass
class Table:
    """What is on the table: the meeting, the police's file and the social services' own on the same matter."""

    acts: Acts
    meeting: Meeting
    police: CaseFile
    social: CaseFile
    note: Entry

    def point(self, username: str, case: CaseFile) -> None:
        actions.point_at(by=self.acts.actor(username), meeting=self.meeting, case=case)


def laid(world: World, *, opened: bool = True) -> Table:
    """One matter disclosed from the police to the social services, active on the list, and a meeting."""
    acts = Acts(world)
    case = acts.nominate("pol.samordnare")
    actions.move(by=acts.actor("pol.beslut"), case=case, move="confirm", reason="Stämmer.")
    case = actions.move(by=acts.actor("pol.samordnare"), case=case, move="activate")
    note = acts.note("pol.samordnare", case, "Hotades i går.")
    acts.disclose("pol.samordnare", case, SOCIAL, note, acts.of_kind("pol.samordnare", case, "identity"))
    theirs = acts.receive("soc.beslut").case
    actions.assign(by=acts.actor("soc.beslut"), case=theirs, assignment=_held(acts, "soc.handlaggare"))
    return Table(acts, start(acts, opened=opened), case, theirs, note)


def start(acts: Acts, *, opened: bool = True) -> Meeting:
    """A meeting planned for now by the coordinator, and opened."""
    chair = acts.actor("pol.samordnare")
    meeting = actions.plan_meeting(by=chair, programme=acts.programme(), starts_at=clock.now(), place="Prov")
    return actions.open_meeting(by=chair, meeting=meeting) if opened else meeting


def _held(acts: Acts, username: str) -> Any:
    from samverkan.secrecy.models import Assignment

    return Assignment.objects.get(pk=acts.actor(username).assignment)
