"""What those who oversee have before them: samples of the log, figures of whole months, programmes to review."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from samverkan.casework.counting import Month
from samverkan.casework.models import Figures
from samverkan.casework.reads import log
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, Programme

SAMPLE_EVERY = timedelta(days=30)  # a local choice: no source says how often a log is to be sampled
READ_WITHIN = timedelta(days=31)  # how long a publication is news
REVIEW_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Sampling:
    """Samples drawn and not signed; and the day by which the next is to be drawn, the draw day of the latest known."""

    unsigned: list[log.Draw]
    next_by: date


def sampling(actor: Actor) -> Sampling | None:
    """None for an officer who does not review the log."""
    if not actor.may("review_log"):
        return None
    drawn = log.draws(actor)
    latest = max((localdate(each.at) for each in drawn), default=None)
    unsigned = [each for each in drawn if each.signed is None]
    return Sampling(unsigned, latest + SAMPLE_EVERY if latest else clock.today())


def unpublished(actor: Actor) -> list[tuple[Programme, Month]]:
    """Programmes whose latest whole month this agency has not published, for those who publish."""
    month = Month((clock.today().replace(day=1) - timedelta(days=1)).replace(day=1))
    wanted = _programmes(actor, "publish_figures")
    told = Figures.objects.filter(programme__in=wanted, agency=actor.agency, month__gte=month.first)
    done = set(told.values_list("programme", flat=True))
    return [(each, month) for each in wanted if each.pk not in done and each.started_on <= month.last]


def fresh(actor: Actor) -> list[tuple[Programme, date]]:
    """Programmes with figures published lately, and the day, for those who read them and do not publish."""
    wanted = {each.pk: each for each in _programmes(actor, "read_figures")}
    mine = [key for key in wanted if not actor.may("publish_figures", key)]
    since = clock.now() - READ_WITHIN
    rows = Figures.objects.filter(programme__in=mine, published_at__gte=since).order_by("published_at")
    newest = {row.programme_id: localdate(row.published_at) for row in rows}
    return [(wanted[key], day) for key, day in newest.items()]


def to_review(actor: Actor) -> list[Programme]:
    """The agency's own programmes whose review is near or late, for those who govern them or lead the work."""
    leads: list[UUID] = [seat.programme for seat in actor.seats if "publish_figures" in seat.may]
    rows = Programme.objects.filter(owner=actor.agency, review_on__lte=clock.today() + REVIEW_AHEAD)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=clock.today()))
    if Assignment.Duty.GOVERN not in actor.duties:
        rows = rows.filter(pk__in=leads)
    return list(rows.order_by("review_on"))


def _programmes(actor: Actor, capability: str) -> list[Programme]:
    keys = [seat.programme for seat in actor.seats if capability in seat.may]
    return list(Programme.objects.filter(pk__in=keys).order_by("name")) if keys else []
