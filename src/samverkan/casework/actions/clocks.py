"""Clocks in a case: started and stopped by what is written and done, or stopped by hand with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import limits, rules, ticking
from samverkan.casework.models import Deadline, Step
from samverkan.casework.pinning import pinned
from samverkan.casework.ticking import Happened
from samverkan.methods.schema import Clock, EntryKind, Method
from samverkan.secrecy import clock as now
from samverkan.secrecy import entries
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import CaseFile, Entry


def wrote(
    case: CaseFile, kind: EntryKind, entry: Entry, fields: Mapping[str, Any], before: Any = None
) -> None:
    """An own entry was written (`before` None) or corrected (`before` what it said). Only acts call it."""
    method = pinned(case.method, case.method_version)
    if not method.clocks:
        return
    if entry.supersedes_id is None:
        _tick(case, method, ticking.of_entry(kind, fields, now.today()), entry)
        return
    _follow(entry)
    news = ticking.of_correction(kind, fields, before or {})
    moved = [each.id for each, _day in ticking.started(method, news)]
    _end(_open(case).filter(clock__in=moved, entry=entry))
    _tick(case, method, news, entry)


def stepped(case: CaseFile, method: Method, phase: str) -> None:
    """The case came into a phase; where that is the end, every clock in it stops. Only acts call it."""
    _tick(case, method, ticking.of_step(phase, now.today()), None)
    if method.phase(phase).final:
        _end(_open(case))


@action("clock.stop", "stoppade en tidsgräns", "stopped a time limit", may=rules.stop_clock)
def stop_clock(*, by: Actor, deadline: Deadline, reason: str) -> Deadline:
    """Stop a clock by hand: what it waited for happened elsewhere, or no longer matters. Raises Invalid, Conflict."""
    from samverkan.casework.actions.facts import (
        put,  # entries tick clocks, and this one is written as an entry
    )
    from samverkan.methods.asking import first_kind

    if not reason.strip():
        raise Invalid("reason", _("Skriv varför tidsgränsen inte gäller längre."))
    row = Deadline.of(by.agency).select_for_update().get(pk=deadline.pk)
    if row.ended_at is not None:
        raise Conflict(row.pk)
    method = pinned(row.case.method, row.case.method_version)
    found = next((each for each in method.clocks if each.id == row.clock), None)
    said = {
        "event_date": now.today().isoformat(),
        "text": reason,
        "source": found.label.sv if found else row.clock,
    }
    kind = first_kind(method)
    row.reason = put(
        row.case, kind.id, {field.id: said[field.id] for field in kind.fields if field.id in said}
    )
    row.ended_at, row.ended_by = now.now(), by.officer
    row.save(force_insert=False, update_fields=["ended_at", "ended_by", "reason"])
    note(clock=row.clock)
    return row


def reckon_again(case: CaseFile) -> None:
    """After the case came under another version of its method: clocks it lacks stop, new ones start by the past.

    A clock that has run in the case before is left as it is. Only acts call it.
    """
    method = pinned(case.method, case.method_version)
    _end(_open(case).exclude(clock__in=[each.id for each in method.clocks]))
    agency = require().actor.agency
    ran = set(Deadline.of(agency).filter(case=case).values_list("clock", flat=True))
    open_: dict[str, list[tuple[Clock, date, Entry | None]]] = {}
    for happened, entry in _past(case, method):
        for stopped in ticking.stopped(method, happened):
            open_.pop(stopped.id, None)
        for each, day in ticking.started(method, happened):
            open_.setdefault(each.id, []).append((each, day, entry))
    for name, found in open_.items():
        for each, day, entry in found if name not in ran else []:
            _start(case, each, day, entry)


def _past(case: CaseFile, method: Method) -> list[tuple[list[Happened], Entry | None]]:
    """Everything in an own file that can move a clock, in the order of time; corrected entries as they read now."""
    agency = require().actor.agency
    rows = Entry.of(agency).filter(case=case, received__isnull=True).order_by("made_at", "pk")
    kinds = {kind.id: kind for kind in method.kinds}
    opened = [
        each for each in entries.current(entries.open_all(rows)) if each.fields and each.row.kind in kinds
    ]
    found: list[tuple[datetime, list[Happened], Entry | None]] = [
        (
            each.row.made_at,
            ticking.of_entry(kinds[each.row.kind], each.fields or {}, now.day_of(each.row.made_at)),
            each.row,
        )
        for each in opened
    ]
    steps = Step.of(agency).filter(case=case).order_by("place")
    found += [(each.at, ticking.of_step(each.went_to, now.day_of(each.at)), None) for each in steps]
    return [(happened, entry) for _at, happened, entry in sorted(found, key=lambda each: each[0])]


def _tick(case: CaseFile, method: Method, happened: Sequence[Happened], entry: Entry | None) -> None:
    ends = [each.id for each in ticking.stopped(method, happened)]
    if ends:
        _end(_open(case).filter(clock__in=ends))
    for each, day in ticking.started(method, happened):
        _start(case, each, day, entry)


def _start(case: CaseFile, clock: Clock, day: date, entry: Entry | None) -> None:
    agency = require().actor.agency
    Deadline(
        agency_id=agency, case=case, clock=clock.id, kind=ticking.kind_of(clock), entry=entry, started_on=day,
        due=limits.last_day(clock, day), made_at=now.now(),
    ).save()  # fmt: skip


def _follow(entry: Entry) -> None:
    """What an entry started goes by its newest version from now on."""
    for row in Deadline.of(entry.agency_id).filter(entry=entry.supersedes_id):
        row.entry = entry
        row.save(force_insert=False, update_fields=["entry"])


def _open(case: CaseFile) -> Any:
    return Deadline.of(require().actor.agency).filter(case=case, ended_at__isnull=True)


def _end(rows: Any) -> None:
    for row in rows:
        row.ended_at = now.now()
        row.save(force_insert=False, update_fields=["ended_at"])
