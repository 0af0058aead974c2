"""A programme ends, with a reason and a word on its running cases; or an end that was announced is taken back."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.programmes import rules
from samverkan.programmes.actions.starting import AHEAD
from samverkan.programmes.checking import day_within, locked, record, require
from samverkan.programmes.models import Milestone
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme

Kind, Why, Cases = Milestone.Kind, Milestone.Why, Milestone.Cases


@action(
    "programme.end", "beslutade att avsluta en verksamhet", "decided to end a programme", may=rules.govern
)
def end(
    *, by: Actor, programme: Programme, on: date, why: str, cases: str, decision: str, reasons: str,
    other: Programme | None = None,
) -> Milestone:  # fmt: skip
    """End it on a day from today on: from that day no new case and no new disclosure.

    `cases`: each authority closes its own, or moves them to `other`. What was written is kept and weeded as the
    method says, whatever is chosen.
    """
    row = locked(programme)
    if row.ended_on is not None:
        raise Invalid("on", _("Det finns redan ett beslut om avslut. Ta tillbaka det först."))
    if why not in Why.values:
        raise Invalid("why", _("Välj varför verksamheten avslutas."))
    if cases not in Cases.values:
        raise Invalid("cases", _("Välj vad som händer med ärenden som pågår."))
    if (cases == Cases.MOVE) != (other is not None) or other == row:
        raise Invalid("other", _("Välj vilken verksamhet ärendena flyttas till."))
    latest = date.fromordinal(clock.today().toordinal() + AHEAD)
    row.ended_on = day_within("on", on, max(clock.today(), row.started_on), latest)
    row.save(update_fields=["ended_on"])
    words = require("reasons", reasons)
    return record(by, row, Kind.ENDED, on, decision, value=cases, before=why, other=other, reasons=words)


@action("programme.keep", "tog tillbaka ett avslut", "took back an end", may=rules.govern)
def keep(*, by: Actor, programme: Programme, decision: str, reasons: str) -> Milestone:
    """Let it go on after all, while the announced day has not come."""
    row = locked(programme)
    if row.ended_on is None:
        raise Invalid("reasons", _("Det finns inget beslut om avslut att ta tillbaka."))
    before, row.ended_on = row.ended_on, None
    row.save(update_fields=["ended_on"])
    words = require("reasons", reasons)
    return record(by, row, Kind.KEPT, clock.today(), decision, before=before.isoformat(), reasons=words)
