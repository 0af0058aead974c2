"""Who works with the municipality's loop: its coordination function drafts, its governing officers decide."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.secrecy.actor import Actor
from samverkan.secrecy.kinds import AgencyKind
from samverkan.secrecy.models import Assignment
from samverkan.secrecy.verdict import Verdict, no, yes

COORDINATE, GOVERN = Assignment.Duty.COORDINATE, Assignment.Duty.GOVERN


def coordinate(by: Actor, **_facts: Any) -> Verdict:
    """Draft papers and keep the registers: the coordination function of 11 § lagen (2023:196)."""
    if by.kind != AgencyKind.MUNICIPALITY:
        return no(_("Det är kommunen som tar fram lägesbild, åtgärdsplan och uppföljning."))
    if {COORDINATE, GOVERN} & by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(_("Bara den som samordnar kommunens brottsförebyggande arbete kan göra det här."))


def decide(by: Actor, **_facts: Any) -> Verdict:
    """Enter the board's decision: whoever leads the work for it, 13 § lagen (2023:196)."""
    may = coordinate(by)
    if not may:
        return may
    if GOVERN in by.duties:
        return yes(_("uppdraget ger rätten"))
    return no(_("Bara den som för in nämndens beslut för kommunen kan göra det här."))
