"""One group: how it stands, what is known of it, and what has been done, each on its day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samverkan.casework.reads.lists import markings_in, protected
from samverkan.groups.facts import Act, Audit, Focus, Link, Tie
from samverkan.groups.reads.opening import Files, acts, audits, files, focus, links, names, opened, ties
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile

KINDS = (
    "subject", "group_audit", "tie", "focus_notice", "focus_proposal", "incident_link", "act", "group_sanction",
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
    members: list["Member"]

    @property
    def audit(self) -> Audit | None:
        """The newest audit."""
        return self.audits[0] if self.audits else None

    @property
    def in_focus(self) -> Focus | None:
        """The time of increased focus that runs today."""
        today = clock.today()
        return next((each for each in self.focus if each.holds_on(today)), None)


@dataclass(frozen=True)
class Member:
    """Who belongs to the group, from the person's own file."""

    person: CaseFile
    name: str
    membership: OpenEntry
    until: date | None
    markings: tuple[str, ...]
    protected: bool


def group_view(actor: Actor, case: CaseFile) -> GroupView:
    """The group's page, from its file and, for ties, from those of the others."""
    all_groups = files(actor, case.programme_id, closed=True)
    entries = opened(actor, all_groups.by_key.values(), KINDS)
    key, own = str(case.list_id), Files({str(case.list_id): case})
    mine = [each for each in entries if each.row.case_id == case.pk]
    named = names(entries, all_groups)
    called = {each: named.get(each) or found.number for each, found in all_groups.by_key.items()}
    return GroupView(
        case=case, name=named.get(key, ""),
        audits=sorted(audits(mine, own), key=lambda each: each.on, reverse=True),
        ties=_ties(ties(entries, all_groups), key), called=called,
        links=sorted(links(mine, own), key=lambda each: each.day, reverse=True),
        acts=sorted(acts(mine, own), key=lambda each: each.day, reverse=True),
        focus=focus(mine, own), entries={each.row.pk: each for each in entries},
        proposals=[each for each in mine if each.row.kind == "focus_proposal"],
        notices=[each for each in mine if each.row.kind == "focus_notice"],
        incidents=dict(files(actor, case.programme_id, "incident", closed=True).by_key),
        members=_members(actor, case),
    )  # fmt: skip


def _ties(found: list[Tie], key: str) -> list[Tie]:
    """The group's ties, whichever of the two files they stand in: those that hold first, then by day."""
    mine = [each for each in found if key in {each.group, each.other}]
    return sorted(mine, key=lambda each: (each.ended is not None, -each.since.toordinal()))


def _members(actor: Actor, case: CaseFile) -> list[Member]:
    """From the persons' own files, for those who may open them; by name."""
    people = files(actor, case.programme_id, "person")
    entries = opened(
        actor, people.by_key.values(), ("identity", "identity_protected", "marking", "membership")
    )
    called: dict[UUID, str] = {}
    for each in entries:
        if each.row.kind in {"identity", "identity_protected"}:
            called.setdefault(each.row.case_id, str(each["name"]))
    by_id = {person.pk: person for person in people.by_key.values()}
    marked: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in entries:
        marked[each.row.case_id].append(each)
    locked = set(protected(actor, list(by_id), [case.programme_id]))
    found = [
        Member(
            by_id[each.row.case_id], called.get(each.row.case_id, ""), each, _until(each),
            markings_in(marked[each.row.case_id]), each.row.case_id in locked,
        )
        for each in entries
        if each.row.kind == "membership" and each["group"] == str(case.list_id)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.until is not None, each.name.casefold(), each.person.number))


def _until(each: OpenEntry) -> date | None:
    return date.fromisoformat(each["ended_on"]) if each["ended_on"] else None
