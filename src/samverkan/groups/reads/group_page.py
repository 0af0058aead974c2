"""One group: how it stands, what is known of it, and what has been done, each on its day."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samverkan.groups.facts import Act, Audit, Focus, Link, Tie
from samverkan.groups.reads.members import MEMBERSHIP, Member, members
from samverkan.groups.reads.opening import (
    Files,
    acts,
    all_files,
    audits,
    entries_of,
    focus,
    links,
    names,
    of_kind,
    standing_today,
    ties,
)
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases

KINDS = (
    "subject", "group_audit", "focus_notice", "focus_proposal", "incident_link", "act", "group_sanction",
    "nomination",
)  # fmt: skip


@dataclass(frozen=True)
class GroupView:
    """Everything the group's page shows; lists newest first. `incidents` are those with a file that one may open."""

    case: CaseFile
    name: str
    audits: list[Audit]
    ties: list[Tie]
    called: dict[str, str]
    links: list[Link]
    acts: list[Act]
    focus: list[Focus]
    entries: dict[UUID, OpenEntry]
    proposals: list[OpenEntry]
    notices: list[OpenEntry]
    incidents: dict[str, CaseFile]
    members: list[Member]

    @property
    def audit(self) -> Audit | None:
        """The newest audit."""
        return self.audits[0] if self.audits else None

    @property
    def in_focus(self) -> Focus | None:
        """The time of increased focus that runs today."""
        today = clock.today()
        return next((each for each in self.focus if each.holds_on(today)), None)


def group_view(actor: Actor, case: CaseFile) -> GroupView:
    """The group's page: all of its own file, and of the others only what may name this group."""
    programme, key, own = case.programme_id, str(case.list_id), Files({str(case.list_id): case})
    groups, said = all_files.later(actor, programme, ""), entries_of.later(actor, [case.pk], sorted(KINDS))
    tied = of_kind.later(actor, programme, "tie")
    persons = of_kind.later(actor, programme, MEMBERSHIP)  # nobody but the police reads that
    # A tie stands in one of the two files, and only its sealed content says with which group: all of them are opened.
    mine, every = standing_today(said.rows), Files({str(each.list_id): each for each in groups.rows})
    opened = standing_today(each for each in tied.rows if each.case_id in every.keys)
    tie_entries = [each for each in opened if each.row.case_id == case.pk or each["other_group"] == key]
    held_ties, held_links = _ties(ties(tie_entries, every)), links(mine, own)
    others = {each for tie in held_ties for each in (tie.group, tie.other)} & every.by_key.keys() - {key}
    called = entries_of.later(actor, [every.by_key[each].pk for each in sorted(others)], ["subject"])
    incidents = _incidents.later(actor, programme, [UUID(each.incident) for each in held_links])
    found = members(actor, case, standing_today(persons.rows))
    named = names([*mine, *standing_today(called.rows)], every)
    return GroupView(
        case=case, name=named.get(key, ""),
        audits=sorted(audits(mine, own), key=lambda each: each.on, reverse=True),
        ties=held_ties, called={each: named.get(each) or every.by_key[each].number for each in others},
        links=sorted(held_links, key=lambda each: each.day, reverse=True),
        acts=sorted(acts(mine, own), key=lambda each: each.day, reverse=True),
        focus=focus(mine, own), entries={each.row.pk: each for each in (*mine, *tie_entries)},
        proposals=[each for each in mine if each.row.kind == "focus_proposal"],
        notices=[each for each in mine if each.row.kind == "focus_notice"],
        incidents={str(each.list_id): each for each in incidents.rows}, members=found,
    )  # fmt: skip


def _ties(found: list[Tie]) -> list[Tie]:
    """Those that hold first, then by day."""
    return sorted(found, key=lambda each: (each.ended is not None, -each.since.toordinal()))


@prepared
def _incidents(actor: Actor, programme: UUID, wanted: list[UUID]) -> "QuerySet[CaseFile]":
    rows = CaseFile.of(actor.agency).filter(programme=programme, side="incident", list_id__in=wanted)
    return visible_cases(actor, rows)
