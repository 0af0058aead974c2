"""Attendance on its way in: copies that came by a standing decision, in matters that have a file here already."""

from dataclasses import dataclass
from uuid import UUID

from samverkan.casework.reads.inbox import waiting
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Mode
from samverkan.secrecy.prepared import Question
from samverkan.secrecy.rules import visible_cases


@dataclass(frozen=True)
class Flow:
    """What waits in one file, by standing decision: how many copies, and since the oldest came."""

    case: CaseFile
    deliveries: tuple[Delivery, ...]


def flows(
    actor: Actor, case: CaseFile | None = None, waits: Question[Delivery] | None = None
) -> list[Flow]:  # fmt: skip
    """By file, the oldest first; of one file where it is given. What has no file yet is for the inbox.

    `waits`: the inbox, where a page has asked for it along with the rest.
    """
    came = [each for each in (waits or waiting.later(actor)).rows if each.mode == Mode.STANDING]
    if case is not None:
        came = [
            each for each in came if (each.list_id, each.programme_id) == (case.list_id, case.programme_id)
        ]
    if not came:
        return []
    files = _files(actor, {each.list_id for each in came})
    found: dict[UUID, list[Delivery]] = {}
    for each in came:
        if (each.programme_id, each.list_id) in files:
            found.setdefault(files[each.programme_id, each.list_id].pk, []).append(each)
    of = {held.pk: held for held in files.values()}
    return [Flow(of[key], tuple(deliveries)) for key, deliveries in found.items()]


def _files(actor: Actor, lists: set[UUID]) -> dict[tuple[UUID, UUID], CaseFile]:
    rows = visible_cases(actor, CaseFile.of(actor.agency).filter(list_id__in=lists, closed_on__isnull=True))
    return {(row.programme_id, row.list_id): row for row in rows.select_related("programme") if row.list_id}
