"""The room's first page: each group in a line, by name. Days and sizes that humans wrote, and no ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import RowNumber

from samverkan.casework.reads.lists import sort_key
from samverkan.groups.facts import Audit
from samverkan.groups.reads.opening import Files, audits, files, focus, names, opened, standing
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.binding import require
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.prepared import prepared
from samverkan.secrecy.rules import visible

SHOWN = ("subject", "group_audit")
DATED = ("incident_link", "act", "group_sanction")


@dataclass(frozen=True)
class GroupLine:
    """A group as the first page shows it. `name` is empty where the agency was told of a matter but not of whom."""

    case: CaseFile
    key: str
    name: str
    audit: Audit | None
    focus_since: date | None
    last_incident: date | None
    last_act: date | None


def group_lines(actor: Actor, programme: UUID, *, closed: bool = False) -> list[GroupLine]:
    """The groups that the actor may open, by name and number."""
    found = files(actor, programme, closed=closed)
    if closed:
        found = Files({key: case for key, case in found.by_key.items() if case.closed_on})
    cases = [case.pk for case in found.by_key.values()]
    newest = entries.open_all(_newest(actor, cases, list(SHOWN)))
    said = names(_newest_first(newest), found)
    seen = {each.group: each for each in sorted(audits(newest, found), key=lambda audit: audit.on)}
    running = _in_focus(actor, found)
    days = _days(actor, cases)
    lines = [
        GroupLine(
            case, key, said.get(key, ""), seen.get(key), running.get(key),
            days.get((case.pk, "incident_link")),
            max((days[case.pk, kind] for kind in ("act", "group_sanction") if (case.pk, kind) in days), default=None),
        )
        for key, case in found.by_key.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.name == "", sort_key(line.name), line.case.number))


def _days(actor: Actor, cases: list[UUID]) -> dict[tuple[UUID, str], date]:
    """The latest day of each kind in each group. The day is in clear, so nothing is opened; the trace names it."""
    rows = _latest(actor, cases, list(DATED))
    require().touch(*(pk for pk, *_rest in rows))
    return {(case, kind): day for _pk, case, kind, day in rows if day}


@prepared
def _newest(actor: Actor, cases: list[UUID], kinds: list[str]) -> "QuerySet[Entry]":
    """The newest entry of each kind in each group, the own one and the received one apart."""
    rows = standing(actor, visible(actor, Entry.of(actor.agency).filter(case__in=cases, kind__in=kinds)))
    own = ExpressionWrapper(Q(received__isnull=True), BooleanField())
    of_each: list[F | BaseExpression] = [F("case"), F("kind"), own]
    newest = [F("happened_on").desc(nulls_last=True), F("made_at").desc(), F("pk").desc()]
    return rows.alias(place=Window(RowNumber(), partition_by=of_each, order_by=newest)).filter(place=1)


@prepared
def _latest(
    actor: Actor, cases: list[UUID], kinds: list[str]
) -> "QuerySet[Entry, tuple[UUID, UUID, str, date | None]]":
    rows = visible(
        actor, Entry.of(actor.agency).filter(case__in=cases, kind__in=kinds, happened_on__isnull=False)
    )
    newest = standing(actor, rows).order_by("case", "kind", "-happened_on", "-pk").distinct("case", "kind")
    return newest.values_list("pk", "case_id", "kind", "happened_on")


def _newest_first(opened: Iterable[OpenEntry]) -> list[OpenEntry]:
    return sorted(
        (each for each in opened if not each.weeded),
        key=lambda each: (each.row.happened_on or date.min, each.row.made_at), reverse=True,
    )  # fmt: skip


def _in_focus(actor: Actor, found: Files) -> dict[str, date]:
    """Since when, for those in focus today. Few groups have ever been, so every notice is read."""
    spans = focus(opened(actor, found.by_key.values(), ("focus_notice",)), found)
    return {each.group: each.since for each in spans if each.holds_on(clock.today())}
