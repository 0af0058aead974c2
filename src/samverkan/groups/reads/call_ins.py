"""Call-ins: the plan, who speaks, who is summoned; who came and how it is kept safe, for the fewest."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from samverkan.casework.reads.lists import markings_in, protected
from samverkan.groups.reads.opening import files, names, opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile

PLAN = ("subject", "call_in", "call_in_security", "speaker", "call_in_outcome")
PEOPLE = ("identity", "identity_protected", "marking", "invitation", "attendance")


@dataclass(frozen=True)
class Summoned:
    """A person summoned, as far as the actor may read: `name` empty where the identity is not theirs to see."""

    person: CaseFile
    name: str
    protected: bool
    markings: tuple[str, ...]
    invitation: OpenEntry
    attendance: OpenEntry | None
    group: str


@dataclass(frozen=True)
class CallIn:
    """One call-in. `plan`, `security` and `outcome` are None where not written, or not the actor's to read."""

    case: CaseFile
    name: str
    plan: OpenEntry | None
    security: OpenEntry | None
    speakers: list[OpenEntry]
    outcome: OpenEntry | None
    summoned: list[Summoned]


def call_ins(actor: Actor, programme: UUID) -> list[CallIn]:
    """All call-ins that the actor may open, without the people, latest day first."""
    found = files(actor, programme, "call_in", closed=True)
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in opened(actor, found.by_key.values(), ("subject", "call_in", "call_in_outcome")):
        by_case[each.row.case_id].append(each)
    lines = [_call_in(case, by_case[case.pk], []) for case in found.by_key.values()]
    return sorted(lines, key=_day, reverse=True)


def call_in(actor: Actor, case: CaseFile) -> CallIn:
    """One call-in with its people."""
    return _call_in(case, opened(actor, [case], PLAN), _summoned(actor, case))


def _call_in(case: CaseFile, entries: list[OpenEntry], summoned: list[Summoned]) -> CallIn:
    def first(kind: str) -> OpenEntry | None:
        return next((each for each in entries if each.row.kind == kind), None)

    named = first("subject")
    speakers = [each for each in entries if each.row.kind == "speaker"]
    return CallIn(
        case, str(named["name"]) if named else "", first("call_in"), first("call_in_security"),
        sorted(speakers, key=lambda each: (int(each["place_in_order"] or 0), str(each["name"]).casefold())),
        first("call_in_outcome"), summoned,
    )  # fmt: skip


def _summoned(actor: Actor, case: CaseFile) -> list[Summoned]:
    """Those summoned to this call-in, by name."""
    people, wanted = files(actor, case.programme_id, "person", closed=True), str(case.list_id)
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in opened(actor, people.by_key.values(), PEOPLE):
        by_case[each.row.case_id].append(each)
    locked = set(protected(actor, list(by_case), [case.programme_id]))
    groups = files(actor, case.programme_id, closed=True)
    said = names(opened(actor, groups.by_key.values(), ("subject",)), groups)
    found = []
    for person in people.by_key.values():
        held = by_case[person.pk]
        invitation = _about(held, "invitation", wanted)
        if invitation is not None:
            found.append(
                Summoned(
                    person, _name(held), person.pk in locked, markings_in(held), invitation,
                    _about(held, "attendance", wanted), said.get(str(invitation["group"]), ""),
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: (each.name == "", each.name.casefold(), each.person.number))


def _about(held: list[OpenEntry], kind: str, call_in_key: str) -> OpenEntry | None:
    return next((each for each in held if each.row.kind == kind and each["call_in"] == call_in_key), None)


def _name(held: list[OpenEntry]) -> str:
    found = [each for each in held if each.row.kind in {"identity", "identity_protected"}]
    return str(found[0]["name"]) if found else ""


def _day(line: CallIn) -> tuple[str, str]:
    on = line.plan.row.happened_on if line.plan else None
    return (on.isoformat() if on else "", line.case.number)
