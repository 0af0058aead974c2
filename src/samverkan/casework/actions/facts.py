"""Entries in a case file: added, judged, superseded. What a standing decision names then crosses at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samverkan.casework import retention, rules
from samverkan.casework.actions import clocks
from samverkan.casework.filling import fill, happened_on
from samverkan.casework.pinning import pinned
from samverkan.methods.asking import has_field
from samverkan.methods.known import LEVEL
from samverkan.methods.schema import EntryKind
from samverkan.secrecy import clock, entries, identity, standing
from samverkan.secrecy.acting import Invalid, action, note
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.models import CaseFile, Entry


def put(case: CaseFile, kind: str, given: Mapping[str, Any], supersedes: Entry | None = None) -> Entry:
    """Fill, seal and store one entry inside a running act. Raises Invalid, Conflict."""
    method = pinned(case.method, case.method_version)
    found = method.kind(kind)
    fields = fill(method, found, given)
    entry = entries.write(
        case=case,
        kind=kind,
        fields=fields,
        retention=retention.box_label(method, kind, require().actor.kind, clock.today()),
        happened_on=happened_on(found, fields),
        valid_until=_valid_until(found, fields),
        supersedes=supersedes,
        terms=identity.terms_of(kind, fields),
    )
    note(kind=kind)
    before = entries.open_one(supersedes).fields if supersedes else None
    clocks.wrote(case, found, entry, fields, before)
    if found.disclosable:
        standing.cross(entry, list(fields))
    return entry


@action("entry.add", "skrev en uppgift", "wrote an entry", may=rules.write)
def add(*, by: Actor, case: CaseFile, kind: str, fields: Mapping[str, Any]) -> Entry:
    """Write an entry in one's own file."""
    _require_open(case)
    return put(case, kind, fields)


@action("entry.supersede", "ersatte en uppgift", "superseded an entry", may=rules.supersede)
def supersede(*, by: Actor, entry: Entry, fields: Mapping[str, Any]) -> Entry:
    """Correct an entry: a new one supersedes it and both remain. Raises Conflict if a colleague was first."""
    _require_open(entry.case)
    return put(entry.case, entry.kind, fields, supersedes=entry)


@action("entry.judge", "gjorde en bedömning", "made a judgement", may=rules.judge)
def judge(
    *, by: Actor, case: CaseFile, kind: str, level: str = "", reason: str, valid_until: date | None = None,
    more: Mapping[str, Any] | None = None,
) -> Entry:  # fmt: skip
    """A human judgement, with reason, date and end. `valid_until` defaults to the method's days.

    `level` where the kind is on a scale; `more`: what else the kind asks.
    """
    _require_open(case)
    found = pinned(case.method, case.method_version).kind(kind)
    today = clock.today()
    if not found.judgement:
        raise Invalid("kind", _("Det är ingen bedömning."))
    until = valid_until or date.fromordinal(today.toordinal() + (found.valid_days or 21))
    if until < today:
        raise Invalid("valid_until", _("Bedömningen måste gälla minst till i dag."))
    fields = {"reason": reason, "judged_on": today.isoformat(), "valid_until": until.isoformat()}
    scaled = {LEVEL: level} if has_field(found, LEVEL) else {}
    return put(case, kind, {**(more or {}), **scaled, **fields})


def _valid_until(kind: EntryKind, fields: Mapping[str, Any]) -> date | None:
    if kind.judgement and fields.get("valid_until"):
        return date.fromisoformat(fields["valid_until"])
    return None


def _require_open(case: CaseFile) -> None:
    if case.closed_on is not None:
        raise Invalid("case", _("Akten är avslutad."))
