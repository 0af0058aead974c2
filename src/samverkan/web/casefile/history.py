"""The case's history: every judgement with its reason, beginning and end, and what crossed either way."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.case import CaseView
from samverkan.casework.reads.scales import judged
from samverkan.methods import known
from samverkan.methods.asking import asked_kinds
from samverkan.web.addresses import address
from samverkan.web.present import Part
from samverkan.web.spoken import spoken

HISTORY = 40  # events; older ones are in the columns and on the page of the trail


def history(view: CaseView, authors: dict[UUID, str]) -> list[Part]:
    """Every judgement with its reason, how the case began and ended, and what crossed either way; newest first."""
    found = [*_judgements(view, authors), *_crossings(view)]
    return sorted(found, key=lambda event: event["date"], reverse=True)[:HISTORY]


def _judgements(view: CaseView, authors: dict[UUID, str]) -> Iterable[Part]:
    kinds = spoken(view.method).kinds
    told = {kind.id for kind in asked_kinds(view.method) if kind.id not in known.NAMING} | {known.ENDING}
    for column in view.columns:
        for each in column.entries:
            named = kinds.get(each.row.kind)
            if named is not None and (named.kind.judgement or named.kind.id in told):
                by = authors.get(each.row.made_by, "") if each.row.made_by else ""
                yield {
                    "date": each.row.happened_on or localdate(each.row.made_at),
                    "text": named.label if column.mine else named.received,
                    "colour": judged(view.method, each) if named.kind.judgement else None,
                    "note": each["reason"] or each["text"],
                    "by": ", ".join(part for part in (by, column.agency.short) if part),
                }


def _crossings(view: CaseView) -> Iterable[Part]:
    for row in view.disclosures:
        if row.decided_at:
            text = _("Utlämnande %(number)s till %(who)s") % {"number": row.number, "who": row.receiver.short}
            yield {
                "date": localdate(row.decided_at),
                "text": text,
                "url": address("disclosure", row.pk),
            }
    came = {each.row.received for column in view.columns for each in column.entries if each.row.received_id}
    givers = {column.agency.pk: column.agency for column in view.columns}
    for delivery in sorted(came, key=lambda row: row.number):
        text = _("Mottaget %(number)s från %(who)s")
        who = givers[delivery.giver_id].short
        on = localdate(delivery.settled_at or delivery.sent_at)
        yield {"date": on, "text": text % {"number": delivery.number, "who": who}}
