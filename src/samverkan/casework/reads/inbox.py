"""What waits: deliveries to take in, disclosures to decide, and events about what was disclosed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from samverkan.secrecy import clock, reception
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, Delivery, Disclosure, Mode
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible_cases, visible_deliveries


@dataclass(frozen=True)
class Opened:
    """A delivery with what is in it, and where it would go."""

    delivery: Delivery
    content: dict[str, Any]
    tied: CaseFile | None
    candidates: list[CaseFile]


@dataclass(frozen=True)
class Came:
    """What waits as one line: a delivery, and how many have come in all by standing decision in the same matter."""

    delivery: Delivery
    count: int


@prepared
def waiting(actor: Actor) -> "QuerySet[Delivery]":
    """Copies not yet taken in, oldest first; what was taken back or has ended is left out."""
    rows = visible_deliveries(actor, Delivery.of(actor.agency).filter(kind="copy", state="waiting"))
    taken_back = Delivery.of(actor.agency).filter(
        kind="event", event="withdrawn", disclosure=OuterRef("disclosure")
    )
    rows = rows.exclude(ends_on__lt=clock.today()).exclude(Exists(taken_back))
    return rows.select_related("giver", "programme").order_by("sent_at", "pk")


def folded(rows: Iterable[Delivery]) -> list[Came]:
    """What came by standing decision from one authority in one matter is one line, under the oldest of it."""
    found: dict[Any, list[Delivery]] = {}
    for each in rows:
        standing = each.mode == Mode.STANDING
        key = (each.giver_id, each.programme_id, each.list_id) if standing else each.pk
        found.setdefault(key, []).append(each)
    return [Came(together[0], len(together)) for together in found.values()]


def to_decide(actor: Actor) -> list[Disclosure]:
    """Proposals the actor may decide, or be the second to decide, oldest first."""
    return _own_to_decide(actor, _undecided(actor)) if _decides(actor) else []


def count_later(actor: Actor) -> Callable[[], int]:
    """How many wait or are the actor's to decide: asked along with the next question, counted when called."""
    came = waiting.later(actor)
    proposed = _undecided.later(actor) if _decides(actor) else None
    return lambda: len(folded(came.rows)) + (len(_own_to_decide(actor, proposed.rows)) if proposed else 0)


def _decides(actor: Actor) -> bool:
    return actor.may("decide") or actor.may("second")


def _own_to_decide(actor: Actor, rows: list[Disclosure]) -> list[Disclosure]:
    found = []
    for row in rows:
        first = row.state == "proposed" and actor.may("decide", row.programme_id)
        second = row.state == "second" and row.decided_by != actor.officer
        may_second = actor.may("second", row.programme_id) or actor.may("decide", row.programme_id)
        if first or (second and may_second):
            found.append(row)
    return found


@prepared
def _undecided(actor: Actor) -> "QuerySet[Disclosure]":
    cases = visible_cases(actor, CaseFile.of(actor.agency))
    rows = Disclosure.of(actor.agency).filter(case__in=cases.values("pk"), state__in=["proposed", "second"])
    return rows.select_related("receiver", "case", "programme").order_by("proposed_at", "pk")


def open_delivery(actor: Actor, key: Any) -> Opened:
    """A waiting delivery with its content, for whoever may settle it. Raises Delivery.DoesNotExist."""
    rows = visible_deliveries(actor, Delivery.of(actor.agency).filter(pk=key, kind="copy"))
    delivery = rows.select_related("giver", "programme").get()
    if delivery.state != Delivery.State.WAITING:
        return Opened(delivery, {}, reception.file_for(delivery), [])
    tied = reception.file_for(delivery)
    found = [] if tied else reception.candidates(delivery)
    mine = visible_cases(actor, CaseFile.of(actor.agency).filter(pk__in=[case.pk for case in found]))
    return Opened(delivery, reception.content_of(delivery), tied, list(mine))


def recent_events(actor: Actor, limit: int = 20) -> list[Delivery]:
    """The latest events about own disclosures: received, rejected, withdrawn, corrected, task reports."""
    rows = Delivery.of(actor.agency).filter(
        kind="event", programme__in=[seat.programme for seat in actor.seats]
    )
    return list(rows.select_related("giver", "programme").order_by("-sent_at", "-pk")[:limit])
