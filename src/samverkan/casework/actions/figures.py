"""Figures for the steering group: counted by the list's owner, suppressed as a whole, published, never changed.

Other authorities hand over counts of their own acts, in columns of their own. The published content is

    {"<indicator>": {"<cell>": {"value": 12 or null, "since": "2026-10-31", "near": false}, ..., "total": {...}}}
"""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework.counting import Month
from samverkan.casework.models import Figures
from samverkan.casework.reads.figures import Prepared, prepare
from samverkan.secrecy import clock, ids
from samverkan.secrecy.acting import Conflict, Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Programme
from samverkan.secrecy.rules import in_programme
from samverkan.secrecy.verdict import Verdict, no


def may_publish(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """The list's owner, and there whoever may publish."""
    if programme.owner_id != by.agency:
        return no(_("Siffror om personerna ges ut av listans ägare."))
    return in_programme(by, "publish_figures", programme)


def may_hand_over(by: Actor, *, programme: Programme, **_facts: Any) -> Verdict:
    """Whoever decides what leaves the authority, or publishes its figures."""
    allowed = in_programme(by, "publish_figures", programme)
    return allowed or in_programme(by, "decide", programme)


@action("figures.publish", "gav ut siffror", "published figures", may=may_publish)
def publish_figures(*, by: Actor, programme: Programme, month: date, shown: str) -> Figures:
    """Publish the month's persons, colours, entries and exits. `shown` is the fingerprint of the preview.

    Raises Invalid for a month that has not ended, Conflict when the counts have changed since the preview.
    """
    return _publish(by, programme, month, Figures.Kind.LIST, shown)


@action("figures.hand_over", "lämnade egna antal", "handed over own counts", may=may_hand_over)
def hand_over_counts(*, by: Actor, programme: Programme, month: date, shown: str) -> Figures:
    """Hand over the counts of one's own acts. Raises as `publish_figures`."""
    return _publish(by, programme, month, Figures.Kind.OWN_ACTS, shown)


def fingerprint(prepared: list[Prepared]) -> str:
    """What was shown before the decision: numbers and gaps, exactly."""
    return hashlib.sha256(json.dumps(_content(prepared), sort_keys=True).encode()).hexdigest()


def _publish(by: Actor, programme: Programme, month: date, kind: str, shown: str) -> Figures:
    when = Month(month.replace(day=1))
    if not when.over:
        raise Invalid("month", _("Månaden är inte slut. Välj en som är det."))
    if when.last < programme.started_on:
        raise Invalid("month", _("Verksamheten hade inte börjat då."))
    prepared = prepare(by, programme, when, kind)
    if fingerprint(prepared) != shown:
        raise Conflict
    figures = Figures(
        id=ids.new(by.agency), programme=programme, agency_id=by.agency, kind=kind, month=when.first,
        method=programme.method, method_version=programme.method_version, published_at=clock.now(),
        published_by_id=by.assignment, counts=_content(prepared),
    )  # fmt: skip
    figures.save(force_insert=True)
    note(month=when.first.isoformat(), kind=kind)
    return figures


def _content(prepared: list[Prepared]) -> dict[str, dict[str, Any]]:
    return {
        each.row.indicator.id: {
            name: {**asdict(cell), "since": cell.since.isoformat()} for name, cell in each.cells.items()
        }
        for each in prepared
    }
