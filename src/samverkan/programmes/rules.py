"""Who decides about programmes: the owner's governing officers; each party for its own part and its own officers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment, Programme
from samverkan.secrecy.verdict import Verdict, no, yes

GOVERN, STAFF = Assignment.Duty.GOVERN, Assignment.Duty.STAFF


def start(by: Actor, **_facts: Any) -> Verdict:
    """Start one, as its owner."""
    if GOVERN in by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(
        _("Bara den som din myndighet har gett i uppdrag att besluta om verksamheter kan göra det här.")
    )


def govern(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Change, prolong or end it: the owner's."""
    if programme.owner_id != by.agency:
        return no(_("Det är verksamhetens ägare som beslutar om det här."))
    return start(by)


def take_part(by: Actor, **_facts: Any) -> Verdict:
    """Say yes or no to taking part, and leave: each authority for itself."""
    return start(by)


def staff(by: Actor, **_facts: Any) -> Verdict:
    """Give the own officers their seats and end them."""
    if STAFF in by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(_("Bara den som din myndighet har gett i uppdrag att bemanna verksamheter kan göra det här."))
