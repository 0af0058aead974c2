"""The map of groups and ties as it stood on a day, from what the acting agency holds or was told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samverkan.groups.facts import Audit, Tie, audit_on, changes, ties_on
from samverkan.groups.picture import Picture, Shown, draw, narrow_sheet
from samverkan.groups.reads.opening import audits, files, focus, names, opened, ties
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile

KINDS = ("subject", "group_audit", "tie", "focus_notice")


@dataclass(frozen=True)
class TiesMap:
    """The drawing in two shapes, the ties of the day, the audits in force, the groups' files, the days of change."""

    on: date
    picture: Picture
    narrow: Picture
    ties: list[Tie]
    audits: dict[str, Audit]
    cases: dict[str, CaseFile]
    called: dict[str, str]
    days: list[date]


def ties_map(actor: Actor, programme: UUID, on: date) -> TiesMap:
    """Everything the map page shows. Groups that were closed by that day are left out; ended ties likewise."""
    found = files(actor, programme, closed=True)
    entries = opened(actor, found.by_key.values(), KINDS)
    ever, seen = ties(entries, found), audits(entries, found)
    said = names(entries, found)
    called = {key: said.get(key) or case.number for key, case in found.by_key.items()}
    spans = [each for each in focus(entries, found) if each.holds_on(on)]
    in_focus = {each.group for each in spans}
    alive = {key: case for key, case in found.by_key.items() if case.closed_on is None or case.closed_on > on}
    gone = found.by_key.keys() - alive.keys()
    now = [tie for tie in ties_on(ever, on) if tie.group in alive and tie.other not in gone]
    told = {key: audit_on([each for each in seen if each.group == key], on) for key in alive}
    stands = {key: audit for key, audit in told.items() if audit is not None}
    shown = {key: _shown(called[key], stands.get(key), key in in_focus) for key in alive}
    shown |= {tie.other: Shown(tie.other_name, known=False) for tie in now if tie.other not in alive}
    called |= {tie.other: tie.other_name for tie in ever if tie.other not in called}
    return TiesMap(
        on, draw(shown, now, ever), draw(shown, now, ever, narrow_sheet(len(shown))), _by_name(now, called), stands,
        dict(alive), called, changes(seen, ever),
    )  # fmt: skip


def _shown(name: str, audit: Audit | None, in_focus: bool) -> Shown:
    return Shown(name, str(audit.size) if audit and audit.size else "", in_focus)


def _by_name(now: list[Tie], called: dict[str, str]) -> list[Tie]:
    return sorted(
        now, key=lambda tie: (called[tie.group].casefold(), tie.other_name.casefold(), tie.relation)
    )
