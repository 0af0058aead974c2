"""Who evaluates: the officers whom their authority has given it as a duty, and nobody else's evaluations.

In a municipality whoever works there, its elected members included, reads what has been locked: so a result that
nobody liked is not put away unseen.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import Assignment
from samverkan.secrecy.verdict import Verdict, no, yes

EVALUATE = Assignment.Duty.EVALUATE


def evaluate(by: Actor, **_facts: Any) -> Verdict:
    """Plan, lock, compute, judge and end the authority's evaluations."""
    if EVALUATE in by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(_("Bara den som din myndighet har gett i uppdrag att utvärdera kan göra det här."))


def sees(actor: Actor) -> bool:
    """Whether the pages of evaluations exist for the officer at all."""
    return writes(actor) or actor.kind == AgencyKind.MUNICIPALITY


def writes(actor: Actor) -> bool:
    """Whether those pages are more than for reading, and show what is not locked."""
    return bool(evaluate(actor))
