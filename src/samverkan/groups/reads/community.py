"""The community: the register of voices, and the network meetings. Nothing about offences can stand in either."""

from dataclasses import dataclass
from uuid import UUID

from samverkan.groups.reads.opening import files, opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile


@dataclass(frozen=True)
class VoiceLine:
    """A voice in the register."""

    case: CaseFile
    voice: OpenEntry


@dataclass(frozen=True)
class Community:
    """The voices by name, and the meetings newest first."""

    voices: list[VoiceLine]
    meetings: list[OpenEntry]


def community(actor: Actor, programme: UUID) -> Community:
    """What the acting agency holds of the community."""
    found = files(actor, programme, "voice")
    by_id = {case.pk: case for case in found.by_key.values()}
    seen: dict[UUID, OpenEntry] = {}
    for each in opened(actor, by_id.values(), ("voice",)):
        seen.setdefault(each.row.case_id, each)
    voices = [VoiceLine(by_id[key], each) for key, each in seen.items()]
    meetings = opened(actor, files(actor, programme, "work").by_key.values(), ("network_meeting",))
    return Community(
        sorted(voices, key=lambda line: str(line.voice["name"]).casefold()),
        sorted(meetings, key=lambda each: str(each["held_on"]), reverse=True),
    )
