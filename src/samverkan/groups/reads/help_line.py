"""Calls to the help line, newest first: what was asked for, and what came of it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from samverkan.groups.reads.opening import files, opened
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Disclosure


@dataclass(frozen=True)
class CallLine:
    """A call and its hand-over. `disclosure` is the one that carries it to the other authority, if there is one."""

    case: CaseFile
    call: OpenEntry | None
    handover: OpenEntry | None
    disclosure: Disclosure | None


def call_lines(actor: Actor, programme: UUID) -> list[CallLine]:
    """The calls that the actor may open, newest first; those without an answer before the rest."""
    found = files(actor, programme, "help_call", closed=True)
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    for each in opened(actor, found.by_key.values(), ("help_call", "help_handover")):
        by_case[each.row.case_id].append(each)
    cases = list(found.by_key.values())
    sent: dict[UUID, Disclosure] = {}
    for row in (
        Disclosure.of(actor.agency).filter(case__in=[case.pk for case in cases]).order_by("proposed_at")
    ):
        sent[row.case_id] = row
    lines = [_line(case, by_case[case.pk], sent.get(case.pk)) for case in cases]
    newest = sorted(lines, key=lambda line: line.case.opened_on, reverse=True)
    return sorted(newest, key=lambda line: line.handover is not None)


def _line(case: CaseFile, held: list[OpenEntry], sent: Disclosure | None) -> CallLine:
    def first(kind: str) -> OpenEntry | None:
        return next((each for each in held if each.row.kind == kind), None)

    return CallLine(case, first("help_call"), first("help_handover"), sent)
