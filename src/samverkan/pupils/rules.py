"""Who may do what in this room. The method's file grants the rights; these name which of them each act asks for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework.pinning import pinned
from samverkan.methods.asking import find_kind
from samverkan.pupils.absence.week import KIND
from samverkan.pupils.voice import questions
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import CaseFile, Programme
from samverkan.secrecy.rules import in_programme, on_case
from samverkan.secrecy.verdict import Verdict, no


def read_in(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Read in an absence file and say how it is to be read: whoever writes and reads attendance, at a school."""
    if by.kind != AgencyKind.SCHOOL:
        return no(_("Bara skolan läser in frånvaro. Andra får den genom ett utlämnande."))
    kind = find_kind(pinned(programme.method, programme.method_version), KIND)
    if kind is None or not by.reads(programme.pk, KIND):
        return no(_("Ditt uppdrag i verksamheten ger inte rätt till detta."))
    return in_programme(by, str(kind.capability), programme)


def decide_settings(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """A school's usual day, breaks and thresholds: whoever gives out its cases."""
    return in_programme(by, "assign", programme)


def give_voice(by: Actor, *, case: CaseFile, **_facts: Any) -> Verdict:
    """Hand out a code or the screen, and take the answer in: whoever may write that kind, in a case of theirs."""
    kind = find_kind(pinned(case.method, case.method_version), questions.KIND)
    if kind is None:
        return no(_("Metoden har inget sådant formulär."))
    return on_case(by, str(kind.capability), case)
