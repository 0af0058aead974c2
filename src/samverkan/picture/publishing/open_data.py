"""The picture as open data: one row a number, from the same object that the pages and the PDF are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from samverkan.picture.making.notices_part import NoticesPart
from samverkan.picture.making.numbers import Number
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.spans import month_text
from samverkan.picture.publishing.own_table import ALL, cell_of
from samverkan.picture.sources.catalogue import sources
from samverkan.picture.sources.indicators import CRIME, indicators
from samverkan.tables.writing import csv_bytes

HIDDEN, ABOUT = "undertryckt", "högst fyra fel"
COLUMNS = ("place", "place_name", "indicator", "label", "period", "value", "mask", "written", "low", "high", "unit",
           "source")  # fmt: skip


class Row(NamedTuple):
    """One number. `mask` says why it is not exact, `written` what its source wrote then; low and high: 95 %."""

    place: str
    place_name: str
    indicator: str
    label: str
    period: str
    value: float | None
    mask: str
    written: str
    low: float | None
    high: float | None
    unit: str
    source: str


def rows_of(picture: Picture) -> Iterator[Row]:
    """Every number of a place's public picture."""
    if picture.notices is not None:
        yield from _notices(picture, picture.notices)
    for yearly in picture.reported:
        yield from (_row(picture, number) for number in yearly.numbers)
    for living in picture.living:
        yield _row(picture, living.own)
    for compared in picture.compared:
        yield from (_row(picture, number) for number in compared.own)


def own_rows(held: Mapping[str, Any], names: Mapping[str, str], made_up: bool) -> Iterator[Row]:
    """Every printed cell of a publication of own incidents; what is suppressed is a row without a number."""
    year = f"{month_text(held['first'])}/{month_text(held['last'])}"
    source = "pahittad-handelsefil" if made_up else "egen-handelsefil"
    for row in (*held["places"], ALL, *held["months"]):
        month = row in held["months"]
        for kind in (*held["kinds"], ALL):
            cell = cell_of(held, row, kind)
            if cell is None:
                continue
            mask = HIDDEN if cell.value is None else ABOUT if cell.near else ""
            place = ALL if month else row
            yield Row(
                place, names.get(place, "Hela kommunen" if place == ALL else "Ej placerat"), "incidents",
                "Alla slag" if kind == ALL else kind, row if month else year,
                None if cell.value is None else float(cell.value), mask, "", None, None, "händelser", source,
            )  # fmt: skip


def as_csv(rows: Iterable[Row]) -> bytes:
    """One row a number, UTF-8, semicolon."""
    return csv_bytes(COLUMNS, [list(row) for row in rows])


def as_json(rows: Iterable[Row], picture: Picture, made: str) -> bytes:
    """The rows with what a reader needs to know: definitions, sources, licences, versions."""
    held = [dict(row._asdict()) for row in rows]
    used = {row["source"] for row in held}
    measures = {row["indicator"] for row in held}
    body = {
        "title": f"Lägesbild {picture.city.name}", "made": made, "versions": picture.versions,
        "indicators": {
            each.id: {"label": each.label.sv, "definition": each.definition.sv, "uncertainty": each.uncertainty.sv}
            for each in indicators().values() if each.id in measures
        },
        "sources": {
            name: {"name": each.name.sv, "owner": each.owner.sv, "licence": each.licence.sv, "url": each.url,
                   "known": [words.sv for words in each.known]}
            for name, each in sources().items() if name in used
        },
        "masks": {HIDDEN: "få händelser: kan inte räknas fram ur det andra som getts ut",
                  ABOUT: "står sedan tidigare och är högst fyra fel"},
        "rows": held,
    }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def _notices(picture: Picture, part: NoticesPart) -> Iterator[Row]:
    spans = ((part.now, "now"), (part.before, "before"))
    for line in (*part.lines, part.total):
        held = indicators()[f"notices.{line.group}"]
        for span, which in spans:
            yield Row(
                picture.place.id, picture.place.name, held.id, held.label.sv,
                f"{month_text(span.first)}/{month_text(span.last)}", float(getattr(line.change, which)), "", "", None,
                None, held.unit.sv, held.source,
            )  # fmt: skip
    held = indicators()[f"notices.{CRIME}"]
    for n, count in enumerate(part.total.months):
        yield Row(
            picture.place.id, picture.place.name, held.id, held.label.sv, month_text(part.span.first + n), float(count),
            "", "", None, None, held.unit.sv, held.source,
        )  # fmt: skip
    if part.unplaced is not None and picture.is_city:
        yield Row(
            part.unplaced.place.id, "Ej placerat", held.id, held.label.sv,
            f"{month_text(part.now.first)}/{month_text(part.now.last)}", float(part.unplaced.now), "", "", None, None,
            held.unit.sv, held.source,
        )  # fmt: skip


def _row(picture: Picture, number: Number) -> Row:
    held = indicators()[number.indicator]
    return Row(
        number.place, picture.place.name, held.id, held.label.sv, number.period, number.value,
        number.mask.value if number.mask else "", number.written, number.low, number.high, held.unit.sv, held.source,
    )  # fmt: skip
