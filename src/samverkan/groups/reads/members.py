"""Who belongs to a group: of the persons' own files what says so is opened, and who they are only of its own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samverkan.casework.reads.lists import markings_in, protected
from samverkan.groups.reads.opening import entries_of, standing_today
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases

MEMBERSHIP, WHO = "membership", ["identity", "identity_protected", "marking"]


@dataclass(frozen=True)
class Member:
    """Who belongs to the group, from the person's own file."""

    person: CaseFile
    name: str
    membership: OpenEntry
    until: date | None
    markings: tuple[str, ...]
    protected: bool


def members(actor: Actor, group: CaseFile, memberships: list[OpenEntry]) -> list[Member]:
    """Those whom an opened `membership` ties to the group, in files that one may open; by name."""
    tied = [each for each in memberships if each["group"] == str(group.list_id)]
    people = list({each.row.case_id for each in tied})
    files, who = _files.later(actor, group.programme_id, people), entries_of.later(actor, people, WHO)
    locked = protected.later(actor, people, [group.programme_id])
    by_id, hidden = {person.pk: person for person in files.rows}, set(locked.rows)
    told: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in standing_today(who.rows):
        told[each.row.case_id].append(each)
    found = [
        Member(
            by_id[each.row.case_id], _name(told[each.row.case_id]), each, _until(each),
            markings_in(told[each.row.case_id]), each.row.case_id in hidden,
        )
        for each in tied if each.row.case_id in by_id
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.until is not None, each.name.casefold(), each.person.number))


def _name(told: list[OpenEntry]) -> str:
    return next((str(each["name"]) for each in told if each.row.kind != "marking"), "")


def _until(each: OpenEntry) -> date | None:
    return date.fromisoformat(each["ended_on"]) if each["ended_on"] else None


@prepared
def _files(actor: Actor, programme: UUID, people: list[UUID]) -> "QuerySet[CaseFile]":
    rows = CaseFile.of(actor.agency).filter(
        programme=programme, pk__in=people, side="person", closed_on__isnull=True
    )
    return visible_cases(actor, rows.filter(list_id__isnull=False))
