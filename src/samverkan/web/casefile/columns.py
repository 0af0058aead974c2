"""One column for each authority: its entries as far as this agency knows them."""

from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.aftermath import Afterwards, aftermath
from samverkan.casework.reads.case import CaseView, Column, Holding
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.web import present
from samverkan.web.casefile.common import address, kind_of, may_disclose, stale_since
from samverkan.web.present import Part


def columns(actor: Actor, view: CaseView, authors: dict[UUID, str]) -> list[Part]:
    agencies = {column.agency.pk: column.agency for column in view.columns}
    said = aftermath(actor, view.case) if len(view.columns) > 1 else {}
    parts = []
    for column in view.columns:
        shown = sorted(
            (each for each in column.entries if _is_shown(view, column, each)), key=partial(_place, view)
        )
        parts.append({
            "agency": present.chip(column.agency), "mine": column.mine, "colour": column.colour,
            "stale": stale_since(column.colour), "count": len(shown),
            "said": [_said(actor, each) for each in said.get(column.agency.pk, [])],
            "entries": [
                present.entry(
                    view.method, each, authors=authors, agencies=agencies,
                    holdings=_holdings(view, each), actions=_entry_actions(actor, view, each),
                )
                for each in shown
            ],
        })  # fmt: skip
    return parts


def _holdings(view: CaseView, each: OpenEntry) -> list[Holding]:
    """Who was given the entry, also in a version that has since been corrected."""
    found, key = list(view.holdings.get(each.row.pk, ())), each.row.pk
    while key in view.replaced:
        key = view.replaced[key]
        found += view.holdings.get(key, ())
    return sorted(found, key=lambda held: held.disclosure.number)


def _place(view: CaseView, each: OpenEntry) -> int:
    """Who it is first, then the colours; the rest as they come, newest first."""
    kind = kind_of(view, each)
    return 2 if kind is None else 0 if kind.identity else 1 if kind.judgement else 2


def _is_shown(view: CaseView, column: Column, each: OpenEntry) -> bool:
    """Tasks have a place of their own; of judgements all but the latest of each kind are in the history."""
    if any(each.row.pk == task.text.row.pk for task in view.tasks):
        return False  # it stands among the tasks, with its date and what has come back
    kind = kind_of(view, each)
    if kind is None or not kind.judgement:
        return True
    same = [other.row for other in column.entries if other.row.kind == each.row.kind]
    return each.row == max(same, key=lambda row: row.made_at)


def _entry_actions(actor: Actor, view: CaseView, each: OpenEntry) -> list[Part]:
    """Reading more is always possible; correcting and disclosing where the seat and the kind allow."""
    actions = [{"label": _("Detaljer"), "url": address("fact", each.row.pk)}]
    kind, programme = kind_of(view, each), view.case.programme_id
    if kind is None or view.case.closed_on or each.row.received_id is not None:
        return actions
    if actor.may(str(kind.capability), programme):
        actions.append({"label": _("Rätta"), "url": address("fact_correct", each.row.pk)})
    if kind.disclosable and view.case.list_id and may_disclose(actor, programme):
        url = address("disclose", view.case.pk)
        actions += [{"label": _("Lämna ut"), "url": f"{url}?entry={each.row.pk}"}] if url else []
    return actions


def _said(actor: Actor, each: Afterwards) -> Part:
    words = (
        _("Återkallade %(number)s")
        if each.event.event == "withdrawn"
        else _("Rättade en uppgift i %(number)s")
    )
    url = reverse("delivery", args=[each.delivery.pk]) if actor.may("receive") else ""
    return {"text": words % {"number": each.delivery.number}, "on": localdate(each.event.sent_at), "url": url}
