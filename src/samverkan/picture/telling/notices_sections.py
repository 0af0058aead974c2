"""Police notices month by month, area by area, hour by hour, and round the year."""

from __future__ import annotations

from samverkan.picture.drawing.heat import DAYS, heat
from samverkan.picture.drawing.maps import Patch, choropleth
from samverkan.picture.drawing.months import months_chart
from samverkan.picture.drawing.scales import classes
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.wheel import wheel
from samverkan.picture.drawing.words import written
from samverkan.picture.making.data import State
from samverkan.picture.making.notices_part import Area, NoticesPart
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.spans import NAMES
from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import outline
from samverkan.picture.telling.month_table import month_table
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller

PER = 10_000


def time_section(picture: Picture, tell: Teller) -> Section | None:
    """Month by month, and when in the week."""
    part, state = picture.notices, _state(picture)
    if part is None or state is None:
        return None
    return Section("time", tell("När", "When"), "", (_months(part, state, tell), _hours(part, state, tell)))


def place_section(picture: Picture, tell: Teller) -> Section | None:
    """Where: the city's districts per inhabitant, or the district's quarters by count."""
    part, state = picture.notices, _state(picture)
    if part is None or state is None:
        return None
    return Section("place", tell("Var", "Where"), "", (_map(picture, part, state, tell),))


def year_section(picture: Picture, tell: Teller) -> Section | None:
    """The year wheel."""
    part, state, held = picture.notices, _state(picture), picture.wheel
    if part is None or state is None or held is None:
        return None
    index = part.city_season.index if part.city_season else (1.0,) * 12
    title = tell("Årshjul", "Year wheel")
    lead = tell(
        "Hur mycket varje månad brukar ha i hela staden, mot ett vanligt månadssnitt, och det som kalendern för med sig.",
        "How much each month usually has in the whole city against an average month, and what the calendar brings.",
    )
    if not held.recurring:
        lead += tell(
            " Ingen månad skiljer sig säkert från slumpen; det behövs fler år.",
            " No month surely differs from chance; more years are needed.",
        )
    drawing = wheel(held, index, name="wheel-w", title=title, language=tell.language, medium=tell.medium)
    narrow = wheel(held, index, name="wheel-n", title=title, language=tell.language, width=380)
    rows = [
        (Cell(name), Cell(written(index[n], tell.language, 2)), Cell(_events(picture, n + 1, tell)))
        for n, name in enumerate(NAMES[tell.language])
    ]
    columns = (
        (tell("Månad", "Month"), False),
        (tell("Gånger ett månadssnitt", "Times an average month"), True),
        (tell("I kalendern", "In the calendar"), False),
    )
    table = Table(title, columns, tuple(rows))
    sure = [
        f"{tell.say(each.label)}: {', '.join(NAMES[tell.language][month - 1] for month in each.more)}"
        for each in held.recurring
        if each.more
    ]
    if sure:
        lead += tell(
            f" Säkert fler än vanligt (●): {'; '.join(sure)}.",
            f" Surely more than usual (●): {'; '.join(sure)}.",
        )
    note = tell(
        "Kalendern är ingen mätning: den säger inte att mer händer då.",
        "The calendar is no measurement: it does not say that more happens then.",
    )
    panel = Panel("wheel", title, lead, drawing, narrow, table, source=tell.source(state), notes=(note,))
    return Section("year", tell("Året runt", "Round the year"), "", (panel,))


def _months(part: NoticesPart, state: State, tell: Teller) -> Panel:
    title = tell("Brottsnotiser per månad", "Crime notices a month")

    def draw(name: str, width: float, height: float) -> Drawing:
        return months_chart(
            part.total.months,
            part.span,
            part.expected,
            part.rolling,
            name=name,
            title=title,
            language=tell.language,
            width=width,
            height=height,
            medium=tell.medium,
        )

    lead = tell(
        "Det ljusa fältet är vad en månad väntas ha om inget ändrats: de tolv månaderna före, med årstiden inräknad. "
        "En månad utanför fältet har en gul stapel och en prick.",
        "The pale band is what a month is expected to have if nothing changed: the twelve months before, with the "
        "season. A month outside it has a yellow bar and a dot.",
    )
    return Panel(
        "months",
        title,
        lead,
        draw("months-w", 680, 240),
        draw("months-n", 340, 220),
        month_table(part.total.months, part.span, title, tell),
        source=tell.source(state),
        notes=(tell.say(state.source.known[0]),),
    )


def _hours(part: NoticesPart, state: State, tell: Teller) -> Panel:
    title = tell("Tid på veckan och dygnet", "Time of week and day")
    unit = tell("notiser", "notices")
    spans = [(0, 6), (6, 12), (12, 18), (18, 24)]
    rows = [
        (Cell(DAYS[tell.language][day]), *(Cell(written(sum(row[a:b]), tell.language)) for a, b in spans))
        for day, row in enumerate(part.hours)
    ]
    columns = ((tell("Dag", "Day"), False), *((f"{a:02d}–{b:02d}", True) for a, b in spans))
    lead = tell(
        f"{written(part.timed, 'sv')} brottsnotiser med klockslag, {part.span.said.sv}.",
        f"{written(part.timed, 'en')} crime notices with a time of day, {part.span.said.en}.",
    )
    note = tell(
        "Klockslaget är det som notisen anger. Nattens sammanfattningar räknas inte, och vilka händelser som får en "
        "notis kan skilja mellan dag och natt.",
        "The time is what the notice says. The night's summaries are not counted, and which events get a notice may "
        "differ between day and night.",
    )
    return Panel(
        "hours",
        title,
        lead,
        heat(part.hours, name="hours-w", title=title, unit=unit, language=tell.language, medium=tell.medium),
        heat(part.hours, name="hours-n", title=title, unit=unit, language=tell.language, width=340),
        Table(title, columns, tuple(rows)),
        source=tell.source(state),
        notes=(note,),
    )


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
        return tell(
            f"{part.now.said.sv}. Välj ett område för att läsa mer.",
            f"{part.now.said.en}. Choose a district.",
        )
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
    name = tell("Ej placerat", "Not placed") if unplaced else area.place.name
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


def _events(picture: Picture, month: int, tell: Teller) -> str:
    assert picture.wheel is not None
    return ", ".join(tell.say(label) for label, months in picture.wheel.calendar if month in months)


def _state(picture: Picture) -> State | None:
    return next((state for state in picture.states if state.source.id == "notices"), None)
