"""Files about something else than the method's cases: an incident, a person in a group, a call to a help line."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.actions.facts import add
from samverkan.casework.actions.steps import take
from samverkan.casework.pinning import pinned
from samverkan.methods import known
from samverkan.methods.asking import first_phases, side_file
from samverkan.secrecy import clock, ids, numbering, search
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import CaseFile, CaseOfficer, Programme


@action("case.open_beside", "öppnade en sidoakt", "opened a side file", may=rules.open_beside)
def open_beside(
    *, by: Actor, programme: Programme, side: str, entries: Mapping[str, Mapping[str, Any]]
) -> CaseFile:
    """Open a side file and write its first entries, by kind. Its random list id is minted at once.

    Raises Invalid where an entry does not hold, or where the authority has the only such file already.
    """
    method = pinned(programme.method, programme.method_version)
    number = numbering.next_number("A")  # holds the series' row: two at once come one after the other
    found = side_file(method, side)
    assert found is not None  # the rule has asked
    if found.single and CaseFile.of(by.agency).filter(programme=programme, side=side).exists():
        raise Invalid("side", _("Den akten finns redan."))
    case = CaseFile(
        id=ids.new(by.agency), agency_id=by.agency, programme=programme, number=number, side=side,
        list_id=ids.new(by.agency), method=method.id, method_version=str(method.version),
        phase=first_phases(method)[side], opened_on=clock.today(),
    )  # fmt: skip
    case.save(force_insert=True)
    search.index(case.pk, None, search.terms(case_number=case.number))
    CaseOfficer(agency_id=by.agency, case=case, assignment_id=by.assignment, valid_from=clock.today()).save()
    take(by, case, move="", to=case.phase)
    _refuse_double(programme, entries.get(known.IDENTITY, entries.get(known.PROTECTED, {})))
    for kind, fields in entries.items():
        add(by=by, case=case, kind=kind, fields=fields)
    note(side=side)
    return case


def _refuse_double(programme: Programme, identity: Mapping[str, Any]) -> None:
    """One open file a person in a programme: asked within the own compartment only."""
    number = search.person_number(str(identity.get("person_number", "")))
    found = search.find(number) if len(number) in (10, 12) else set()
    if CaseFile.objects.filter(pk__in=found, programme=programme, closed_on__isnull=True).exists():
        raise Invalid("person_number", _("Ni har redan en öppen akt på personnumret: sök upp den i stället."))
