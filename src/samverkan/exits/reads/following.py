"""Follow-up at 6, 12 and 24 months: everybody who was granted support stands in the denominator, drop-outs too."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from samverkan.exits import method
from samverkan.exits.reads.leaver import due_on
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Entry, Programme
from samverkan.secrecy.rules import visible

ASKED = ("outside", "housing", "occupation")
KINDS = (method.DECISION, method.ENDED, *method.FOLLOW_UPS)


@dataclass(frozen=True)
class Point:
    """One point in time. Of the `due`, whose day has come: how many were followed up, reached, and answered what.

    `answers` by question and answer; "missing" are those not followed up, so that each adds up to `due`.
    """

    months: int
    due: int
    followed: int
    reached: int
    dropped: int
    dropped_followed: int
    died: int
    answers: dict[str, Counter[str]]


def following(actor: Actor, programme: Programme) -> list[Point]:
    """The points, soonest first."""
    rows = visible(actor, Entry.of(actor.agency).filter(programme=programme, kind__in=KINDS))
    by_case: dict[UUID, dict[str, OpenEntry]] = defaultdict(dict)
    for each in entries.current(entries.open_all(rows.order_by("made_at", "pk"))):
        if not each.weeded:
            by_case[each.row.case_id][each.row.kind] = each
    return [_point(months, list(by_case.values())) for months in method.POINTS]


def _point(months: int, cases: list[dict[str, OpenEntry]]) -> Point:
    kind = method.follow_up(months)
    due = [
        case for case in cases if (day := due_on(case.get(method.DECISION), months)) and day <= clock.today()
    ]
    done = [case for case in due if kind in case]
    dropped = [case for case in due if _way(case) == method.DROPPED]
    answers = {
        name: Counter(str(case[kind][name]) if kind in case else "missing" for case in due) for name in ASKED
    }
    return Point(
        months, len(due), len(done), sum(case[kind]["reached"] != "not_reached" for case in done), len(dropped),
        sum(kind in case for case in dropped), sum(_way(case) == method.DIED for case in due), answers,
    )  # fmt: skip


def _way(case: dict[str, OpenEntry]) -> str:
    ended = case.get(method.ENDED)
    return str(ended["way"]) if ended else ""
