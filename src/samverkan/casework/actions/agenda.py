"""The own authority's agenda of a meeting, changed by hand: a human's order goes before the program's."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.models import AgendaPlace, Meeting
from samverkan.casework.reads.meetings import PROGRAMS_OWN
from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile
from samverkan.secrecy.rules import visible_cases

LAST = 999


@action(
    "agenda.arrange", "ändrade dagordningen för hand", "changed the agenda by hand", may=rules.arrange_agenda
)
def arrange_agenda(*, by: Actor, meeting: Meeting, places: Mapping[CaseFile, int | None]) -> None:
    """Set each matter's place: 1 is first, None is not taken up, 0 leaves it to the program again. Raises Invalid.

    Two on one place stand in the program's order. What is not named keeps what it has.
    """
    wanted = {case.pk: place for case, place in places.items()}
    open_cases = visible_cases(by, CaseFile.of(by.agency).filter(pk__in=wanted, closed_on__isnull=True))
    on_list = open_cases.filter(programme=meeting.programme_id, list_id__isnull=False)
    if on_list.count() != len(wanted):
        raise Invalid("places", _("Ett av ärendena är inte på er dagordning längre."))
    held = {row.case_id: row for row in AgendaPlace.of(by.agency).filter(meeting=meeting).select_for_update()}
    for case, place in wanted.items():
        if place is not None and not PROGRAMS_OWN <= place <= LAST:
            raise Invalid("places", _("Skriv en plats från 1 till %(last)s.") % {"last": LAST})
        row = held.get(case)
        if row is None and place == PROGRAMS_OWN:
            continue
        _set(by, meeting, case, place, row)
    note(cases=len(wanted))


def _set(by: Actor, meeting: Meeting, case: UUID, place: int | None, row: AgendaPlace | None) -> None:
    fresh = row is None
    row = row or AgendaPlace(id=ids.new(by.agency), agency_id=by.agency, meeting=meeting, case_id=case)
    row.place, row.set_by, row.set_at = place, by.officer, clock.now()
    if fresh:
        row.save(force_insert=True)
    else:
        row.save(force_insert=False, update_fields=["place", "set_by", "set_at"])
