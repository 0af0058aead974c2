"""Which column of a file is which field: by name, by another name, or as a person has said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverkan.tables.fields import Field
from samverkan.tables.problem import Problem
from samverkan.tables.refusal import Refusal
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text
from samverkan.tables.words import bare, listed

LOOK_IN = 30  # rows above a table that may hold its title and notes


@dataclass(frozen=True)
class Match:
    """header: place of the header among the sheet's rows; names: as written; at: field to its place in a row.

    unused: columns no field wants. missing: required fields that no column fits. doubtful: fields that several
    columns fit.
    """

    header: int
    names: tuple[str, ...]
    at: Mapping[str, int]
    unused: tuple[str, ...]
    missing: tuple[Field, ...]
    doubtful: Mapping[str, tuple[str, ...]]
    notes: tuple[Problem, ...] = ()


def match(sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str] | None = None) -> Match:
    """Find the header and the fields' columns. `mapping` (field to the column's name) goes before all guesses."""
    best = max(
        range(min(len(sheet.rows), LOOK_IN)), key=lambda row: (_fits(sheet, row, fields, mapping), -row)
    )
    head = sheet.rows[best][1]
    names = tuple("" if cell is None else str(cell).strip() for cell in head)
    at: dict[str, int] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    for field in fields:
        places = _places(field, names, mapping)
        if len(places) == 1:
            at[field.id] = places[0]
        elif places:
            doubtful[field.id] = tuple(names[place] for place in places)
    used = set(at.values())
    missing = tuple(
        field for field in fields if field.required and field.id not in at and field.id not in doubtful
    )
    unused = tuple(name for place, name in enumerate(names) if name and place not in used)
    return Match(best, names, at, unused, missing, doubtful, _above(sheet, best))


def refuse_unless_whole(sheet: Sheet, found: Match, fields: Sequence[Field]) -> None:
    """Raise Refusal naming every field that lacks a column, or has two, and the columns there are."""
    there = listed((name for name in found.names if name), most=30)
    sv, en = [], []
    if found.missing:
        sv.append(f"kolumner saknas: {', '.join(field.label.sv for field in found.missing)}")
        en.append(f"columns are missing: {', '.join(field.label.en for field in found.missing)}")
    labels = {field.id: field.label for field in fields}
    for name, columns in found.doubtful.items():
        sv.append(f"flera kolumner kan vara {labels[name].sv}: {', '.join(columns)}")
        en.append(f"several columns could be {labels[name].en}: {', '.join(columns)}")
    if sv:
        raise Refusal(
            f"{sheet.source}: {'; '.join(sv)}. Filens kolumner är: {there}.",
            f"{sheet.source}: {'; '.join(en)}. The file's columns are: {there}.",
        )


def _fits(sheet: Sheet, row: int, fields: Sequence[Field], mapping: Mapping[str, str] | None) -> int:
    names = tuple("" if cell is None else str(cell).strip() for cell in sheet.rows[row][1])
    return sum(bool(_places(field, names, mapping)) for field in fields)


def _places(field: Field, names: Sequence[str], mapping: Mapping[str, str] | None) -> list[int]:
    if mapping is not None and field.id in mapping:
        return [place for place, name in enumerate(names) if name == mapping[field.id]]
    named = (field.label.sv, field.label.en, *field.names)
    return _called(names, named) or _called(names, (field.id,))


def _called(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    goal = {bare(name) for name in wanted}
    return [place for place, name in enumerate(names) if name and bare(name) in goal]


def _above(sheet: Sheet, header: int) -> tuple[Problem, ...]:
    if header == 0:
        return ()
    reason = Text(
        "rader ovanför tabellens rubriker hoppades över", "rows above the table's headings were skipped"
    )
    return (Problem(sheet.source, reason, row=sheet.rows[0][0], count=1),)
