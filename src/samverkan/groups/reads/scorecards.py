"""The scorecards of a period, from the acting agency's own files."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samverkan.casework.reads.lists import sort_key
from samverkan.groups.reads.opening import acts, files, links, names, opened
from samverkan.groups.scorecard import Card, Period, cards, incidents_in
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile

KINDS = ("subject", "incident_link", "act", "group_sanction")


@dataclass(frozen=True)
class GroupCard:
    """One group's counts."""

    case: CaseFile
    name: str
    card: Card


@dataclass(frozen=True)
class Scorecards:
    """All groups' counts, by name; and how many different incidents lie behind them."""

    period: Period
    groups: list[GroupCard]
    incidents: int


def scorecards(actor: Actor, programme: UUID, period: Period) -> Scorecards:
    """Count what was written down. Groups that were closed before the period are left out."""
    found = files(actor, programme, closed=True)
    there = {key: case for key, case in found.by_key.items() if _was_there(case, period.first)}
    entries = opened(actor, there.values(), KINDS)
    of_group = type(found)(there)
    tied, done, said = links(entries, of_group), acts(entries, of_group), names(entries, of_group)
    counted = cards(there, tied, done, period)
    lines = [GroupCard(case, said.get(key, ""), counted[key]) for key, case in there.items()]
    lines.sort(key=lambda line: (line.name == "", sort_key(line.name), line.case.number))
    return Scorecards(period, lines, incidents_in(tied, period))


def _was_there(case: CaseFile, first: date) -> bool:
    return case.closed_on is None or case.closed_on >= first
