"""The year wheel: how much each month usually has, how sure that is, and what the calendar brings."""

from __future__ import annotations

from samverkan.picture.drawing.wheel import wheel
from samverkan.picture.drawing.words import written
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.spans import NAMES
from samverkan.picture.making.year_wheel import YearWheel
from samverkan.picture.measures.season import Season
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller


def year_section(picture: Picture, tell: Teller) -> Section | None:
    """The wheel of the whole city: a district alone has too few in a month."""
    part, held = picture.notices, picture.wheel
    if part is None or held is None:
        return None
    state = next(state for state in picture.states if state.source.id == "notices")
    title, seasons = tell("Årshjul", "Year wheel"), part.city_season
    panel = Panel(
        "wheel",
        title,
        _lead(held, tell),
        wheel(held, seasons, name="wheel-w", title=title, language=tell.language, medium=tell.medium),
        wheel(held, seasons, name="wheel-n", title=title, language=tell.language, width=380),
        _table(picture, seasons, title, tell),
        source=tell.source(state),
        notes=(
            tell(
                "Kalendern är ingen mätning: den säger inte att mer händer då.",
                "The calendar is no measurement: it does not say that more happens then.",
            ),
        ),
    )
    return Section("year", tell("Året runt", "Round the year"), "", (panel,))


def _lead(held: YearWheel, tell: Teller) -> str:
    lead = tell(
        "Hela stadens notiser om brott, varje månad mot ett vanligt månadssnitt. "
        "Strecket är vad månaden kan vara (95 procent). ",
        "The whole city's crime notices, each month against an average month. "
        "The stroke is what the month may be (95 percent). ",
    )
    sure = [
        f"{tell.say(each.label)}: {', '.join(NAMES[tell.language][month - 1] for month in each.more)}"
        for each in held.recurring
        if each.more
    ]
    if sure:
        return lead + tell(f"Säkert fler än vanligt: {'; '.join(sure)}.", f"Surely more: {'; '.join(sure)}.")
    return lead + tell(
        "Ingen månad skiljer sig säkert från slumpen; det behövs fler år.",
        "No month surely differs from chance; more years are needed.",
    )


def _table(picture: Picture, seasons: Season | None, title: str, tell: Teller) -> Table:
    columns = (
        (tell("Månad", "Month"), False),
        (tell("Gånger ett månadssnitt", "Times an average month"), True),
        (tell("95 procents intervall", "95 percent interval"), True),
        (tell("I kalendern", "In the calendar"), False),
    )
    rows = []
    for n, name in enumerate(NAMES[tell.language]):
        seen, low, high = (
            (written(each[n], tell.language, 2) for each in (seasons.seen, seasons.low, seasons.high))
            if seasons
            else ("–", "", "")
        )
        between = f"{low}–{high}" if low else "–"
        rows.append((Cell(name), Cell(seen), Cell(between), Cell(_events(picture, n + 1, tell))))
    return Table(title, columns, tuple(rows))


def _events(picture: Picture, month: int, tell: Teller) -> str:
    return (
        ", ".join(tell.say(label) for label, months in picture.wheel.calendar if month in months)
        if picture.wheel
        else ""
    )
