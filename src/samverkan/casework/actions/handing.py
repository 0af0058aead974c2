"""A representative changes: their cases are handed to whoever takes over, for good or while a substitute is in."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.actions.facts import put
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.officers import held_by
from samverkan.methods.asking import find_kind, has_field
from samverkan.methods.known import HANDOVER
from samverkan.secrecy import clock
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, CaseFile, CaseOfficer, Programme


@action(
    "case.hand_over", "lämnade över ärenden till en kollega", "handed cases over to a colleague",
    may=rules.hand_over,
)  # fmt: skip
def hand_over(
    *, by: Actor, programme: Programme, giver: Assignment, taker: Assignment, since: date,
    until: date | None = None, text: str = "",
) -> list[CaseFile]:  # fmt: skip
    """Every open case of `giver` in the programme goes to `taker` from a day; with `until` it comes back after it.

    `text` is written as a hand-over in each file that whoever hands over may open. Raises Invalid.
    """
    _check(by, giver, taker, since, until)
    cases = held_by(by, programme, giver, since)
    if not cases:
        raise Invalid("giver", _("Kollegan har inga öppna ärenden i verksamheten den dagen."))
    for case in cases:
        CaseOfficer.of(by.agency).get_or_create(
            agency_id=by.agency, case=case, assignment=taker, valid_from=since, defaults={"valid_to": until}
        )
        if until is None:
            _end(by, case, giver, since)
        if text.strip():
            _write(case, since, until, text)
    note(cases=len(cases))
    return cases


def _check(by: Actor, giver: Assignment, taker: Assignment, since: date, until: date | None) -> None:
    if {giver.agency_id, taker.agency_id} != {by.agency}:
        raise Invalid("taker", _("Välj någon i den egna myndigheten."))
    if giver.pk == taker.pk:
        raise Invalid("taker", _("Välj en annan än den som lämnar."))
    if since < clock.today():
        raise Invalid("since", _("Dagen får tidigast vara %(first)s.") % {"first": clock.today()})
    if until is not None and until < since:
        raise Invalid("until", _("Slutdagen måste vara samma dag som den första eller senare."))


def _end(by: Actor, case: CaseFile, giver: Assignment, since: date) -> None:
    """The last day of whoever leaves is the day before; never before their first."""
    rows = CaseOfficer.of(by.agency).filter(CaseOfficer.live(since), case=case, assignment=giver)
    for row in rows:
        row.valid_to = max(row.valid_from, since - timedelta(days=1))
        row.save(force_insert=False, update_fields=["valid_to"])


def _write(case: CaseFile, since: date, until: date | None, text: str) -> None:
    kind = find_kind(pinned(case.method, case.method_version), HANDOVER)
    if kind is None:
        return
    days = {"from_day": since.isoformat(), "to_day": until.isoformat() if until else ""}
    given = {name: day for name, day in days.items() if day and has_field(kind, name)}
    put(case, HANDOVER, {**given, "text": text})
