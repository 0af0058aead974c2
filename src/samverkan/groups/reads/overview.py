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
from samverkan.groups.reads.opening import Files, all_files, audits, focus, names, open_files
from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry
from samverkan.secrecy.postgres.conditions import Among, Held
from samverkan.secrecy.prepared import Question, prepared
from samverkan.secrecy.rules import visible

SHOWN = ("subject", "group_audit")
NOTICE = "focus_notice"
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


def asked_for(actor: Actor, programme: UUID, *, closed: bool = False) -> Question[CaseFile]:
    """The groups' files, to be asked for along with the rest of a page."""
    return (all_files if closed else open_files).later(actor, programme, "")


def group_lines(
    actor: Actor, programme: UUID, *, closed: bool = False, asked: Question[CaseFile] | None = None
) -> list[GroupLine]:
    """The groups that the actor may open, by name and number; all that a line shows is asked for at once."""
    rows = (asked or asked_for(actor, programme, closed=closed)).rows
    found = Files({str(case.list_id): case for case in rows if bool(case.closed_on) == closed})
    told = _told(actor, [case.pk for case in found.by_key.values()], [*SHOWN, NOTICE, *DATED])
    opened = entries.open_all(row for row in told if row.kind not in DATED)
    newest = [each for each in opened if each.row.kind != NOTICE]
    said = names(_newest_first(newest), found)
    seen = {each.group: each for each in sorted(audits(newest, found), key=lambda audit: audit.on)}
    notices = (each for each in opened if each.row.kind == NOTICE and not each.weeded)
    since = {each.group: each.since for each in focus(notices, found) if each.holds_on(clock.today())}
    days = _days(told)
    lines = [
        GroupLine(
            case, key, said.get(key, ""), seen.get(key), since.get(key), days.get((case.pk, "incident_link")),
            max((days[case.pk, kind] for kind in ("act", "group_sanction") if (case.pk, kind) in days), default=None),
        )
        for key, case in found.by_key.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.name == "", sort_key(line.name), line.case.number))


def _days(told: Iterable[Entry]) -> dict[tuple[UUID, str], date]:
    """The latest day of each kind in each group. The day is in clear, so nothing is opened; the trace names it."""
    latest: dict[tuple[UUID, str], Entry] = {}
    for row in told:
        if row.kind in DATED and row.happened_on:
            held = latest.get((row.case_id, row.kind))
            if held is None or not held.happened_on or held.happened_on < row.happened_on:
                latest[row.case_id, row.kind] = row
    entries.shown(latest.values())
    return {key: row.happened_on for key, row in latest.items() if row.happened_on}


@prepared
def _told(actor: Actor, cases: list[UUID], kinds: list[str]) -> "QuerySet[Entry]":
    """The newest entry of each kind in each group, the own one and the received one apart; and every notice.

    What a later entry, which is of the same group, has taken the place of is left out. Few groups have ever been in
    focus, so all notices of it are read.
    """
    kept = Entry.of(actor.agency).filter(case__in=cases)
    gone = kept.filter(supersedes__isnull=False).values("supersedes_id")
    rows = visible(actor, kept.filter(kind__in=kinds)).exclude(Held(Among("pk", gone)))
    own = ExpressionWrapper(Q(received__isnull=True), BooleanField())
    of_each: list[F | BaseExpression] = [F("case"), F("kind"), own]
    newest = [F("happened_on").desc(nulls_last=True), F("made_at").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=of_each, order_by=newest)
    return rows.alias(place=place).filter(Q(place=1) | Q(kind=NOTICE))


def _newest_first(opened: Iterable[OpenEntry]) -> list[OpenEntry]:
    return sorted(
        (each for each in opened if not each.weeded),
        key=lambda each: (each.row.happened_on or date.min, each.row.made_at), reverse=True,
    )  # fmt: skip
