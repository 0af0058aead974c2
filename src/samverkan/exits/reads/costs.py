"""What it has cost, case by case and by who pays, and what of it was claimed from a grant. Sums, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from samverkan.exits import method
from samverkan.secrecy import entries
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.entries import OpenEntry
from samverkan.secrecy.models import CaseFile, Entry, Programme
from samverkan.secrecy.rules import visible


@dataclass(frozen=True)
class Sums:
    """Whole kronor: by payer, by sort, by year, and all together."""

    by_payer: Mapping[str, int] = field(default_factory=dict)
    by_sort: Mapping[str, int] = field(default_factory=dict)
    by_year: Mapping[str, int] = field(default_factory=dict)
    months: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """The sum of all amounts written."""
        return sum(self.by_payer.values())

    @property
    def granted(self) -> int:
        """What of it is paid by a grant."""
        return sum(self.by_payer.get(payer, 0) for payer in method.GRANT_PAYERS)


@dataclass(frozen=True)
class Costs:
    """A programme's costs by case, largest number last: in order of case number, never of sum."""

    cases: list[tuple[CaseFile, Sums]]
    all: Sums

    @property
    def per_case(self) -> int | None:
        """The mean of the cases that have any cost written, in whole kronor; None without any."""
        return round(self.all.total / len(self.cases)) if self.cases else None


def costs(actor: Actor, programme: Programme) -> Costs:
    """Every cost written in the programme's files that the actor may read."""
    rows = visible(
        actor, Entry.of(actor.agency).filter(programme=programme, kind=method.COST)
    ).select_related("case")
    by_case: dict[UUID, list[OpenEntry]] = defaultdict(list)
    files: dict[UUID, CaseFile] = {}
    found = [
        each for each in entries.current(entries.open_all(rows.order_by("made_at", "pk"))) if not each.weeded
    ]
    for each in found:
        by_case[each.row.case_id].append(each)
        files[each.row.case_id] = each.row.case
    in_order = sorted(files.values(), key=lambda case: in_turn(case.number))
    return Costs([(case, sums_of(by_case[case.pk])) for case in in_order], sums_of(found))


def in_turn(number: str) -> list[int]:
    """A case number's own order: A-2026-9 before A-2026-10."""
    return [int(part) for part in re.findall(r"\d+", number)]


def sums_of(rows: Iterable[OpenEntry]) -> Sums:
    """The amounts of cost entries added up."""
    payer: dict[str, int] = defaultdict(int)
    sort: dict[str, int] = defaultdict(int)
    year: dict[str, int] = defaultdict(int)
    months = set()
    for each in rows:
        amount, on = int(each["amount"] or 0), str(each["event_date"])
        payer[str(each["payer"])] += amount
        sort[str(each["sort"])] += amount
        year[on[:4]] += amount
        months.add(on[:7])
    return Sums(dict(payer), dict(sort), dict(sorted(year.items())), frozenset(months))
