"""Key figures of the municipality beside all municipalities."""

from __future__ import annotations

from samverkan.picture.drawing.dots import DotRow, dots
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.statistics_part import Compared
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, known, state_of


def compared_section(picture: Picture, tell: Teller) -> Section | None:
    """Key figures beside all municipalities."""
    if not picture.compared:
        return None
    state = state_of(picture, "kolada")
    title = tell(
        f"{picture.city.name} bland landets kommuner",
        f"{picture.city.name} among the country's municipalities",
    )
    rows = [_compared_row(each, tell) for each in picture.compared]

    def draw(name: str, width: float) -> Drawing:
        return dots(
            rows,
            name=name,
            title=title,
            own_name=picture.city.name,
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    lead = tell(
        "Prick: kommunen. Ljust fält: mittersta hälften av kommunerna; strecket är mitten.",
        "Dot: the municipality. Pale band: the middle half of municipalities; the bar is the middle.",
    )
    panel = Panel(
        "compared", title, lead, draw("compared-w", 680), draw("compared-n", 340), _compared_table(picture, tell),
        source=tell.source(state), notes=known(state, tell, 2),
    )  # fmt: skip
    return Section("compared", tell("Uppväxtvillkor", "Conditions of growing up"), "", (panel,))


def _compared_row(each: Compared, tell: Teller) -> DotRow:
    year = each.latest.period
    quartiles = each.quartiles[each.years.index(year)] if year in each.years else None
    return DotRow(tell.say(each.indicator.label), each.latest.value, (), None, "", quartiles,
                  tell.say(each.indicator.unit), each.indicator.decimals)  # fmt: skip


def _compared_table(picture: Picture, tell: Teller) -> Table:
    rows = []
    for each in picture.compared:
        number, url = each.latest, tell.link("number", f"{each.indicator.id}|{picture.city.id}")
        quartiles = each.quartiles[each.years.index(number.period)] if number.period in each.years else None
        own = "–" if number.value is None else written(number.value, tell.language, each.indicator.decimals)
        spread = (
            "–"
            if quartiles is None
            else f"{written(quartiles[0], tell.language, 1)}–{written(quartiles[2], tell.language, 1)}"
        )
        rows.append((
            Cell(f"{tell.say(each.indicator.label)} ({tell.say(each.indicator.unit)})"), Cell(own, url), Cell(spread),
            Cell(str(each.others)), Cell(number.period),
        ))  # fmt: skip
    columns = (
        (tell("Nyckeltal", "Key figure"), False), (picture.city.name, True),
        (tell("Mittersta hälften", "Middle half"), True),
        (tell("Kommuner med värde", "With a value"), True), (tell("År", "Year"), True),
    )  # fmt: skip
    return Table(tell("Nyckeltal", "Key figures"), columns, tuple(rows))
