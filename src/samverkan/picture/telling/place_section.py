"""Police notices month by month, area by area, hour by hour, and round the year."""

from __future__ import annotations

from samverkan.picture.drawing.maps import Patch, choropleth
from samverkan.picture.drawing.scales import classes
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.making.data import State
from samverkan.picture.making.notices_part import Area, NoticesPart
from samverkan.picture.making.picture import Picture
from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import outline
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, state_of

PER = 10_000


def place_section(picture: Picture, tell: Teller) -> Section | None:
    """Where: the city's districts per inhabitant, or the district's quarters by count."""
    part, state = picture.notices, state_of(picture, "notices")
    if part is None or state is None:
        return None
    return Section("place", tell("Var", "Where"), "", (_map(picture, part, state, tell),))


def _map(picture: Picture, part: NoticesPart, state: State, tell: Teller) -> Panel:
    city = picture.is_city
    title = (
        tell("Brottsnotiser per invånare i områdena", "Crime notices per inhabitant in the districts")
        if city
        else tell("Brottsnotiser i stadsdelarna", "Crime notices in the quarters")
    )
    unit = (
        tell("notiser per 10 000 invånare och år", "notices per 10,000 inhabitants a year")
        if city
        else tell("notiser, tolv månader", "notices, twelve months")
    )
    values = {area.place.id: area.rate if city else float(area.now) for area in part.areas}
    patches = [_patch(area, values[area.place.id], city, tell) for area in part.areas]
    bounds = classes([value for value in values.values() if value is not None])

    def draw(name: str, width: float) -> Drawing:
        return choropleth(
            patches,
            bounds,
            name=name,
            title=title,
            unit=unit,
            language=tell.language,
            width=width,
            decimals=1 if city else 0,
            medium=tell.medium,
        )

    return Panel(
        "map",
        title,
        _map_lead(part, city, tell),
        draw("map-w", 680),
        draw("map-n", 340),
        _map_table(picture, part, tell),
        open_table=True,
        source=tell.source(state),
        notes=_map_notes(part, city, tell),
    )


def _patch(area: Area, value: float | None, city: bool, tell: Teller) -> Patch:
    shape = outline(shipped(), area.place.id, "coarse" if city else "fine")
    count = written(area.now, tell.language)
    told = f"{area.place.name}: {count} {tell('notiser', 'notices')}"
    if area.rate is not None:
        told += f", {written(area.rate, tell.language, 1)} {tell('per 10 000 invånare', 'per 10,000 inhabitants')}"
    return Patch(
        area.place.id, area.place.name, shape, value, told, tell.link("place", area.place.id) if city else ""
    )


def _map_lead(part: NoticesPart, city: bool, tell: Teller) -> str:
    if city:
        choose = (
            tell(" Välj ett område för att läsa mer.", " Choose a district.") if tell.medium == "page" else ""
        )
        return f"{tell.say(part.now.said)}.{choose}"
    return tell(f"Antal, {part.now.said.sv}.", f"Counts, {part.now.said.en}.")


def _map_notes(part: NoticesPart, city: bool, tell: Teller) -> tuple[str, ...]:
    if not city:
        return (
            tell(
                "Stadsdelar har ingen känd folkmängd; därför visas antal. Skillnader på några få notiser säger inget.",
                "Quarters have no known population; so counts are shown. Differences of a few notices say nothing.",
            ),
        )
    year = next((area.people.year for area in part.areas if area.people), 0)
    lost = 100 * part.unplaced.now / part.total.change.now if part.unplaced and part.total.change.now else 0.0
    return (
        tell(
            f"{lost:.0f} procent av notiserna kan inte placeras, så varje områdes tal är för lågt.",
            f"{lost:.0f} per cent of the notices cannot be placed, so every district's number is too low.",
        ),
        tell(
            f"Folkmängd 31 december {year}, närmaste kända år. I innerstaden vistas många som bor någon annanstans.",
            f"Population on 31 December {year}, the nearest known. Many who live elsewhere stay in the inner city.",
        ),
    )


def _map_table(picture: Picture, part: NoticesPart, tell: Teller) -> Table:
    city = picture.is_city
    columns = [
        (tell("Område", "District") if city else tell("Stadsdel", "Quarter"), False),
        (tell("Notiser", "Notices"), True),
        (tell("Året före", "Year before"), True),
    ]
    if city:
        columns += [(tell("Invånare", "Inhabitants"), True), (tell("Per 10 000", "Per 10,000"), True)]
    rows = [_map_row(area, city, tell) for area in part.areas]
    if part.unplaced is not None:
        rows.append(_map_row(part.unplaced, city, tell))
    if city:
        rows.append(_total(part, tell))
    title = (
        tell("Notiser per område", "Notices per district")
        if city
        else tell("Notiser per stadsdel", "Notices per quarter")
    )
    return Table(
        f"{title}, {part.now.said.sv if tell.language == 'sv' else part.now.said.en}",
        tuple(columns),
        tuple(rows),
    )


def _map_row(area: Area, city: bool, tell: Teller) -> tuple[Cell, ...]:
    unplaced = area.place.kind == "unplaced"
    name = area.place.name
    if unplaced:
        name = (
            tell("Ej placerat", "Not placed")
            if city
            else tell("Flera av stadsdelarna", "Several of the quarters")
        )
    url = tell.link("place", area.place.id) if city and not unplaced else ""
    cells = [
        Cell(name, url, "soft" if unplaced else ""),
        Cell(written(area.now, tell.language)),
        Cell(written(area.before, tell.language)),
    ]
    if city:
        cells.append(Cell(written(area.people.number, tell.language) if area.people else "–"))
        cells.append(Cell(written(area.rate, tell.language, 1) if area.rate is not None else "–"))
    return tuple(cells)


def _total(part: NoticesPart, tell: Teller) -> tuple[Cell, ...]:
    change = part.total.change
    people = written(part.people.number, tell.language) if part.people else "–"
    rate = written(part.total.rate, tell.language, 1) if part.total.rate is not None else "–"
    return (
        Cell(tell("Hela staden", "The whole city")),
        Cell(written(change.now, tell.language)),
        Cell(written(change.before, tell.language)),
        Cell(people),
        Cell(rate),
    )
