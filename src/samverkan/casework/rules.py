"""Who may do what in casework. Each rule answers yes or no with the reason; the method's file grants rights."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samverkan.casework.models import Deadline, Meeting, Step, Task, Weeding
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import fits, joint_kind, side_file
from samverkan.methods.schema import Method, Move
from samverkan.methods.words import Capability
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.officers import TAKE_BACK
from samverkan.secrecy.rules import in_programme, on_case, openable, opens, visible
from samverkan.secrecy.verdict import Verdict, no, yes


def nominate(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Nominate, or open an own file that is not on the list."""
    return in_programme(by, "nominate", programme)


def take_in(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Take an existing list in: the authority that owns the list, by somebody who may nominate."""
    if programme.owner_id != by.agency:
        return no(_("En befintlig lista läses in av den myndighet som äger listan."))
    return in_programme(by, "nominate", programme)


def move(by: Actor, *, case: CaseFile, move: str, **_facts: Any) -> Verdict:
    """Make a move that the method has from this phase, with its capability, by a second person where asked."""
    phase = CaseFile.of(by.agency).filter(pk=case.pk).values_list("phase", flat=True).first()
    moves = pinned(case.method, case.method_version).moves_from(phase or "")
    found = next((each for each in moves if each.id == move), None)
    if found is None:
        return no(_("Det steget finns inte från ärendets nuvarande fas."))
    allowed = on_case(by, str(found.capability), case)
    if not allowed:
        return allowed
    missing = next((kind for kind in found.needs if not written_since(by, case, kind)), None)
    if missing is not None:
        named = pinned(case.method, case.method_version).kind(missing).label.for_language(get_language())
        return no(_("Först behövs: %(kind)s.") % {"kind": named})
    if found.second_person and by.officer in _first_person(by, case, found):
        return no(_("Någon annan än den som föreslog måste ta det här steget."))
    return allowed


def write(by: Actor, *, case: CaseFile, kind: str, **_facts: Any) -> Verdict:
    """Write an entry of a kind: the kind's own capability in the method's file."""
    method = pinned(case.method, case.method_version)
    found = method.kind(kind)
    if not fits(method, case.side, found):
        return no(_("Den sortens uppgift hör inte hemma i den här akten."))
    if not found.offence_free and _holds_none(by, case.programme_id, method):
        return no(_("Din roll får inte skriva något som kan handla om brott."))
    return on_case(by, str(found.capability), case)


def open_beside(by: Actor, *, programme: Programme, side: str, **_facts: Any) -> Verdict:
    """Open a side file: its capability, and a role that opens that sort of file."""
    found = side_file(pinned(programme.method, programme.method_version), side)
    if found is None or not opens(by, programme.pk, side):
        return no(_("Din roll öppnar inte den här sortens akt."))
    if not programme.running:
        return no(_("Verksamheten pågår inte."))
    return in_programme(by, str(found.capability), programme)


def reach(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Open a file, as another one is about to name it."""
    return yes(_("akten finns för dig")) if openable(by, case.pk) else no(_("Akten finns inte för dig."))


def supersede(by: Actor, *, entry: Entry, **_facts: Any) -> Verdict:
    """Correct an own entry that one can see; a copy is the giver's to correct."""
    if not visible(by, Entry.of(by.agency).filter(pk=entry.pk)).exists():
        return no(_("Uppgiften finns inte för dig."))
    if entry.received_id is not None:
        return no(_("Uppgiften kommer från en annan myndighet, som rättar den."))
    return write(by, case=entry.case, kind=entry.kind)


def judge(by: Actor, *, case: CaseFile, kind: str, **_facts: Any) -> Verdict:
    """Judge for one's own agency; the joint judgement is the list owner's to write."""
    owner = case.programme.owner_id
    if kind == joint_kind(pinned(case.method, case.method_version)) and owner != by.agency:
        return no(_("Den gemensamma bedömningen skrivs av listans ägare."))
    return write(by, case=case, kind=kind)


def assign(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Give a case to an officer."""
    return on_case(by, "assign", case)


def hand_over(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Hand a colleague's cases to another: whoever may give cases in the programme."""
    return in_programme(by, "assign", programme)


def give_task(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Give a task."""
    return on_case(by, "task", case)


def settle_task(by: Actor, *, task: Task, **_facts: Any) -> Verdict:
    """Accept, decline or finish a task of one's own agency."""
    if task.responsible_id != by.agency:
        return no(_("Uppdraget är en annan myndighets."))
    return on_case(by, "task", task.case)


def stop_clock(by: Actor, *, deadline: Deadline, **_facts: Any) -> Verdict:
    """Stop a clock by hand: whoever may write in the case."""
    return on_case(by, "write", deadline.case)


def find_weeding(by: Actor, **_facts: Any) -> Verdict:
    """Work out what is to be weeded, and weed what is decided: the system in the night, or whoever decides on it."""
    return yes(_("gallringen körs av systemet")) if by.kind == "system" else decide_weeding(by)


def decide_weeding(by: Actor, *, rows: Sequence[Weeding] = (), **_facts: Any) -> Verdict:
    """Decide on weeding of the own authority's files in a programme: whoever has it in the method's file there."""
    programmes = weeded_by(by)
    if programmes and all(row.case.programme_id in programmes for row in rows):
        return yes(_("uppdraget ger rätten"))
    return no(_("Ditt uppdrag ger inte rätt att besluta om gallring."))


def weeded_by(by: Actor) -> frozenset[UUID]:
    """The programmes in which the actor decides on weeding."""
    return frozenset(seat.programme for seat in by.seats if weeds(seat))


def weeds(seat: SeatView) -> bool:
    """Whether the seat decides on weeding; in a method that gives it to no role, its deciders do.

    Also when the programme has ended: what it left is weeded by its time.
    """
    roles = pinned(seat.method, seat.method_version).roles
    named = any(Capability.WEED in role.may for role in roles)
    return "weed" in seat.may or (not named and bool({"decide", TAKE_BACK} & seat.may))


def plan_meeting(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Plan a meeting of the programme."""
    return in_programme(by, "run_meeting", programme)


def arrange_agenda(by: Actor, *, meeting: Meeting, **_facts: Any) -> Verdict:
    """Set the own authority's agenda by hand, until the meeting has ended: whoever writes its minutes or leads it."""
    if meeting.state == Meeting.State.CLOSED:
        return no(_("Mötet är avslutat."))
    return in_programme(by, "minute", meeting.programme_id) or in_programme(
        by, "run_meeting", meeting.programme_id
    )


def run_meeting(by: Actor, *, meeting: Meeting, **_facts: Any) -> Verdict:
    """Open, lead and close it."""
    return in_programme(by, "run_meeting", meeting.programme_id)


def _last_step(by: Actor, case: CaseFile) -> Step | None:
    """The one that took the matter up, or the step before."""
    return Step.of(by.agency).filter(case=case).order_by("-place").first()


def written_since(by: Actor, case: CaseFile, kind: str) -> Entry | None:
    """The newest own entry of a kind written since the case came to its phase."""
    last = _last_step(by, case)
    rows = Entry.of(by.agency).filter(case=case, kind=kind, received__isnull=True)
    return (rows.filter(made_at__gte=last.at) if last else rows).order_by("-made_at", "-pk").first()


def _first_person(by: Actor, case: CaseFile, step: Move) -> set[UUID | None]:
    """Who may not take a step that asks for a second person: the author of what it needs, or of the step before."""
    if step.needs:
        first = written_since(by, case, step.needs[0])
        return {first.made_by} if first else set()
    last = _last_step(by, case)
    return {last.by} if last else set()


def _holds_none(by: Actor, programme: UUID, method: Method) -> bool:
    """Whether all the actor's seats in the programme are such as may hold nothing about offences."""
    roles = [seat.role for seat in by.seats if seat.programme == programme]
    return bool(roles) and all(method.role(role).no_offence_data for role in roles)
