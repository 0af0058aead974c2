"""The incidents: what happened, newest first, and which groups humans have linked them to."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from samverkan.groups.facts import Link
from samverkan.groups.reads.opening import files, links, names, opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile

SHOWN = 100  # on a page


@dataclass(frozen=True)
class Linked:
    """A link from an incident to a group that the actor may open."""

    link: Link
    group: CaseFile
    name: str
    entry: OpenEntry


@dataclass(frozen=True)
class IncidentLine:
    """An incident. `incident` is None where the agency was told of the matter but not of what happened."""

    case: CaseFile
    name: str
    incident: OpenEntry | None
    reviews: list[OpenEntry]
    details: list[OpenEntry]
    linked: list[Linked]


def incident_lines(actor: Actor, programme: UUID, *, closed: bool = False) -> list[IncidentLine]:
    """The incidents that the actor may open, by day, newest first."""
    found = files(actor, programme, "incident", closed=closed)
    wanted = ("subject", "incident", "incident_review", "incident_detail")
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in opened(actor, found.by_key.values(), wanted):
        by_case[each.row.case_id].append(each)
    tied = _linked(actor, programme)
    lines = [_line(case, by_case[case.pk], tied.get(key, [])) for key, case in found.by_key.items()]
    return sorted(lines, key=_when, reverse=True)


def incident_line(actor: Actor, case: CaseFile) -> IncidentLine:
    """One incident."""
    wanted = ("subject", "incident", "incident_review", "incident_detail")
    return _line(
        case, opened(actor, [case], wanted), _linked(actor, case.programme_id).get(str(case.list_id), [])
    )


def _linked(actor: Actor, programme: UUID) -> dict[str, list[Linked]]:
    """The links by incident, from the files of the groups."""
    groups = files(actor, programme, closed=True)
    entries = opened(actor, groups.by_key.values(), ("subject", "incident_link"))
    said, by_id = names(entries, groups), {each.row.pk: each for each in entries}
    found: dict[str, list[Linked]] = defaultdict(list)
    for link in links(entries, groups):
        case = groups.by_key[link.group]
        found[link.incident].append(
            Linked(link, case, said.get(link.group) or case.number, by_id[link.entry])
        )
    return {key: sorted(each, key=lambda linked: linked.name.casefold()) for key, each in found.items()}


def _line(case: CaseFile, entries: list[OpenEntry], linked: list[Linked]) -> IncidentLine:
    def of(kind: str) -> list[OpenEntry]:
        return [each for each in entries if each.row.kind == kind]

    named = next((str(each["name"]) for each in of("subject")), "")
    incident = next(iter(of("incident")), None)
    return IncidentLine(case, named, incident, of("incident_review"), of("incident_detail"), linked)


def _when(line: IncidentLine) -> tuple[str, str]:
    on = line.incident.row.happened_on if line.incident else None
    return (on.isoformat() if on else "", line.case.number)
