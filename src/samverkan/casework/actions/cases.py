"""Case files: opened, nominated, moved through the method's phases, given to officers, left."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import rules
from samverkan.casework.actions.facts import put
from samverkan.casework.actions.steps import take
from samverkan.casework.pinning import pinned
from samverkan.methods import known
from samverkan.methods.asking import asked_kinds, day_field, first_kind, named_first
from samverkan.methods.schema import Method, Move
from samverkan.secrecy import clock, ids, numbering, search
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, CaseFile, CaseOfficer, Entry, Programme

Given = Mapping[str, Mapping[str, Any]]  # by kind, what its fields say


@action("case.open", "öppnade en akt", "opened a file", may=rules.nominate)
def open_file(
    *, by: Actor, programme: Programme, identity: Mapping[str, Any], protected: bool = False
) -> CaseFile:
    """An own file that is on no list. Raises Invalid if the same person has an open file here."""
    return _opened(by, programme, identity, protected)


@action("case.nominate", "tog upp ett ärende", "took up a case", may=rules.nominate)
def nominate(
    *, by: Actor, programme: Programme, nomination: Mapping[str, Any] | None = None,
    identity: Mapping[str, Any] | None = None, protected: bool = False, case: CaseFile | None = None,
    more: Given | None = None,
) -> CaseFile:  # fmt: skip
    """Take a matter up in a programme: a new file, or one already opened beforehand.

    `identity` is what the method's naming kind asks (who, which group or place), `nomination` the grounds where
    it asks for them, `more` any other kind it asks for. The matter's random list id is minted here.
    """
    if case is None:
        case = _opened(by, programme, identity or {}, protected)
    else:
        case = CaseFile.of(by.agency).select_for_update().get(pk=case.pk, programme=programme)
    if case.list_id is not None:
        raise Invalid("case", _("Ärendet är redan upptaget."))
    method = pinned(case.method, case.method_version)
    case.list_id = ids.new(by.agency)
    case.phase = method.initial_phase().id
    case.save(force_insert=False)
    given = {known.OPENING: nomination or {}, **(more or {})}
    for kind in asked_kinds(method):
        if kind != named_first(method):
            put(case, kind.id, given.get(kind.id, {}))
    take(by, case, move="", to=case.phase)
    return case


@action("case.move", "flyttade ett ärende", "moved a case", may=rules.move)
def move(
    *,
    by: Actor,
    case: CaseFile,
    move: str,
    reason: str = "",
    leaving: str = "",
    seen_phase: str | None = None,
) -> CaseFile:
    """Take one of the method's steps. `seen_phase` is the phase the officer saw: raises Conflict if it moved on."""
    row = CaseFile.of(by.agency).select_for_update().get(pk=case.pk)
    if seen_phase is not None and row.phase != seen_phase:
        raise Conflict(row.pk)
    method = pinned(row.method, row.method_version)
    step = next(each for each in method.moves_from(row.phase) if each.id == move)
    _check_step(step, reason, leaving, {each.id for each in method.leaving})
    final = method.phase(step.to).final
    if final:
        row.closed_on = clock.today()
    came_from, row.phase = row.phase, step.to
    row.save(force_insert=False)
    written = _written(row, method, step, reason or leaving if final else reason)
    take(by, row, move=step.id, to=step.to, came_from=came_from, leaving=leaving, reason=written)
    note(move=step.id, **({"leaving": leaving} if leaving else {}))
    return row


@action("case.assign", "gav någon ett ärende", "assigned a case", may=rules.assign)
def assign(
    *, by: Actor, case: CaseFile, assignment: Assignment, since: date | None = None, until: date | None = None
) -> CaseOfficer:
    """Give the case to an officer of one's own agency, until a day or until it closes."""
    if assignment.agency_id != by.agency:
        raise Invalid("assignment", _("Välj någon i den egna myndigheten."))
    row, _made = CaseOfficer.of(by.agency).get_or_create(
        agency_id=by.agency, case=case, assignment=assignment, valid_from=since or clock.today(),
        defaults={"valid_to": until},
    )  # fmt: skip
    return row


def _opened(by: Actor, programme: Programme, identity: Mapping[str, Any], protected: bool) -> CaseFile:
    method = pinned(programme.method, programme.method_version)
    _refuse_double(identity)
    case = CaseFile(
        id=ids.new(by.agency), agency_id=by.agency, programme=programme, number=numbering.next_number("A"),
        method=method.id, method_version=str(method.version), phase=method.initial_phase().id,
        opened_on=clock.today(),
    )  # fmt: skip
    case.save(force_insert=True)
    search.index(case.pk, None, search.terms(case_number=case.number))
    CaseOfficer(agency_id=by.agency, case=case, assignment_id=by.assignment, valid_from=clock.today()).save()
    put(case, known.PROTECTED if protected else named_first(method).id, identity)
    return case


def _written(case: CaseFile, method: Method, step: Move, reason: str) -> Entry | None:
    """The reasons of a step as an entry: an ending where the case ends and the method has one, else a note."""
    if not reason:
        return None
    final = method.phase(step.to).final
    kind = first_kind(method, known.ENDING) if final else first_kind(method)
    day = day_field(kind)
    fields = {day.id if day else "": clock.today().isoformat(), "text": reason, "source": str(step.label.sv)}
    return put(
        case, kind.id, {name: fields[name] for name in fields if any(name == f.id for f in kind.fields)}
    )


def _refuse_double(identity: Mapping[str, Any]) -> None:
    """One open file a person and agency: asked within the own compartment only."""
    number = search.person_number(str(identity.get("person_number", "")))
    found = search.find(number) if len(number) in (10, 12) else set()
    if CaseFile.objects.filter(pk__in=found, closed_on__isnull=True).exists():
        raise Invalid("person_number", _("Ni har redan en öppen akt på personnumret: sök upp den i stället."))


def _check_step(step: Move, reason: str, leaving: str, leaving_reasons: set[str]) -> None:
    if step.reason_required and not reason.strip():
        raise Invalid("reason", _("Skriv skälen."))
    if step.leaving and leaving not in leaving_reasons:
        raise Invalid("leaving", _("Välj varför ärendet avslutas."))
