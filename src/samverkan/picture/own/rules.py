"""Who handles an agency's own files: whoever the agency has given the picture as a duty, and nobody else."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Assignment
from samverkan.secrecy.verdict import Verdict, no, yes

PICTURE = Assignment.Duty.PICTURE


def handle(by: Actor, **_facts: Any) -> Verdict:
    """Read own files in, see what is made of them, publish from them and remove them."""
    if PICTURE in by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(_("Bara den som din myndighet har gett lägesbilden som uppdrag kan göra det här."))


def handles(by: Actor) -> bool:
    """`handle` as a yes or no, for pages."""
    return bool(handle(by))
