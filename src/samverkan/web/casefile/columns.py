"""One column for each authority: its entries as far as this agency knows them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.aftermath import Afterwards, aftermath
from samverkan.casework.reads.case import CaseView, Column, Holding
from samverkan.methods.asking import own_kind
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.web import present
from samverkan.web.addresses import address
from samverkan.web.casefile.doing import Doing
from samverkan.web.present import Part
from samverkan.web.spoken import SpokenKind, spoken

OPEN = 8  # entries of an authority that lie open; the rest are folded beneath them


def columns(actor: Actor, view: CaseView, authors: dict[UUID, str]) -> list[Part]:
    agencies = {column.agency.pk: column.agency for column in view.columns}
    said = aftermath(actor, view.case) if len(view.columns) > 1 else {}
    kinds, doing = spoken(view.method).kinds, Doing(actor, view)
    parts = []
    for column in view.columns:
        shown = sorted(_shown(view, column, kinds), key=lambda each: _place(kinds.get(each.row.kind)))
        cards = [
            present.entry(
                view.method, each, authors=authors, agencies=agencies,
                holdings=_holdings(view, each), actions=doing.about(each),
            )
            for each in shown
        ]  # fmt: skip
        parts.append({
            "agency": present.chip(column.agency), "mine": column.mine, "colour": column.colour,
            "judged": judged_word(view, column),
            "count": len(shown),
            "said": [_said(actor, each) for each in said.get(column.agency.pk, [])],
            "entries": cards[:OPEN], "older": cards[OPEN:],
        })  # fmt: skip
    return parts


def judged_word(view: CaseView, column: Column) -> str:
    """What the authority's own judgement is called; nothing where the method makes none."""
    kind = own_kind(view.method)
    if kind is None:
        return ""
    label = present.kind_label(view.method, kind, received=not column.mine)
    return label if column.mine else _("Deras %(judgement)s") % {"judgement": label[:1].lower() + label[1:]}


def _holdings(view: CaseView, each: OpenEntry) -> list[Holding]:
    """Who was given the entry, also in a version that has since been corrected."""
    found, key = list(view.holdings.get(each.row.pk, ())), each.row.pk
    while key in view.replaced:
        key = view.replaced[key]
        found += view.holdings.get(key, ())
    return sorted(found, key=lambda held: held.disclosure.number)


def _place(known: SpokenKind | None) -> int:
    """Who it is first, then the colours; the rest as they come, newest first."""
    return 2 if known is None else 0 if known.kind.identity else 1 if known.kind.judgement else 2


def _shown(view: CaseView, column: Column, kinds: dict[str, SpokenKind]) -> Iterable[OpenEntry]:
    """Tasks have a place of their own; of judgements all but the latest of each kind are in the history."""
    tasks = {
        task.text.row.pk for task in view.tasks
    }  # among the tasks, with their dates and what has come back
    latest: dict[str, OpenEntry] = {}
    for each in column.entries:
        before = latest.setdefault(each.row.kind, each)
        if before.row.made_at < each.row.made_at:
            latest[each.row.kind] = each
    for each in column.entries:
        known = kinds.get(each.row.kind)
        is_judgement = known is not None and known.kind.judgement
        if each.row.pk not in tasks and (not is_judgement or each is latest[each.row.kind]):
            yield each


def _said(actor: Actor, each: Afterwards) -> Part:
    words = (
        _("Återkallade %(number)s")
        if each.event.event == "withdrawn"
        else _("Rättade en uppgift i %(number)s")
    )
    url = address("delivery", each.delivery.pk) if actor.may("receive") else ""
    return {"text": words % {"number": each.delivery.number}, "on": localdate(each.event.sent_at), "url": url}
