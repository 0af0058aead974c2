"""What the parts of the case page share."""

from datetime import date
from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from samverkan.casework.reads.case import CaseView
from samverkan.casework.reads.scales import Judged
from samverkan.methods.schema import EntryKind
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.web.present import officer_names

NOBODY = UUID(int=0)


def authors_in(view: CaseView) -> dict[UUID, str]:
    """Names of the own officers who wrote the entries, looked up once for the whole page."""
    return officer_names(each.row.made_by for column in view.columns for each in column.entries)


def kind_of(view: CaseView, each: OpenEntry) -> EntryKind | None:
    return next((kind for kind in view.method.kinds if kind.id == each.row.kind), None)


def may_disclose(actor: Actor, programme: UUID) -> bool:
    return any(actor.may(word, programme) for word in ("propose", "decide", "decide_on_the_spot"))


def stale_since(colour: Judged | None) -> date | None:
    return colour.valid_until if colour is not None and colour.stale else None


def address(name: str, key: UUID) -> str:
    """The address of a page about one thing; nothing where this installation has no such page."""
    before, after = _around(name)
    return f"{before}{key}{after}" if before else ""


@cache
def _around(name: str) -> tuple[str, str]:
    """The address on either side of the id, found once: a case page has some hundred addresses."""
    try:
        before, _, after = reverse(name, args=[NOBODY]).partition(str(NOBODY))
    except NoReverseMatch:
        return "", ""
    return before, after
