"""Reported crime in the municipality over the years."""

from __future__ import annotations

from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import percent, written
from samverkan.picture.drawing.years import Panel as YearPanel
from samverkan.picture.drawing.years import years_chart
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.statistics_part import Yearly
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, known, state_of


def reported_section(picture: Picture, tell: Teller) -> Section | None:
    """Reported crime in the municipality over the years."""
    if not picture.reported:
        return None
    state = state_of(picture, "reported")
    title = tell("Anmälda brott per 100 000 invånare", "Reported crime per 100,000 inhabitants")
    panels = [YearPanel(tell.say(each.indicator.label), each.years, each.rates) for each in picture.reported]

    def draw(name: str, width: float) -> Drawing:
        return years_chart(
            panels,
            name=name,
            title=title,
            unit=title,
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    panel = Panel(
        "reported", title, _reported_lead(picture.reported[0], tell), draw("reported-w", 680), draw("reported-n", 340),
        _reported_table(picture, tell), source=tell.source(state), notes=known(state, tell, 3),
    )  # fmt: skip
    return Section(
        "reported", tell("Anmälda brott i kommunen", "Reported crime in the municipality"), "", (panel,)
    )


def _reported_lead(total: Yearly, tell: Teller) -> str:
    first, last = total.years[0], total.years[-1]
    change = percent(total.percent or 0.0, tell.language)
    usual = "" if total.usual is None else tell(
        f" Av tidigare års förändringar var {total.usual * 100:.0f} procent mindre än den senaste.",
        f" Of earlier years' changes {total.usual * 100:.0f} per cent were smaller than the latest.",
    )  # fmt: skip
    return (
        tell(
            f"{first}–{last}. Alla brott {last}: {change} mot året före.",
            f"{first}-{last}. All crime {last}: {change} on the year before.",
        )
        + usual
    )


def _reported_table(picture: Picture, tell: Teller) -> Table:
    years = picture.reported[0].years[-6:]
    rows = []
    for each in picture.reported:
        held = dict(zip(each.years, each.numbers, strict=True))
        url = tell.link("number", f"{each.indicator.id}|{picture.place.id}")
        values = [held[year].value if year in held else None for year in years]
        cells = [Cell(written(value, tell.language) if value is not None else "–") for value in values]
        change = Cell(percent(each.percent, tell.language) if each.percent is not None else "–")
        rows.append((Cell(tell.say(each.indicator.label), url), *cells, change))
    columns = (
        (tell("Grupp", "Group"), False),
        *((year, True) for year in years),
        (tell("Ett år", "One year"), True),
    )
    return Table(tell("Antal anmälda brott", "Reported crimes"), columns, tuple(rows))
