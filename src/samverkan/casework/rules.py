"""Who may do what in casework. Each rule answers yes or no with the reason; the method's file grants rights."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.casework.models import Deadline, Meeting, Step, Task, Weeding
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import joint_kind
from samverkan.methods.words import Capability
from samverkan.secrecy.actor import Actor, SeatView
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.officers import TAKE_BACK
from samverkan.secrecy.rules import in_programme, on_case, visible
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
    if allowed and found.second_person and _last_step_by(by, case) == by.officer:
        return no(_("Någon annan än den som föreslog måste ta det här steget."))
    return allowed


def write(by: Actor, *, case: CaseFile, kind: str, **_facts: Any) -> Verdict:
    """Write an entry of a kind: the kind's own capability in the method's file."""
    capability = str(pinned(case.method, case.method_version).kind(kind).capability)
    return on_case(by, capability, case)


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


def _last_step_by(by: Actor, case: CaseFile) -> UUID | None:
    """Who took the matter up, or took the step before."""
    steps = Step.of(by.agency).filter(case=case).order_by("-place")
    return steps.values_list("by", flat=True).first()
