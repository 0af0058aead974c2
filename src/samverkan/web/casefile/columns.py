"""One column for each authority: its entries as far as this agency knows them."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.aftermath import Afterwards, aftermath
from samverkan.casework.reads.case import CaseView, Column
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.web import present
from samverkan.web.casefile.common import address, kind_of, may_disclose, stale_since
from samverkan.web.present import Part


def columns(actor: Actor, view: CaseView) -> list[Part]:
    rows = [each.row for column in view.columns for each in column.entries]
    authors = present.officer_names(row.made_by for row in rows)
    agencies = {column.agency.pk: column.agency for column in view.columns}
    said = aftermath(actor, view.case)
    parts = []
    for column in view.columns:
        shown = [each for each in column.entries if _is_shown(view, column, each)]
        parts.append({
            "agency": present.chip(column.agency), "mine": column.mine, "colour": column.colour,
            "stale": stale_since(column.colour), "count": len(shown),
            "said": [_said(actor, each) for each in said.get(column.agency.pk, [])],
            "entries": [
                present.entry(
                    view.method, each, authors=authors, agencies=agencies,
                    holdings=view.holdings.get(each.row.pk, ()), actions=_entry_actions(actor, view, each),
                )
                for each in shown
            ],
        })  # fmt: skip
    return parts


def _is_shown(view: CaseView, column: Column, each: OpenEntry) -> bool:
    """Of judgements the column shows the latest of each kind; the earlier ones are in the history."""
    kind = kind_of(view, each)
    if kind is None or not kind.judgement:
        return True
    same = [other.row for other in column.entries if other.row.kind == each.row.kind]
    return each.row == max(same, key=lambda row: row.made_at)


def _entry_actions(actor: Actor, view: CaseView, each: OpenEntry) -> list[Part]:
    """Reading more is always possible; correcting and disclosing where the seat and the kind allow."""
    actions = [{"label": _("Detaljer"), "url": reverse("fact", args=[each.row.pk])}]
    kind, programme = kind_of(view, each), view.case.programme_id
    if kind is None or view.case.closed_on or each.row.received_id is not None:
        return actions
    if actor.may(str(kind.capability), programme):
        actions.append({"label": _("Rätta"), "url": reverse("fact_correct", args=[each.row.pk])})
    if kind.disclosable and view.case.list_id and may_disclose(actor, programme):
        url = address("disclose", view.case.pk)
        actions += [{"label": _("Lämna ut"), "url": f"{url}?uppgift={each.row.pk}"}] if url else []
    return actions


def _said(actor: Actor, each: Afterwards) -> Part:
    words = (
        _("Återkallade %(number)s")
        if each.event.event == "withdrawn"
        else _("Rättade en uppgift i %(number)s")
    )
    url = reverse("delivery", args=[each.delivery.pk]) if actor.may("receive") else ""
    return {"text": words % {"number": each.delivery.number}, "on": localdate(each.event.sent_at), "url": url}
