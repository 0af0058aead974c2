"""Data on offences and whoever is no authority (GDPR art. 10; act 2018:218, 3:8-9).

Authorities may process data on offences; an association, a faith group or a company may not. To such a party only
kinds of entry may cross that a role made for it reads: the checker of the method's file sees to what that is.
"""

from collections.abc import Set
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.acting import Invalid
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import Agency, Programme, RoleRight


def refuse(programme: UUID, receiver: UUID, kinds: Set[str]) -> None:
    """Raises Invalid when a kind that may hold data on offences would go to a party that is no authority."""
    kind = Agency.objects.values_list("kind", flat=True).get(pk=receiver)
    if AgencyKind(kind).is_authority:
        return
    held = Programme.objects.get(pk=programme)
    outside = RoleRight.objects.filter(method=held.method, version=held.method_version, no_offence_data=True)
    free = {kind for reads in outside.values_list("reads", flat=True) for kind in reads}
    if not kinds <= free:
        raise Invalid(
            "items",
            _(
                "Mottagaren är ingen myndighet och får inte behandla uppgifter om brott (EU:s dataskyddsförordning "
                "art. 10). Bara de slag av uppgifter som metoden märkt som fria från det kan lämnas ut dit."
            ),
        )
