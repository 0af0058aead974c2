"""Who may propose, decide, receive and take back what crosses between authorities."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import (
    CaseFile,
    Delivery,
    DisclosedEntry,
    Disclosure,
    Entry,
    Mode,
    StandingDecision,
)
from samverkan.secrecy.officers import TAKE_BACK
from samverkan.secrecy.rules import in_programme, on_case, visible, visible_deliveries
from samverkan.secrecy.verdict import Verdict, no, yes


def propose(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Whoever may propose (or decide) in the programme and open the case."""
    allowed = on_case(by, "propose", case)
    return allowed or speak(by, case=case)


def decide(by: Actor, *, disclosure: Disclosure, **_facts: Any) -> Verdict:
    """A decider of the giving agency; on the spot, whoever may speak across the table."""
    allowed = on_case(by, "decide", disclosure.case)
    return speak(by, case=disclosure.case) if not allowed and disclosure.mode == Mode.SPOT else allowed


def take_back(by: Actor, *, disclosure: Disclosure, **_facts: Any) -> Verdict:
    """Refuse, correct or take back: a decider, also when the programme has ended and nothing new is decided."""
    allowed = decide(by, disclosure=disclosure)
    return allowed or on_case(by, TAKE_BACK, disclosure.case)


def hand_over(by: Actor, *, disclosure: Disclosure, **_facts: Any) -> Verdict:
    """To decide that something goes, one must see all of it: protected identity after a fresh step-up."""
    allowed = decide(by, disclosure=disclosure)
    return allowed if not allowed else sees_all(by, disclosure=disclosure)


def sees_all(by: Actor, *, disclosure: Disclosure, **_facts: Any) -> Verdict:
    """Whether the actor may read every entry that the disclosure names."""
    named = Entry.of(by.agency).filter(
        pk__in=DisclosedEntry.of(by.agency).filter(disclosure=disclosure).values("entry")
    )
    if visible(by, named).count() == named.count():
        return yes(_("alla uppgifter i förslaget kan läsas"))
    return no(_("Du ser inte alla uppgifter i förslaget. Bekräfta vem du är, eller låt någon annan besluta."))


def second(by: Actor, *, disclosure: Disclosure, **_facts: Any) -> Verdict:
    """Another decider than the first: four eyes."""
    if disclosure.decided_by == by.officer:
        return no(_("Du har redan beslutat. Den andra beslutsfattaren måste vara någon annan."))
    may_second = on_case(by, "second", disclosure.case) or on_case(by, "decide", disclosure.case)
    return may_second if not may_second else sees_all(by, disclosure=disclosure)


def receive(by: Actor, *, delivery: Delivery, **_facts: Any) -> Verdict:
    """A receiving seat in the programme that may see the delivery."""
    if not visible_deliveries(by, Delivery.of(by.agency).filter(pk=delivery.pk)).exists():
        return no(_("Utlämnandet finns inte för dig."))
    return in_programme(by, "receive", delivery.programme_id)


def decide_on_case(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """A decider who may open the case: standing decisions."""
    return on_case(by, "decide", case)


def stop_on_case(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Stop a standing decision: a decider, also when the programme has ended."""
    return on_case(by, "decide", case) or on_case(by, TAKE_BACK, case)


def second_on_case(by: Actor, *, case: CaseFile, decision: StandingDecision, **_facts: Any) -> Verdict:
    """Another decider than the first, on a standing decision."""
    if decision.decided_by == by.officer:
        return no(_("Du har redan beslutat. Den andra beslutsfattaren måste vara någon annan."))
    return on_case(by, "second", case) or on_case(by, "decide", case)


def speak(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Whoever the agency lets speak across the table."""
    allowed = on_case(by, "decide_on_the_spot", case)
    return allowed or on_case(by, "decide", case)


def record_on_case(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Whoever may write in the case."""
    return on_case(by, "write", case)
