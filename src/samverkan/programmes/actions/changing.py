"""A programme lives on: it is renamed, tried again, made permanent, given another purpose or a newer version."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.casework.granting import versions
from samverkan.programmes import rules
from samverkan.programmes.actions.starting import AHEAD, free_name
from samverkan.programmes.checking import day_within, locked, open_words, record, require, review_day
from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

Kind = Milestone.Kind


@action("programme.rename", "bytte namn på en verksamhet", "renamed a programme", may=rules.govern)
def rename(
    *, by: Actor, programme: Programme, name: str, on: date, decision: str, reasons: str = ""
) -> Milestone:
    """Another name from a day that has come. The old one stays in the history."""
    row = locked(programme)
    day_within("on", on, row.started_on, clock.today())
    before, row.name = row.name, free_name(name)
    row.save(update_fields=["name"])
    words = open_words("reasons", reasons)
    return record(by, row, Kind.RENAMED, on, decision, value=row.name, before=before, reasons=words)


@action(
    "programme.permanent", "gjorde en verksamhet permanent", "made a programme permanent", may=rules.govern
)
def make_permanent(
    *, by: Actor, programme: Programme, on: date, review_on: date, decision: str, reasons: str
) -> Milestone:
    """No longer a trial, from a day. It is still tried again on its review date."""
    row = locked(programme)
    if row.permanent_on is not None and row.permanent_on <= clock.today():
        raise Invalid("on", _("Verksamheten är redan permanent."))
    row.permanent_on = day_within("on", on, row.started_on, _ahead())
    row.review_on = review_day(review_on, max(on, clock.today()))
    row.save(update_fields=["permanent_on", "review_on"])
    words = require("reasons", reasons)
    return record(by, row, Kind.PERMANENT, on, decision, until=row.review_on, reasons=words)


@action("programme.review", "omprövade en verksamhet", "reviewed a programme", may=rules.govern)
def review(
    *, by: Actor, programme: Programme, on: date, review_on: date, decision: str, reasons: str
) -> Milestone:
    """Try whether it should go on, and say when it is tried next. The reasons are what was found."""
    row = locked(programme)
    day_within("on", on, row.started_on, clock.today())
    before = row.review_on
    row.review_on = review_day(review_on, clock.today())
    row.save(update_fields=["review_on"])
    words = require("reasons", reasons)
    return record(
        by, row, Kind.REVIEWED, on, decision, until=row.review_on, before=before.isoformat(), reasons=words
    )


@action(
    "programme.purpose", "ändrade en verksamhets ändamål", "changed a programme's purpose", may=rules.govern
)
def change_purpose(
    *, by: Actor, programme: Programme, purpose: str, on: date, decision: str, reasons: str
) -> Milestone:
    """Another purpose, from a day that has come. What it was stays in the history."""
    row = locked(programme)
    day_within("on", on, row.started_on, clock.today())
    before, row.purpose = row.purpose, require("purpose", purpose)
    row.save(update_fields=["purpose"])
    words = require("reasons", reasons)
    return record(by, row, Kind.PURPOSE, on, decision, value=row.purpose, before=before, reasons=words)


@action(
    "programme.version", "beslutade om ny version av metoden", "decided on a new version", may=rules.govern
)
def switch_version(
    *, by: Actor, programme: Programme, version: str, on: date, decision: str, reasons: str = ""
) -> Milestone:
    """New cases start on a newer version from a day, and rights follow it. Running cases stay where they are."""
    row = locked(programme)
    today = clock.today()
    held = row.version_on(today)
    known = {str(each.version) for each in versions(row.method)}
    if version not in known or int(version) <= int(held):
        raise Invalid("version", _("Välj en version som är nyare än den som gäller."))
    row.held_version, row.next_version, row.next_from = held, version, day_within("on", on, today, _ahead())
    row.save(update_fields=["held_version", "next_version", "next_from"])
    words = open_words("reasons", reasons)
    return record(by, row, Kind.VERSION, on, decision, value=version, before=held, reasons=words)


def _ahead() -> date:
    return date.fromordinal(clock.today().toordinal() + AHEAD)
