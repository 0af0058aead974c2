"""Police notices month by month, area by area, hour by hour, and round the year."""

from __future__ import annotations

from samverkan.picture.drawing.heat import DAYS, heat
from samverkan.picture.drawing.months import months_chart
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.making.data import State
from samverkan.picture.making.notices_part import NoticesPart
from samverkan.picture.making.picture import Picture
from samverkan.picture.telling.month_table import month_table
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, state_of

PER = 10_000


def time_section(picture: Picture, tell: Teller) -> Section | None:
    """Month by month, and when in the week."""
    part, state = picture.notices, state_of(picture, "notices")
    if part is None or state is None:
        return None
    return Section("time", tell("När", "When"), "", (_months(part, state, tell), _hours(part, state, tell)))


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
    years = f"{part.span.first_day.year}–{part.span.last_day.year}"
    lead = tell(
        f"{written(part.timed, 'sv')} brottsnotiser med klockslag, {years}.",
        f"{written(part.timed, 'en')} crime notices with a time of day, {years}.",
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
