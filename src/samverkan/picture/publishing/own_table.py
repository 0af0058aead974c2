"""The one table of own incidents that may leave the authority: district by kind over a year, and the city's months.

Its cells are made safe together, margins and months included, against everything published of them before
(samverkan.suppression): a small count cannot be reckoned from what else is printed, now or by difference. No point,
no quarter, no hour is in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samverkan.picture.incidents.measured import complete
from samverkan.picture.making.spans import Span, month_text
from samverkan.picture.places.register import Register
from samverkan.suppression.attack import Sum
from samverkan.suppression.cells import Cell
from samverkan.suppression.suppressing import suppress

YEAR = 12
ALL = "*"
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Layout:
    """Counts by `row|kind`, how they add up, and the rows: places, then months; `*` is all."""

    counts: Mapping[str, int]
    sums: tuple[Sum, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    months: tuple[str, ...]
    span: Span


def layout(told: Told, register: Register, municipality: str) -> Layout | None:
    """The table of what was measured of an own file; None where a year is not there yet.

    The year ends with the last month that is as good as wholly registered.
    """
    last = complete(told)
    if not told.get("months") or last - YEAR + 1 < told["first"]:
        return None
    span = Span(last - YEAR + 1, last)
    places = [each.id for each in register.of_kind("district", municipality) if each.until is None]
    places = [*places, told["unplaced"]] if places else [municipality]
    kinds = sorted(told["months"][municipality])
    counts = {f"{place}|{kind}": _count(told, place, kind, span) for place in places for kind in kinds}
    counts |= {f"{ALL}|{kind}": _count(told, municipality, kind, span) for kind in kinds}
    counts |= {f"{row}|{ALL}": sum(counts[f"{row}|{kind}"] for kind in kinds) for row in (*places, ALL)}
    months = [month_text(month) for month in range(span.first, span.last + 1)]
    for n, month in enumerate(months):
        one = Span(span.first + n, span.first + n)
        counts[f"{month}|{ALL}"] = sum(_count(told, municipality, kind, one) for kind in kinds)
    sums = [Sum(f"{ALL}|{kind}", tuple(f"{place}|{kind}" for place in places)) for kind in kinds]
    sums += [Sum(f"{row}|{ALL}", tuple(f"{row}|{kind}" for kind in kinds)) for row in (*places, ALL)]
    sums += [Sum(f"{ALL}|{ALL}", tuple(f"{row}|{ALL}" for row in rows)) for rows in (places, months)]
    return Layout(counts, tuple(sums), tuple(places), tuple(kinds), tuple(months), span)


def published(found: Layout, on: dt.date, earlier: Sequence[Mapping[str, Any]]) -> dict[str, Cell]:
    """What may be printed, after `earlier` publications as `kept` gave them, oldest first."""
    before = [{name: _cell(each) for name, each in held["cells"].items()} for held in earlier]
    counts = dict(earlier[-1]["counts"]) if earlier else None
    return suppress(found.counts, found.sums, on, before, counts)


def kept(found: Layout, cells: Mapping[str, Cell], on: dt.date) -> dict[str, Any]:
    """A publication as it is kept, sealed: the printed cells, and the counts behind them for the next time."""
    return {
        "on": on.isoformat(), "first": found.span.first, "last": found.span.last, "places": list(found.places),
        "kinds": list(found.kinds), "months": list(found.months), "counts": dict(found.counts),
        "cells": {name: [cell.value, cell.since.isoformat(), cell.near] for name, cell in cells.items()},
    }  # fmt: skip


def fingerprint(held: Mapping[str, Any]) -> str:
    """Of the printed cells: what was looked at is what is given out."""
    return hashlib.sha256(json.dumps(held["cells"], sort_keys=True).encode()).hexdigest()[:16]


def cell_of(held: Mapping[str, Any], row: str, kind: str) -> Cell | None:
    """A printed cell of a kept publication."""
    found = held["cells"].get(f"{row}|{kind}")
    return _cell(found) if found is not None else None


def _cell(held: Sequence[Any]) -> Cell:
    value, since, near = held
    return Cell(value, dt.date.fromisoformat(since), near)


def _count(told: Told, place: str, kind: str, span: Span) -> int:
    series = told["months"].get(place, {}).get(kind, [])
    start = span.first - told["first"]
    return sum(series[start : start + span.months])
