"""Published counts as tables and bars: words for the cells, "undertryckt" where a number is kept back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samverkan.casework.counters import IN_TIME, LATE, NONE, REFUSED, UNKNOWN
from samverkan.casework.counting import STOCKS, TOTAL, Month, cells_of
from samverkan.casework.pinning import pinned
from samverkan.casework.reads.figures import Column, Prepared, Standing
from samverkan.methods.schema import Method
from samverkan.methods.schema_accounts import Indicator
from samverkan.secrecy.models import Programme
from samverkan.suppression.suppressing import Cell
from samverkan.web.present import Part, words

BAR_WIDTH = 400  # units of the drawing


def programme_part(stands: Standing, may: Sequence[Any]) -> Part:
    """All that is published of one programme."""
    return {
        "programme": stands.programme,
        "may": may,
        "persons": [_column(stands.method, each) for each in stands.persons],
        "acts": [_column(stands.method, each) for each in stands.acts],
    }


def prepared_part(programme: Programme, prepared: Prepared, month: Month) -> Part:
    """One indicator before publication: what will be printed, side by side with the own count."""
    method = pinned(programme.method, programme.method_version)
    indicator = prepared.row.indicator
    names = [*cells_of(method, indicator), TOTAL]
    labels = {name: cell_words(method, indicator, name) for name in names}
    return {
        "label": words(indicator.label),
        "definition": words(indicator.definition),
        "columns": [{"label": labels[name]} for name in names],
        "rows": [
            {
                "label": _("Ert eget antal"),
                "cells": [{"text": str(prepared.row.counts[name]), "label": labels[name]} for name in names],
            },
            {
                "label": _("Det som ges ut"),
                "cells": [{**value_part(prepared.cells[name]), "label": labels[name]} for name in names],
            },
        ],
        "month": month.first,
    }


def rows_of(stands: Standing) -> Iterable[list[object]]:
    """All published numbers of a programme, for a file: what is kept back has no number, and says so."""
    for column in [*stands.persons, *stands.acts]:
        indicator, names = column.indicator, _shown(stands.method, column)
        for month, cells in column.months:
            for name in names:
                part = value_part(cells.get(name))
                note = part.get("note", "") if "value" in part else part["text"]
                yield [
                    stands.programme.name, column.agency.name, words(indicator.label), month_words(month),
                    cell_words(stands.method, indicator, name), part.get("value"), note, words(indicator.definition),
                ]  # fmt: skip


def together(stands: Sequence[Standing]) -> list[Part]:
    """Programmes of one method beside one another, latest common month; one person may be in several."""
    if len(stands) < 2 or len({(each.method.id, each.method.version) for each in stands}) != 1:
        return []
    return [found for each in stands[0].persons if (found := _beside(each.indicator, stands)) is not None]


def cell_words(method: Method, indicator: Indicator, name: str) -> str:
    """What a cell is called, by the method's own words where it has them."""
    known = {
        TOTAL: _("Totalt"), NONE: _("Utan giltig bedömning"), UNKNOWN: _("Uppgift saknas"), IN_TIME: _("I tid"),
        LATE: _("Inte i tid"), REFUSED: _("Avslag"), "single": _("Enskilt"), "package": _("Paket"),
        "on_the_spot": _("På plats"), "standing": _("Stående beslut"),
    }  # fmt: skip
    levels = {level.id: level.word for scale in method.scales for level in scale.levels}
    leaving = {each.id: each.label for each in method.leaving}
    phases = {each.id: each.label for each in method.phases}
    if name in phases and "phase" in indicator.split_by:
        return words(phases[name])
    if name in levels and any(split.startswith("scale:") for split in indicator.split_by):
        return words(levels[name])
    if name in leaving and "reason" in indicator.split_by:
        return words(leaving[name])
    return known.get(name, name)


def value_part(cell: Cell | None) -> Part:
    """A cell as text: a number, a number that is at most four off, kept back, or never counted."""
    if cell is None:
        return {"text": "–"}
    if cell.value is None:
        return {"text": _("undertryckt"), "suppressed": True}
    if cell.near:
        note = _("per %(day)s, högst fyra fel") % {"day": cell.since.isoformat()}
        return {"text": str(cell.value), "value": cell.value, "note": note}
    return {"text": str(cell.value), "value": cell.value}


def _column(method: Method, column: Column) -> Part:
    names = _shown(method, column)
    latest = column.months[-1]
    labels = {name: cell_words(method, column.indicator, name) for name in names}
    return {
        "label": words(column.indicator.label),
        "definition": words(column.indicator.definition),
        "agency": column.agency,
        "stock": column.indicator.counts in STOCKS,
        "columns": [{"label": labels[name]} for name in names],
        "rows": [
            {
                "label": month_words(month),
                "cells": [{**value_part(cells.get(name)), "label": labels[name]} for name in names],
            }
            for month, cells in reversed(column.months)
        ],
        "latest": month_words(latest[0]),
        "bars": _worth_drawing(bars([(labels[name], latest[1].get(name)) for name in names])),
    }


def _shown(method: Method, column: Column) -> list[str]:
    """The layout's cells; one for what fits nowhere is left out while it is empty all the time."""
    names = [*cells_of(method, column.indicator), TOTAL]
    rest = [name for name in names if name == UNKNOWN]
    empty = [
        name for name in rest
        if all((cells[name].value == 0) if name in cells else True for _month, cells in column.months)
    ]  # fmt: skip
    return [name for name in names if name not in empty]


def bars(cells: Sequence[tuple[str, Cell | None]]) -> list[Part]:
    """Lengths for the drawing, longest = BAR_WIDTH; a suppressed cell has no length, only its word."""
    parts = [{"label": label, **value_part(cell)} for label, cell in cells]
    most = max((part["value"] for part in parts if "value" in part), default=0)
    for part in parts:
        part["length"] = round(BAR_WIDTH * part["value"] / most) if most and part.get("value") else 0
    return parts


def _worth_drawing(parts: list[Part]) -> list[Part]:
    """A single bar, or bars without length, say nothing that the table does not."""
    return parts if len(parts) > 1 and any(part["length"] for part in parts) else []


def month_words(month: date) -> str:
    """A month as 2026-10."""
    return f"{month:%Y-%m}"


def _beside(indicator: Indicator, stands: Sequence[Standing]) -> Part | None:
    columns = [_of(each.persons, indicator) for each in stands]
    if any(column is None for column in columns):
        return None
    months = [dict(column.months) for column in columns if column is not None]
    common = sorted(set.intersection(*(set(each) for each in months)))
    if not common:
        return None
    cells: list[Cell | None] = [each[common[-1]].get(TOTAL) for each in months]
    return {
        "label": words(indicator.label),
        "month": month_words(common[-1]),
        "values": [
            {"name": each.programme.name, **value_part(cell)}
            for each, cell in zip(stands, cells, strict=True)
        ],
        "sum": _sum(cells),
    }


def _sum(cells: Sequence[Cell | None]) -> Part:
    """A sum of exact numbers only; of anything else it would say more, or less, than its parts."""
    values = [cell.value for cell in cells if cell is not None and not cell.near and cell.value is not None]
    if len(values) < len(cells):
        return {"text": _("kan inte läggas ihop")}
    return {"text": str(sum(values)), "value": sum(values)}


def _of(columns: Sequence[Column], indicator: Indicator) -> Column | None:
    return next((each for each in columns if each.indicator.id == indicator.id), None)
