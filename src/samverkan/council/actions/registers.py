"""Lines of the municipality's registers: put in, and changed when a seat passes on, an agreement is prolonged."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.council import checking, rules
from samverkan.council.models import (
    Agreement,
    Initiative,
    LifeEvent,
    Line,
    Member,
    Promise,
    Report,
    Sitting,
)
from samverkan.programmes.checking import day_within
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

L = TypeVar("L", bound=Line)


@action("council.member", "skrev om en plats i rådet", "wrote of a seat in the council", may=rules.coordinate)
def put_member(
    *, by: Actor, line: UUID | None = None, organisation: str, position: str, name: str, since: date,
    until: date | None = None,
) -> Member:  # fmt: skip
    """A leading position in the strategic council and who holds it."""
    held = checking.required(organisation=organisation, position=position, name=name)
    return _put(Member, by, line, **held, since=_day("since", since), until=_after(since, until))


@action(
    "council.sitting", "skrev om ett möte i rådet", "wrote of a meeting of the council", may=rules.coordinate
)
def put_sitting(
    *, by: Actor, line: UUID | None = None, on: date, present: list[str], handled: str, minutes: str
) -> Sitting:
    """A meeting of the strategic council that has been held."""
    if not present:
        raise Invalid("present", _("Kryssa för vilka som var där."))
    held = checking.required(handled=handled, minutes=minutes)
    day = day_within("on", on, checking.FIRST_DAY, clock.today())
    return _put(Sitting, by, line, **held, on=day, present=sorted(present))


@action("council.agreement", "skrev om en överenskommelse", "wrote of an agreement", may=rules.coordinate)
def put_agreement(
    *, by: Actor, line: UUID | None = None, title: str, parties: str, purposes: str, areas: str, since: date,
    until: date, decision: str,
) -> Agreement:  # fmt: skip
    """A written agreement with its purposes and areas, which the act requires of it, and its last day."""
    held = checking.required(title=title, parties=parties, purposes=purposes, areas=areas, decision=decision)
    return _put(Agreement, by, line, **held, since=_day("since", since), until=_after(since, until))


@action("council.promise", "skrev om ett medborgarlöfte", "wrote of a citizen promise", may=rules.coordinate)
def put_promise(
    *, by: Actor, line: UUID | None = None, text: str, area: str, asked: str, since: date, until: date,
    kept: str = "open", told: str = "",
) -> Promise:  # fmt: skip
    """A promise, whom one asked before it was given, and once it has run out whether it was kept."""
    if kept not in Promise.Kept.values:
        raise Invalid("kept", _("Välj ett av svaren."))
    held = checking.required(text=text, area=area, asked=asked) | checking.texts(told=told)
    if kept != Promise.Kept.OPEN and not held["told"]:
        raise Invalid("told", _("Skriv vad löftet ledde till."))
    return _put(Promise, by, line, **held, since=_day("since", since), until=_after(since, until), kept=kept)


@action(
    "council.report",
    "skrev en rapport till fullmäktige",
    "wrote a report to the council",
    may=rules.coordinate,
)
def put_report(
    *, by: Actor, line: UUID | None = None, title: str, on: date, text: str, decision: str
) -> Report:
    """What the board tells the elected council, in plain words."""
    held = checking.required(title=title, text=text, decision=decision)
    return _put(Report, by, line, **held, on=day_within("on", on, checking.FIRST_DAY, clock.today()))


def _put(model: type[L], by: Actor, line: UUID | None, **held: Any) -> L:
    if line is None:
        made = model(agency_id=by.agency, made_by_id=by.assignment, made_at=clock.now(), **held)
        made.save(force_insert=True)
    else:
        found = model._default_manager.select_for_update().filter(pk=line, agency=by.agency).first()
        if found is None:
            raise Conflict(line)
        made = found
        for name, value in held.items():
            setattr(made, name, value)
        made.save(update_fields=list(held))
    checking.noted(made)
    return made


def _day(name: str, day: date) -> date:
    return day_within(name, day, checking.FIRST_DAY)


def _after(since: date, until: date | None) -> date | None:
    return None if until is None else day_within("until", until, since)


@action("council.initiative", "skrev om en insats", "wrote of an initiative", may=rules.coordinate)
def put_initiative(
    *, by: Actor, line: UUID | None = None, name: str, about: str, programme: UUID | None = None
) -> Initiative:
    """A way of working that the municipality follows over the years."""
    if programme is not None and not Programme.objects.filter(pk=programme).exists():
        raise Invalid("programme", _("Välj en verksamhet i listan."))
    return _put(Initiative, by, line, **checking.required(name=name, about=about), programme_id=programme)


@action(
    "council.life_event",
    "skrev vad som hände en insats",
    "wrote what happened to an initiative",
    may=rules.coordinate,
)
def put_event(
    *, by: Actor, line: UUID | None = None, initiative: UUID, kind: str, on: date, known: str, text: str, source: str,
    amount: int | None = None,
) -> LifeEvent:  # fmt: skip
    """What happened, when, as far as the source says, and where that stands. A cost has its amount."""
    if not Initiative.objects.filter(pk=initiative, agency=by.agency).exists():
        raise Invalid("initiative", _("Välj en insats i listan."))
    for name, value, choices in (("kind", kind, LifeEvent.Kind), ("known", known, LifeEvent.Known)):
        if value not in choices.values:
            raise Invalid(name, _("Välj ett av svaren."))
    if kind == LifeEvent.Kind.COST and amount is None:
        raise Invalid("amount", _("Skriv hela kronor, till exempel 1500000."))
    held = checking.required(text=text, source=source)
    day = day_within("on", on, checking.FIRST_DAY, clock.today())
    return _put(
        LifeEvent, by, line, **held, initiative_id=initiative, kind=kind, on=day, known=known, amount=amount
    )
