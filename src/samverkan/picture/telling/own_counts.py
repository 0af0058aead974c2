"""Weekly place reports and other figures of an agency's own, as tables."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from samverkan.picture.drawing.words import written
from samverkan.picture.places.register import Place, shipped
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller

Told = dict[str, Any]
WEEKS, MOST = 8, 40


def reports_section(told: Told, place: Place, tell: Teller) -> Section | None:
    """The last weeks' reports (EST) of a place: kinds of problem by week, and by quarter."""
    rows = [(dt.date.fromisoformat(monday), kind, quarter, district, n)
            for monday, kind, quarter, district, n in told["table"]
            if place.kind == "municipality" or district == place.id]  # fmt: skip
    if not rows:
        return None
    last = max(row[0] for row in rows)
    weeks = [
        last - dt.timedelta(weeks=back)
        for back in range(min(WEEKS, 1 + (last - min(r[0] for r in rows)).days // 7))
    ]
    weeks.reverse()
    sums: dict[str, dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
    parts: dict[str, int] = defaultdict(int)
    names = {each.id: each.name for each in shipped().places.values()}
    for monday, kind, quarter, district, n in rows:
        if monday >= weeks[0]:
            sums[kind][monday] += n
            parts[
                names.get(
                    (district if place.kind == "municipality" else quarter) or "",
                    tell("Ej placerat", "Not placed"),
                )
            ] += n
    source = tell(f"Källa: egna veckorapporter (EST), inläst {told['read_on']}.",
                  f"Source: own weekly reports (EST), read in {told['read_on']}.")  # fmt: skip
    title = tell("Rapporterade problem vecka för vecka", "Reported problems week by week")
    numbers = [week.isocalendar().week for week in weeks]
    columns = (
        (tell("Sorts problem", "Kind of problem"), False),
        *((tell(f"v. {number}", f"w. {number}"), True) for number in numbers),
    )
    table = tuple(
        (Cell(kind), *(Cell(written(sums[kind][week], tell.language)) for week in weeks))
        for kind in sorted(sums)
    )
    where = tell("Områden", "Districts") if place.kind == "municipality" else tell("Stadsdelar", "Quarters")
    there = tuple((Cell(name), Cell(written(parts[name], tell.language))) for name in sorted(parts))
    note = tell(
        "Handlar om platser. Det finns inget fält för en person.",
        "About places. There is no field for a person.",
    )
    return Section(
        "place-reports", tell("Veckorapporter om platser (EST)", "Weekly place reports (EST)"), "",
        (
            Panel("est-weeks", title, table=Table(title, columns, table), open_table=True, notes=(note,),
                  source=source),
            Panel("est-places", where, table=Table(where, ((where, False), (tell("Antal", "Number"), True)), there),
                  open_table=True, source=source),
        ), bool(told["made_up"]),
    )  # fmt: skip


def figures_section(told: Told, place: Place, tell: Teller) -> Section | None:
    """An agency's own figures of a place: each measure with its latest value and the one before."""
    found: dict[tuple[str, str], list[tuple[str, float | None, str]]] = defaultdict(list)
    for indicator, unit, where, period, value, _mask, text in told["table"]:
        if where == place.id:
            found[indicator, unit].append((period, value, text))
    if not found:
        return None
    title = tell("Egen statistik", "Own statistics")
    columns = ((tell("Mått", "Measure"), False), (tell("Tid", "Time"), False), (tell("Värde", "Value"), True),
               (tell("Före det", "Before that"), False), (tell("Värde då", "Value then"), True))  # fmt: skip
    rows = []
    for (indicator, unit), values in sorted(found.items())[:MOST]:
        before, latest = [("–", None, "–"), *sorted(values)][-2:]
        name = f"{indicator} ({unit})" if unit else indicator
        rows.append(
            (
                Cell(name),
                Cell(latest[0]),
                Cell(_value(latest, tell)),
                Cell(before[0]),
                Cell(_value(before, tell)),
            )
        )
    source = tell(
        f"Källa: egen fil, inläst {told['read_on']}.", f"Source: own file, read in {told['read_on']}."
    )
    note = tell("Tecken som .. står som i filen: värdet är dolt eller saknas.",
                "Signs such as .. stand as in the file: the value is hidden or missing.")  # fmt: skip
    panel = Panel(
        "own-figures",
        title,
        table=Table(title, columns, tuple(rows)),
        open_table=True,
        notes=(note,),
        source=source,
    )
    return Section("figures", title, "", (panel,), bool(told["made_up"]))


def _value(each: tuple[str, float | None, str], tell: Teller) -> str:
    _period, value, text = each
    if value is None:
        return text or "–"
    return written(value, tell.language, 0 if float(value).is_integer() else 1)
