"""Columns of a raw table turned into units, points in time and numbers, each repair noted where it was
made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samverkan.tables import periods as _periods
from samverkan.tables.numbers import Kind, Note, decimal_mark, read_cell
from samverkan.tables.periods import Period
from samverkan.tables.problem import Problem as Repair
from samverkan.tables.raw_table import RawTable
from samverkan.tables.refusal import Refusal
from samverkan.tables.text import Text

Floats = NDArray[np.float64]

NOTES = {
    Note.COMMA: ("decimalkomma lästes som decimaler", "a decimal comma was read as decimals"),
    Note.THOUSANDS: ("tusenavskiljare togs bort", "a thousands separator was taken out"),
    Note.ROUGH: ("ett ungefärligt värde togs för exakt", "an approximate value was taken as exact"),
    Note.PERCENT: ("procenttecknet togs bort", "the per cent sign was taken off"),
}
WRONG = {
    Kind.BOUND: ("anger bara en gräns, inte ett tal", "states only a bound, not a number"),
    Kind.AMBIGUOUS: (
        "kan vara tusental eller decimaler; skriv utan tusenavskiljare",
        "could be thousands or decimals; write without thousands separators",
    ),
    Kind.NONSENSE: ("är inte ett tal", "is not a number"),
}


def recoding(raw: RawTable) -> list[Repair]:
    """A note if the file was not UTF-8."""
    if not raw.recoded:
        return []
    said = (
        f"filen är inte UTF-8 och lästes som {raw.recoded}",
        f"the file is not UTF-8 and was read as {raw.recoded}",
    )
    return [Repair(raw.source, Text(*said))]


def unit_names(raw: RawTable, column: str, repairs: list[Repair]) -> list[str]:
    """Names without outer or double spaces; refuses empty ones, and two that differ only in capitals."""
    values = raw.column(column)
    names = [" ".join(_text(value).split()) for value in values]
    changed = [
        place for place, value in enumerate(values) if isinstance(value, str) and value != names[place]
    ]
    if changed:
        repairs.append(
            _repair(
                raw, changed, column, "överflödiga mellanslag togs bort", "superfluous spaces were taken out"
            )
        )
    if "" in names:
        raise _refusal(raw, names.index(""), column, "enheten saknas", "the unit is missing")
    spelling: dict[str, str] = {}
    for place, name in enumerate(names):
        other = spelling.setdefault(name.casefold(), name)
        if other != name:
            raise _refusal(
                raw,
                place,
                column,
                f"{name} och {other} skiljer sig bara i stor eller liten bokstav",
                f"{name} and {other} differ only in capitals",
            )
    return names


def time_points(raw: RawTable, column: str | tuple[str, str], repairs: list[Repair]) -> list[Period]:
    """One kind of period for the whole column; refuses what is none, or could be two."""
    if not isinstance(column, str):
        return _two_columns(raw, column)
    values = raw.column(column)
    if not values:
        raise Refusal(f"{raw.source} har inga rader.", f"{raw.source} has no rows.")
    every = [_periods.readings(value) for value in values]
    common = set(_periods.ORDER)
    for place, found in enumerate(every):
        kinds = {period.kind for period in found}
        if not common & kinds:
            raise _refusal(
                raw,
                place,
                column,
                f"{_text(values[place])!r} är ingen tidpunkt av samma slag som de andra",
                f"{_text(values[place])!r} is no period of the same kind as the others",
            )
        common &= kinds
    if {"school_year", "month"} <= common:
        raise _refusal(
            raw,
            0,
            column,
            f"{_text(values[0])!r} kan vara läsår eller månad; skriv läsår som 2011/12",
            f"{_text(values[0])!r} could be a school year or a month; write school years as 2011/12",
        )
    kind = next(kind for kind in _periods.ORDER if kind in common)
    if kind == "school_year":
        said = ("läsår räknas från hösten då de börjar", "school years count from the autumn they begin")
        repairs.append(_repair(raw, list(range(len(values))), column, *said))
    return _periods.coarser([next(p for p in found if p.kind == kind) for found in every])


def within(
    raw: RawTable,
    column: str | tuple[str, str],
    ends: tuple[str | None, str | None],
    repairs: list[Repair],
) -> tuple[RawTable, list[Period]]:
    """The rows between two ends (None: no end), and their periods."""
    periods = time_points(raw, column, repairs)
    limits = [_limit(raw, end, periods) if end is not None else None for end in ends]
    keep = [
        place
        for place, period in enumerate(periods)
        if (limits[0] is None or period.ordinal >= limits[0])
        and (limits[1] is None or period.ordinal <= limits[1])
    ]
    return raw.take(keep), [periods[place] for place in keep]


def _limit(raw: RawTable, end: str, periods: list[Period]) -> int:
    kind = periods[0].kind if periods else ""
    for period in _periods.readings(end):
        if period.kind == kind:
            return period.ordinal
    raise Refusal(
        f"{end} är ingen tidpunkt av samma slag som i {raw.source}.",
        f"{end} is no period of the same kind as in {raw.source}.",
    )


def _two_columns(raw: RawTable, columns: tuple[str, str]) -> list[Period]:
    years, parts = (_whole(raw, name) for name in columns)
    most = max(parts, default=0)
    steps, kind = (4, "quarter") if most <= 4 and "kv" in columns[1].casefold() else (12, "month")
    for place, part in enumerate(parts):
        if not 1 <= part <= steps or not 1800 <= years[place] < 2200:
            raise _refusal(raw, place, columns[1], f"{part} är ingen månad", f"{part} is no month")
    return [Period(kind, steps * year + part - 1) for year, part in zip(years, parts, strict=True)]


def _whole(raw: RawTable, column: str) -> list[int]:
    found = []
    for place, value in enumerate(raw.column(column)):
        cell = read_cell(value)
        if cell.kind is not Kind.NUMBER or cell.value != int(cell.value):
            raise _refusal(
                raw,
                place,
                column,
                f"{_text(value)!r} är inget heltal",
                f"{_text(value)!r} is no whole number",
            )
        found.append(int(cell.value))
    return found


def time_line(raw: RawTable, column: str | tuple[str, str], periods: list[Period]) -> list[Period]:
    """Every point from first to last; refuses a line with a hole in it."""
    name = column if isinstance(column, str) else " + ".join(column)
    if not periods:
        raise Refusal(f"{raw.source} har inga rader.", f"{raw.source} has no rows.")
    seen = sorted({period.ordinal for period in periods})
    steps = np.diff(seen)
    step = int(steps.min()) if len(steps) and periods[0].kind in {"day", "number"} else 1
    for place, gap in enumerate(steps):
        if gap != step:
            lost = _periods.label(Period(periods[0].kind, seen[place] + step))
            raise Refusal(
                f"{raw.source}, kolumn {name}: tidpunkten {lost} saknas för alla enheter.",
                f"{raw.source}, column {name}: the period {lost} is missing for all units.",
            )
    return [Period(periods[0].kind, ordinal) for ordinal in seen]


def numbers(raw: RawTable, column: str, repairs: list[Repair]) -> Floats:
    """Numbers (rows,), NaN where hidden or empty; refuses text, bounds and what could be two numbers."""
    values = raw.column(column)
    decimal = _decimal(values, raw.decimal)
    notes: dict[Note, list[int]] = {}
    found = np.full(len(values), np.nan)
    for place, value in enumerate(values):
        cell = read_cell(value, decimal)
        if cell.kind in WRONG:
            sv, en = WRONG[cell.kind]
            raise _refusal(raw, place, column, f"{_text(value)!r} {sv}", f"{_text(value)!r} {en}")
        found[place] = cell.value
        for note in cell.notes:
            notes.setdefault(note, []).append(place)
    repairs.extend(_repair(raw, notes[note], column, *NOTES[note]) for note in NOTES if note in notes)
    return found


def _decimal(values: list[object], implied: str | None) -> str | None:
    marks = Counter(mark for value in values if (mark := decimal_mark(value)) is not None)
    if len(marks) == 1:
        return next(iter(marks))
    return implied if not marks else None


def repeated(raw: RawTable, column: str, unit: str, first: int, place: int) -> Repair:
    """The same row a second time."""
    said = (
        f"{unit} upprepar rad {raw.rows[first]} ordagrant och räknades en gång",
        f"{unit} repeats row {raw.rows[first]} word for word and was counted once",
    )
    return _repair(raw, [place], column, *said)


def hidden_cell(raw: RawTable, column: str, unit: str, period: Period, place: int, count: int) -> Repair:
    """An empty or masked cell, which no design may guess."""
    when, value = _periods.label(period), _text(raw.columns[column][place])
    said = (
        f"värdet för {unit} {when} är dolt eller saknas ({value!r}; {count} för enheten)",
        f"the value for {unit} {when} is hidden or missing ({value!r}; {count} for the unit)",
    )
    return _repair(raw, [place], column, *said)


def absent_row(raw: RawTable, column: str, unit: str, period: Period, count: int) -> Repair:
    """A period in which a unit has no row."""
    when = _periods.label(period)
    said = (
        f"{unit} saknar rad för {when} ({count} tidpunkter saknas)",
        f"{unit} has no row for {when} ({count} periods are missing)",
    )
    return Repair(raw.source, Text(*said), column=column)


def filled(raw: RawTable, column: str, unit: str, period: Period, count: int) -> Repair:
    """Absent rows taken as zero, on request."""
    when = _periods.label(period)
    said = (
        f"{unit} saknar rad för {when}; {count} tidpunkter räknades som noll",
        f"{unit} has no row for {when}; {count} periods were counted as zero",
    )
    return Repair(raw.source, Text(*said), column=column)


def left_out(found: Repair) -> Repair:
    """The same finding, with the unit left out because of it, on request."""
    return replace(found, remedy=Text("Enheten lämnades utanför.", "The unit was left out."))


def _repair(raw: RawTable, places: list[int], column: str, sv: str, en: str) -> Repair:
    return Repair(raw.source, Text(sv, en), raw.rows[places[0]], column, count=len(places))


def _refusal(raw: RawTable, place: int, column: str, sv: str, en: str) -> Refusal:
    found = _repair(raw, [place], column, sv, en)
    return Refusal(found.sv, found.en)


def _text(value: object) -> str:
    return "" if value is None else str(value)
