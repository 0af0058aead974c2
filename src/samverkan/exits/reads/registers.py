"""Registers of what is no person: providers with contract, price, inspections and deviations; grants with reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverkan.secrecy import clock, entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.rules import visible, visible_cases


@dataclass(frozen=True)
class Line:
    """One thing in a register: its name, and the newest entry of each kind that the officer reads."""

    case: CaseFile
    name: str
    newest: dict[str, OpenEntry]
    open_deviations: list[OpenEntry]

    def get(self, kind: str, field: str) -> str:
        """A field of the newest entry of a kind; "" where there is none."""
        return str(self.newest[kind][field]) if kind in self.newest else ""


def register(actor: Actor, programme: Programme) -> list[Line]:
    """The open files of the programme, by name."""
    files = visible_cases(
        actor, CaseFile.of(actor.agency).filter(programme=programme, closed_on__isnull=True)
    )
    by_case: dict[object, list[OpenEntry]] = defaultdict(list)
    rows = visible(actor, Entry.of(actor.agency).filter(case__in=files.values("pk")))
    for each in entries.current(entries.open_all(rows.order_by("made_at", "pk"))):
        if not each.weeded:
            by_case[each.row.case_id].append(each)
    lines = [_line(case, by_case[case.pk]) for case in files]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.case.number))


def past(day: str) -> bool:
    """Whether a day written in an entry has passed."""
    return bool(day) and date.fromisoformat(day) < clock.today()


def _line(case: CaseFile, found: Iterable[OpenEntry]) -> Line:
    newest: dict[str, OpenEntry] = {}
    unsettled = []
    for each in found:
        before = newest.get(each.row.kind)
        if before is None or (before.row.happened_on or date.min) <= (each.row.happened_on or date.min):
            newest[each.row.kind] = each
        if each.row.kind == "deviation" and not each["settled_on"]:
            unsettled.append(each)
    name = str(newest["subject"]["name"]) if "subject" in newest else case.number
    return Line(case, name, newest, unsettled)
