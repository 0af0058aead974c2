"""What a method calls its cases and its list: its own words, or the usual ones for what its cases are about."""

from dataclasses import dataclass

from samverkan.methods.schema import Method
from samverkan.methods.words import CaseKind
from samverkan.secrecy.kinds import Words


@dataclass(frozen=True)
class Said:
    """The words of one method, all there: `subject` heads a column, `open` is a button, the rest are nouns."""

    subject: Words
    case: Words
    list: Words
    open: Words


_CASE = Words("Ärende", "Case")
USUAL: dict[CaseKind, Said] = {
    CaseKind.PERSON: Said(Words("Person", "Person"), _CASE, Words("Listan", "The list"), Words("Föreslå", "Nominate")),
    CaseKind.GROUP: Said(
        Words("Grupp", "Group"), _CASE, Words("Grupperna", "The groups"), Words("Ta upp en grupp", "Take up a group")
    ),
    CaseKind.PLACE: Said(
        Words("Plats", "Place"), _CASE, Words("Platserna", "The places"), Words("Ta upp en plats", "Take up a place")
    ),
    CaseKind.PUPIL: Said(
        Words("Elev", "Pupil"), _CASE, Words("Eleverna", "The pupils"), Words("Ta upp en elev", "Take up a pupil")
    ),
    CaseKind.LEAVER: Said(
        Words("Avhoppare", "Leaver"), _CASE, Words("Avhopparna", "The leavers"), Words("Ta emot", "Take in")
    ),
}  # fmt: skip


def said(method: Method) -> Said:
    """The method's words, with the usual ones where its file says nothing."""
    usual, own = USUAL[method.case], method.words
    if own is None:
        return usual
    return Said(
        own.subject or usual.subject, own.case or usual.case, own.list or usual.list, own.open or usual.open
    )
