"""What the parts of the case page share."""

from uuid import UUID

from samverkan.casework.reads.case import CaseView
from samverkan.secrecy.actor import Actor
from samverkan.web.present import officer_names


def authors_in(view: CaseView) -> dict[UUID, str]:
    """Names of the own officers who wrote the entries, looked up once for the whole page."""
    return officer_names(each.row.made_by for column in view.columns for each in column.entries)


def may_disclose(actor: Actor, programme: UUID) -> bool:
    return any(actor.may(word, programme) for word in ("propose", "decide", "decide_on_the_spot"))
