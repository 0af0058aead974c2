"""Each authority says for itself whether it takes part, and leaves for itself."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.programmes import rules
from samverkan.programmes.checking import day_within, going_on, open_words, record, require
from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Conflict, Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Party, Programme

Kind = Milestone.Kind
_ANSWERS = (Kind.INVITED, Kind.JOINED, Kind.DECLINED, Kind.LEFT)


def standing(programme: Programme, agency: object) -> str:
    """How the authority stands to the programme: the last of invited, joined, declined, left; or nothing."""
    rows = Milestone.objects.filter(programme=programme, kind__in=_ANSWERS)
    mine = [
        row for row in rows if agency in ((row.party_id,) if row.kind == Kind.INVITED else (row.agency_id,))
    ]
    return max(mine, key=lambda row: (row.made_at, row.kind != Kind.INVITED)).kind if mine else ""


@action("programme.join", "tackade ja till en verksamhet", "joined a programme", may=rules.take_part)
def join(*, by: Actor, programme: Programme, decision: str) -> Party:
    """Take part from today. Raises Conflict when there is no invitation that stands open."""
    row = _invited(by, programme)
    record(by, row, Kind.JOINED, clock.today(), decision)
    party = Party.objects.filter(programme=row, agency=by.agency).first()
    if party is None:
        party = Party(programme=row, agency_id=by.agency)
        party.save(force_insert=True)
    else:
        party.left_on = None
        party.save(update_fields=["left_on"])
    return party


@action("programme.decline", "tackade nej till en verksamhet", "declined a programme", may=rules.take_part)
def decline(*, by: Actor, programme: Programme, decision: str, reasons: str) -> Milestone:
    """Say no, with reasons that the others read. Raises Conflict when there is no open invitation."""
    row = _invited(by, programme)
    return record(by, row, Kind.DECLINED, clock.today(), decision, reasons=require("reasons", reasons))


@action("programme.leave", "lämnade en verksamhet", "left a programme", may=rules.take_part)
def leave(*, by: Actor, programme: Programme, on: date, decision: str, reasons: str) -> Milestone:
    """Take part no more from a day. Its own cases are read, closed and moved; nothing new crosses.

    The owner cannot leave: it ends the programme, or hands the work to another.
    """
    row = going_on(programme)
    party = Party.objects.filter(Party.taking_part(clock.today()), programme=row, agency=by.agency).first()
    if party is None:
        raise Conflict(row.pk)
    if row.owner_id == by.agency:
        raise Invalid("on", _("Ägaren kan inte lämna sin egen verksamhet: avsluta den i stället."))
    party.left_on = day_within("on", on, clock.today())
    party.save(update_fields=["left_on"])
    return record(by, row, Kind.LEFT, on, decision, reasons=open_words("reasons", reasons))


def _invited(by: Actor, programme: Programme) -> Programme:
    row = going_on(programme)
    if standing(row, by.agency) != Kind.INVITED:
        raise Conflict(row.pk)
    return row
