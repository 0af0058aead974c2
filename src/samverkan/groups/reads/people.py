"""The persons with a file of their own in a programme about groups, for the few roles that open such files."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from samverkan.casework.reads.lists import markings_in, protected
from samverkan.groups.reads.opening import files, opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile

KINDS = ("identity", "identity_protected", "marking", "membership", "notification")


@dataclass(frozen=True)
class PersonLine:
    """A person by name, the groups they belong to today, and the latest talk."""

    case: CaseFile
    name: str
    protected: bool
    markings: tuple[str, ...]
    groups: list[str]
    last_talk: OpenEntry | None


def person_lines(actor: Actor, programme: UUID) -> list[PersonLine]:
    """The persons, by name and number."""
    found = files(actor, programme, "person")
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in opened(actor, found.by_key.values(), KINDS):
        by_case[each.row.case_id].append(each)
    locked = set(protected(actor, list(by_case), [programme]))
    lines = [_line(case, by_case[case.pk], case.pk in locked) for case in found.by_key.values()]
    return sorted(lines, key=lambda line: (line.name == "", line.name.casefold(), line.case.number))


def _line(case: CaseFile, held: list[OpenEntry], protected: bool) -> PersonLine:
    called = [str(each["name"]) for each in held if each.row.kind in {"identity", "identity_protected"}]
    groups = {
        str(each["group_name"]) for each in held if each.row.kind == "membership" and not each["ended_on"]
    }
    talks = [each for each in held if each.row.kind == "notification"]
    last = max(talks, key=lambda each: str(each["held_on"]), default=None)
    return PersonLine(case, called[0] if called else "", protected, markings_in(held), sorted(groups), last)
