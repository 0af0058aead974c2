"""Alarms: raised for named officers, seen by each of them. They say that something happened, never about whom."""

from uuid import UUID

from django.db.models import QuerySet

from samverkan.exits import rules
from samverkan.exits.models import Alarm, LockKey
from samverkan.exits.reads.lock import live_keys
from samverkan.secrecy import clock
from samverkan.secrecy.acting import action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme, RoleRight, Seat

IN_CHARGE = ["decide", "second", "review_log"]  # capabilities of those in the owner authority who are told


@action("alarm.seen", "kvitterade ett larm", "acknowledged an alarm", may=rules.see_alarm)
def seen(*, by: Actor, alarm: Alarm) -> None:
    """Say that one has seen it."""
    row = Alarm.of(by.agency).select_for_update().get(pk=alarm.pk)
    if row.seen_at is None:
        row.seen_at = clock.now()
        row.save(force_insert=False, update_fields=["seen_at"])


def emergency(by: Actor, key: LockKey) -> None:
    """For everybody on the list, and for the owner authority's deciders and log reviewers. Once each."""
    told = set(Alarm.of(by.agency).filter(key=key).values_list("assignment", flat=True))
    named = live_keys(key.lock).filter(kind=LockKey.Kind.NAMED).values_list("assignment", flat=True)
    for assignment in sorted(
        {*named, *in_charge(by.agency, key.lock.case.programme)} - told - {by.assignment}
    ):
        _raise(by, assignment, kind=Alarm.Kind.EMERGENCY, key=key)


def many_questions(by: Actor, programme: Programme, about: UUID) -> None:
    """Many placement questions to or from one agency in a day: those in charge are told, once a day."""
    today = clock.today()
    told = set(Alarm.of(by.agency).filter(about=about, day=today).values_list("assignment", flat=True))
    for assignment in sorted(set(in_charge(by.agency, programme)) - told):
        _raise(by, assignment, kind=Alarm.Kind.QUESTIONS, about_id=about, day=today)


def in_charge(agency: UUID, programme: Programme) -> "QuerySet[Seat, UUID]":
    """Live seats of an agency in a programme, in a role that decides or reviews the log: their assignments."""
    today = clock.today()
    roles = RoleRight.objects.filter(
        method=programme.method, version=programme.method_version, may__overlap=IN_CHARGE
    )
    seats = Seat.objects.filter(
        Seat.live(today), Seat.live(today, "assignment__"), programme=programme, role__in=roles.values("role"),
        assignment__agency=agency,
    )  # fmt: skip
    return seats.values_list("assignment", flat=True)


def _raise(by: Actor, assignment: UUID, **what: object) -> None:
    Alarm(agency_id=by.agency, assignment_id=assignment, raised_at=clock.now(), **what).save()
