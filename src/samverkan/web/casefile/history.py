"""The case's history: every colour with its reason, nomination and exit, and what crossed either way."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samverkan.casework.reads.case import CaseView
from samverkan.casework.reads.scales import judged
from samverkan.web.addresses import address
from samverkan.web.present import Part
from samverkan.web.spoken import spoken

TOLD = ("nomination", "exit")  # beside the judgements
HISTORY = 40  # events; older ones are in the columns and on the page of the trail


def history(view: CaseView, authors: dict[UUID, str]) -> list[Part]:
    """Every colour with its reason, nomination and exit, and what crossed either way; newest first."""
    found = [*_judgements(view, authors), *_crossings(view)]
    return sorted(found, key=lambda event: event["date"], reverse=True)[:HISTORY]


def _judgements(view: CaseView, authors: dict[UUID, str]) -> Iterable[Part]:
    kinds = spoken(view.method).kinds
    for column in view.columns:
        for each in column.entries:
            known = kinds.get(each.row.kind)
            if known is not None and (known.kind.judgement or known.kind.id in TOLD):
                by = authors.get(each.row.made_by, "") if each.row.made_by else ""
                yield {
                    "date": each.row.happened_on or localdate(each.row.made_at),
                    "text": known.label if column.mine else known.received,
                    "colour": judged(view.method, each) if known.kind.judgement else None,
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
