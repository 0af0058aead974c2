"""Each authority gives its own officers their seats in a programme, and ends them. Nobody seats themselves."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverkan.programmes import rules
from samverkan.programmes.checking import day_within, going_on
from samverkan.programmes.reads.register import roles_for, takes_part
from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, Programme, Seat


@action("seat.give", "gav en kollega en plats i en verksamhet", "gave a colleague a seat", may=rules.staff)
def give_seat(
    *, by: Actor, programme: Programme, assignment: Assignment, role: str, since: date, until: date | None = None
) -> Seat:  # fmt: skip
    """A colleague represents the authority in a role, from a day; until a day for a substitute. Raises Invalid."""
    row = going_on(programme)
    _check_colleague(by, assignment)
    _check_role(by, row, role)
    day_within("since", since, clock.today())
    if until is not None:
        day_within("until", until, since)
    sits = Seat.objects.filter(Seat.live(since), programme=row, assignment=assignment, role=role)
    if sits.exists():
        raise Invalid("assignment", _("Kollegan har redan den platsen."))
    seat = Seat(
        id=ids.new(by.agency),
        programme=row,
        assignment=assignment,
        role=role,
        valid_from=since,
        valid_to=until,
    )
    seat.save(force_insert=True)
    note(role=role, programme=str(row.pk))
    return seat


@action(
    "seat.end", "avslutade en kollegas plats i en verksamhet", "ended a colleague's seat", may=rules.staff
)
def end_seat(*, by: Actor, seat: Seat, last_day: date) -> Seat:
    """The colleague's last day in the role. Raises Invalid."""
    row = Seat.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=seat.pk)
    _check_colleague(by, row.assignment)
    day_within("last_day", last_day, max(row.valid_from, clock.today()), row.valid_to)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    note(role=row.role, programme=str(row.programme_id))
    return row


def _check_colleague(by: Actor, assignment: Assignment) -> None:
    if assignment.agency_id != by.agency:
        raise Invalid("assignment", _("Välj någon i den egna myndigheten."))
    if assignment.officer_id == by.officer:
        raise Invalid("assignment", _("Ingen ger sig själv en plats. Be en kollega som också bemannar."))


def _check_role(by: Actor, programme: Programme, role: str) -> None:
    if role not in {each.id for each in roles_for(by, programme)}:
        raise Invalid("role", _("Välj en roll som metoden ger er myndighet."))
    if not takes_part(programme, by.agency):
        raise Invalid("role", _("Er myndighet deltar inte i verksamheten. Svara på inbjudan först."))
