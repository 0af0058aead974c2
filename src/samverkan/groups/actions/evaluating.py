"""Data for an evaluator: decided by name, with purpose, basis and end; each time it is fetched, that is traced."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import actions
from samverkan.groups import rules
from samverkan.groups.actions.work import work_file
from samverkan.groups.reads.exports import Cut, chosen_in, cut, names_of
from samverkan.secrecy import clock, entries
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Entry, Programme

LONGEST = 366 * 6  # days in one export


@action("evaluation.decide", "beslutade om uppgifter till en utvärderare", "decided on data for an evaluator",
        may=rules.export)  # fmt: skip
def decide_export(*, by: Actor, programme: Programme, fields: Mapping[str, Any]) -> Entry:
    """Decide that a named evaluator gets pseudonymised data. Raises Invalid for a period or end that does not hold."""
    today = clock.today()
    entry = actions.add(
        by=by,
        case=work_file(by, programme),
        kind="evaluation_export",
        fields={**fields, "decided_on": today.isoformat()},
    )
    held = entries.open_one(entry)
    period = chosen_in(held).period
    if period.last > today or period.first > period.last:
        raise Invalid("last", _("Perioden ska sluta senast i dag, och börja innan den slutar."))
    if (period.last - period.first).days > LONGEST:
        raise Invalid("first", _("Välj högst sex år."))
    if date.fromisoformat(held["use_until"]) < today:
        raise Invalid("use_until", _("Skriv en dag som inte har varit."))
    return entry


@action(
    "evaluation.fetch",
    "hämtade uppgifter till en utvärderare",
    "fetched data for an evaluator",
    may=rules.fetch,
)
def fetch_export(*, by: Actor, decision: OpenEntry) -> Cut:
    """Make the files anew. Raises Invalid when the evaluator's time is out."""
    if date.fromisoformat(decision["use_until"]) < clock.today():
        raise Invalid(
            "use_until", _("Tiden för uppgifterna har gått ut. Fatta ett nytt beslut om de behövs.")
        )
    row = decision.row
    found = cut(by, row.programme_id, chosen_in(decision), names_of(row), row.made_at)
    note(lines=len(found.lines), panel=len(found.panel))
    return found
