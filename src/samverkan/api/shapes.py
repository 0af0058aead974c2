"""What the API answers, as plain dicts; docs/reference/api.md says the same in words.

Dates are ISO 8601, times in UTC, ids random. A name is null where the agency was told of a matter but not of whom.
"""

from typing import Any

from samverkan.casework.reads.case import CaseView, Column, Holding, TaskView
from samverkan.casework.reads.disclosures import LedgerRow
from samverkan.casework.reads.lists import CaseRow
from samverkan.casework.reads.scales import Judged
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import Agency, Delivery

Shape = dict[str, Any]


def case_row(row: CaseRow) -> Shape:
    """One line of a programme's list."""
    return {
        "id": row.case.pk,
        "number": row.case.number,
        "programme": row.case.programme_id,
        "phase": row.case.phase,
        "opened_on": row.case.opened_on,
        "closed_on": row.case.closed_on,
        "name": row.name or None,
        "protected": row.protected,
        "markings": list(row.markings),
        "joint_colour": judgement(row.joint),
        "own_colour": judgement(row.own),
        "next_date": row.next_date,
    }


def case(view: CaseView) -> Shape:
    """A case as its page shows it: a column per authority, tasks, who holds what."""
    row = view.case
    return {
        "id": row.pk,
        "number": row.number,
        "programme": row.programme_id,
        "method": {"id": row.method, "version": row.method_version},
        "phase": row.phase,
        "opened_on": row.opened_on,
        "closed_on": row.closed_on,
        "name": view.name or None,
        "protected": view.protected,
        "markings": list(view.markings),
        "joint_colour": judgement(view.joint),
        "columns": [_column(view, each) for each in view.columns],
        "tasks": [task(each) for each in view.tasks],
    }


def judgement(found: Judged | None) -> Shape | None:
    """A human's judgement."""
    if found is None:
        return None
    return {
        "level": found.level,
        "reason": found.reason,
        "judged_on": found.judged_on,
        "valid_until": found.valid_until,
        "stale": found.stale,
    }


def task(view: TaskView) -> Shape:
    """A task and what has come back about it."""
    row = view.task
    return {
        "id": row.pk,
        "title": view.text["title"] or None,
        "responsible": agency(row.responsible),
        "due": row.due,
        "state": row.state,
        "overdue": view.overdue,
        "report_back": view.event.event if view.event else None,
    }


def given(line: LedgerRow) -> Shape:
    """One of the agency's own disclosures, without what it contained."""
    row = line.disclosure
    return {
        "id": row.pk,
        "number": row.number,
        "case": row.case_id,
        "receiver": agency(row.receiver),
        "form": row.form,
        "mode": row.mode,
        "status": line.status,
        "ground": row.ground or None,
        "ground_version": row.ground_version or None,
        "proposed_at": row.proposed_at,
        "decided_at": row.decided_at,
        "ends_on": row.ends_on,
    }


def waiting(row: Delivery) -> Shape:
    """A disclosure that waits to be taken in, still sealed."""
    return {
        "id": row.pk,
        "giver": agency(row.giver),
        "programme": row.programme_id,
        "form": row.form,
        "ground": row.ground,
        "ground_version": row.ground_version,
        "sent_at": row.sent_at,
        "ends_on": row.ends_on,
    }


def agency(row: Agency) -> Shape:
    """An authority."""
    return {"id": row.pk, "kind": row.kind, "name": row.name}


def _column(view: CaseView, column: Column) -> Shape:
    return {
        "agency": agency(column.agency),
        "own": column.mine,
        "colour": judgement(column.colour),
        "entries": [_entry(each, view.holdings.get(each.row.pk, [])) for each in column.entries],
    }


def _entry(opened: OpenEntry, holdings: list[Holding]) -> Shape:
    row = opened.row
    return {
        "id": row.pk,
        "kind": row.kind,
        "happened_on": row.happened_on,
        "made_at": row.made_at,
        "valid_until": row.valid_until,
        "ends_on": row.ends_on,
        "weeded": opened.weeded,
        "fields": opened.fields,
        "given_to": [
            {"agency": agency(each.receiver), "disclosure": each.disclosure.pk, "fields": each.fields,
             "status": each.status} for each in holdings
        ],
    }  # fmt: skip
