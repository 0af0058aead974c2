"""Figures: prepared inside the agency that counts, and published ones as every party's readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samverkan.casework.counting import STOCKS, Month, Row, count
from samverkan.casework.models import Figures
from samverkan.casework.pinning import pinned
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Indicator
from samverkan.methods.words import CountedBy
from samverkan.secrecy import clock
from samverkan.secrecy.actor import Actor
from samverkan.secrecy.models import Agency, Programme
from samverkan.suppression.suppressing import Cell, Published, suppress


@dataclass(frozen=True)
class Prepared:
    """One indicator counted, and what may be published of it."""

    row: Row
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Column:
    """One indicator over the months, as published by one agency: newest publication of each month, oldest first."""

    indicator: Indicator
    agency: Agency
    months: list[tuple[date, Published]]


@dataclass(frozen=True)
class Standing:
    """Everything published in a programme: the owner's figures, and each authority's own acts."""

    programme: Programme
    method: Method
    persons: list[Column]
    acts: list[Column]


def prepare(actor: Actor, programme: Programme, month: Month, kind: str) -> list[Prepared]:
    """Count the month and suppress it against all that this agency has published before."""
    method = pinned(programme.method, programme.method_version)
    return [
        _prepared(actor, programme, indicator, month, kind)
        for indicator in method.indicators
        if indicator.counted_by == _counter(kind)
    ]


def readable(actor: Actor) -> list[Programme]:
    """The programmes whose figures the actor may read or has a hand in."""
    seats = [
        seat.programme
        for seat in actor.seats
        if {"read_figures", "publish_figures", "decide"} & set(seat.may)
    ]
    return list(Programme.objects.filter(pk__in=seats).select_related("owner").order_by("name"))


def published(programme: Programme) -> Standing:
    """What stands published, newest of each month, with the definitions of the programme's method."""
    method = pinned(programme.method, programme.method_version)
    rows = list(
        programme.figures.filter(method=programme.method)
        .select_related("agency")
        .order_by("month", "published_at")
    )
    lists = [row for row in rows if row.kind == Figures.Kind.LIST]
    acts = [row for row in rows if row.kind == Figures.Kind.OWN_ACTS]
    return Standing(
        programme, method,
        [_column(each, lists) for each in method.indicators if _has(each, lists)],
        [_column(each, theirs) for each in method.indicators for theirs in _by_agency(acts) if _has(each, theirs)],
    )  # fmt: skip


def cells_in(row: Figures, indicator: str) -> Published:
    """One indicator's cells in a publication; empty if it was not in the method then."""
    return {name: _cell(held) for name, held in row.counts.get(indicator, {}).items()}


def _prepared(actor: Actor, programme: Programme, indicator: Indicator, month: Month, kind: str) -> Prepared:
    row = count(actor, programme, indicator, month)
    earlier = _earlier(actor, programme, indicator, month, kind)
    before = count(actor, programme, indicator, Month(earlier[-1].month)).counts if earlier else None
    told = [cells_in(each, indicator.id) for each in earlier]
    day = month.last if indicator.counts in STOCKS else clock.today()
    return Prepared(row, suppress(row.counts, row.sums, day, told, before))


def _earlier(
    actor: Actor, programme: Programme, indicator: Indicator, month: Month, kind: str
) -> list[Figures]:
    """Publications of the same cells: of a stock all months, of what happens during a month that month alone."""
    rows = programme.figures.filter(agency=actor.agency, kind=kind, method=programme.method)
    if indicator.counts not in STOCKS:
        rows = rows.filter(month=month.first)
    return [row for row in rows.order_by("published_at", "pk") if indicator.id in row.counts]


def _counter(kind: str) -> CountedBy:
    return CountedBy.OWNER if kind == Figures.Kind.LIST else CountedBy.EACH


def _column(indicator: Indicator, rows: list[Figures]) -> Column:
    newest = {row.month: cells_in(row, indicator.id) for row in rows if indicator.id in row.counts}
    return Column(indicator, rows[0].agency, sorted(newest.items(), key=lambda each: each[0]))


def _by_agency(rows: Iterable[Figures]) -> list[list[Figures]]:
    found: dict[UUID, list[Figures]] = {}
    for row in rows:
        found.setdefault(row.agency_id, []).append(row)
    return sorted(found.values(), key=lambda theirs: theirs[0].agency.short)


def _has(indicator: Indicator, rows: list[Figures]) -> bool:
    return any(indicator.id in row.counts for row in rows)


def _cell(held: dict[str, Any]) -> Cell:
    return Cell(held["value"], date.fromisoformat(held["since"]), bool(held["near"]))
