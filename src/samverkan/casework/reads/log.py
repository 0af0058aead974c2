"""The log for its reviewers: the own agency's lines of the trail. When, who, what, how it went; never content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import Officer
from samverkan.secrecy.officers import SYSTEM_OFFICER
from samverkan.trail import verbs
from samverkan.trail.models import Trace

PAGE = 100
MOST_EXPORTED = 50_000  # lines
SAMPLE, SIGN_OFF = "log.sample", "log.sign_off"


@dataclass(frozen=True)
class Filter:
    """Which lines: by officer, verb, outcome and days (both included); `before` a moment, for a drawn sample."""

    officer: UUID | None = None
    verb: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class Line:
    """One line as a reviewer sees it. `subjects` is how many things it was about, not which."""

    id: UUID
    at: datetime
    who: str
    what: str
    outcome: str
    subjects: int


@dataclass(frozen=True)
class Draw:
    """A sample drawn earlier: every `step`-th of `total` lines from `start`; `signed` is its sign-off, if any."""

    id: UUID
    at: datetime
    who: str
    total: int
    step: int
    start: int
    filter: Filter
    signed: Trace | None

    @property
    def places(self) -> range:
        """Which of the lines, counted from 0 in the order of time."""
        return range(self.start, self.total, self.step)


def matching(actor: Actor, chosen: Filter) -> "QuerySet[Trace]":
    """The own agency's lines that match, unordered."""
    rows = Trace.objects.filter(agency_id=actor.agency)
    exact = {"officer_id": chosen.officer, "verb": chosen.verb, "outcome": chosen.outcome}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.first:
        rows = rows.filter(at__gte=_midnight(chosen.first))
    if chosen.last:
        rows = rows.filter(at__lt=_midnight(chosen.last + timedelta(days=1)))
    return rows.filter(at__lt=chosen.before) if chosen.before else rows


def lines(actor: Actor, chosen: Filter, page: int = 1) -> tuple[list[Line], bool]:
    """One page, newest first, and whether there are older ones. Reading the log is itself in the log."""
    rows = list(matching(actor, chosen).order_by("-at", "-pk")[(page - 1) * PAGE : page * PAGE + 1])
    return shown(rows[:PAGE]), len(rows) > PAGE


def every_line(actor: Actor, chosen: Filter) -> list[Line]:
    """All matching lines in the order of time, for an export; at most MOST_EXPORTED, the newest."""
    rows = list(matching(actor, chosen).order_by("-at", "-pk")[:MOST_EXPORTED])
    return shown(reversed(rows), touch=False)


def shown(rows: Iterable[Trace], *, touch: bool = True) -> list[Line]:
    """Lines in words."""
    found = list(rows)
    if touch:
        require().touch(*(row.pk for row in found))
    ids = {row.officer_id for row in found if row.officer_id}
    names = dict(Officer.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        Line(row.pk, row.at, _who(row.officer_id, names), label(row.verb), row.outcome, len(row.subjects))
        for row in found
    ]


def officers(actor: Actor) -> list[Officer]:
    """Those of the agency's own officers who can stand in its log."""
    rows = Officer.objects.filter(assignments__agency=actor.agency).exclude(pk=SYSTEM_OFFICER)
    return list(rows.distinct().order_by("name"))


def label(verb: str) -> str:
    """What a verb says in the reader's language; a line of an earlier program keeps its verb."""
    try:
        return verbs.known(verb).label(get_language())
    except verbs.UnknownVerbError:
        return verb


def draws(actor: Actor, limit: int = 10) -> list[Draw]:
    """The latest samples drawn in the agency, newest first."""
    rows = list(matching(actor, Filter(verb=SAMPLE, outcome="done")).order_by("-at", "-pk")[:limit])
    return [_draw(actor, row) for row in rows]


def find_draw(actor: Actor, key: UUID) -> Draw:
    """One draw. Raises Trace.DoesNotExist."""
    return _draw(actor, matching(actor, Filter(verb=SAMPLE, outcome="done")).get(pk=key))


def sample(actor: Actor, draw: Draw) -> list[Trace]:
    """The lines of a draw: the same each time, since lines are never changed."""
    ordered = matching(actor, draw.filter).order_by("at", "pk").values_list("pk", flat=True)
    chosen = list(ordered)[draw.start : draw.total : draw.step]
    return list(Trace.objects.filter(agency_id=actor.agency, pk__in=chosen).order_by("at", "pk"))


def moment(microseconds: int) -> datetime:
    """A point in time as the trail's codes keep it: whole microseconds since 1970, UTC."""
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)


def _draw(actor: Actor, row: Trace) -> Draw:
    held = row.detail
    signed = matching(actor, Filter(verb=SIGN_OFF, outcome="done")).filter(detail__sample=str(row.pk))
    chosen = Filter(
        officer=UUID(held["officer"]) if held.get("officer") else None, verb=held.get("verb", ""),
        outcome=held.get("outcome", ""), first=_day(held.get("first")), last=_day(held.get("last")),
        before=moment(held["before"]),
    )  # fmt: skip
    names = dict(Officer.objects.filter(pk__in=[row.officer_id or SYSTEM_OFFICER]).values_list("pk", "name"))
    return Draw(
        row.pk, row.at, _who(row.officer_id, names), held["total"], held["step"], held["start"], chosen,
        signed.order_by("-at").first(),
    )  # fmt: skip


def _who(officer: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(officer, "") if officer else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.STOCKHOLM)
