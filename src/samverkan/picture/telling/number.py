"""One number opened: what it is, where it comes from, how sure it is, and every value there is of it."""

from __future__ import annotations

from dataclasses import dataclass

from samverkan.picture.drawing.months import months_chart
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import percent, written
from samverkan.picture.drawing.years import Panel as YearPanel
from samverkan.picture.drawing.years import years_chart
from samverkan.picture.making.data import Data, People, State
from samverkan.picture.making.notices_part import Line, NoticesPart, notices_part
from samverkan.picture.making.numbers import SAID
from samverkan.picture.measures.season import expected, rolling, season
from samverkan.picture.places.register import Place, UnknownPlaceError
from samverkan.picture.sources.indicators import Indicator, indicators
from samverkan.picture.telling.month_table import month_table
from samverkan.picture.telling.shapes import Cell, Panel, Table, Teller
from samverkan.tables.figures import Figure

SCHOOL = "school-"


class UnknownNumberError(LookupError):
    """There is no such indicator, place, or figure of it."""


@dataclass(frozen=True)
class NumberPage:
    """A heading, facts as (label, value), and panels with the series."""

    title: str
    place: str
    facts: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]


def number_page(data: Data, indicator: str, place: str, tell: Teller) -> NumberPage:
    """Everything about one figure. Raises UnknownNumberError."""
    found = indicators().get(indicator)
    if found is None:
        raise UnknownNumberError(indicator)
    name = _place_name(data, place)
    state = data.states.get(found.source)
    if state is None:
        raise UnknownNumberError(indicator)
    if indicator.startswith("notices."):
        return _of_notices(data, found, data.register[place], name, state, tell)
    return _of_figures(data, found, place, name, state, tell)


def _place_name(data: Data, place: str) -> str:
    if place.startswith(SCHOOL):
        units = data.version("school_units")
        rows = units.table("units").filter(unit=place.removeprefix(SCHOOL)) if units else None
        if rows is None or rows.is_empty():
            raise UnknownNumberError(place)
        return str(rows["name"][0])
    try:
        return data.register[place].name
    except UnknownPlaceError as unknown:
        raise UnknownNumberError(place) from unknown


def _of_notices(
    data: Data, found: Indicator, place: Place, name: str, state: State, tell: Teller
) -> NumberPage:
    part = notices_part(data, place)
    if part is None:
        raise UnknownNumberError(found.id)
    group = found.id.removeprefix("notices.")
    line = next((each for each in (*part.lines, part.total) if each.group == group), None)
    if line is None:
        raise UnknownNumberError(found.id)
    change = line.change
    interval = f"{percent(100 * (change.low - 1), tell.language)} … {percent(100 * (change.high - 1), tell.language)}"
    facts = [
        *_facts(found, state, tell),
        (part.now.said.sv if tell.language == "sv" else part.now.said.en, written(change.now, tell.language)),
        (
            part.before.said.sv if tell.language == "sv" else part.before.said.en,
            written(change.before, tell.language),
        ),
        (tell("Förändring, 95 procents intervall", "Change, 95 per cent interval"), interval),
        (tell("Överspridning", "Dispersion"), written(change.dispersion, tell.language, 2)),
    ]
    if part.people is not None and line.rate is not None:
        facts.append(
            (
                tell("Per 10 000 invånare och år", "Per 10,000 inhabitants a year"),
                _with_people(line.rate, part.people, tell),
            )
        )
    return NumberPage(tell.say(found.label), name, tuple(facts), (_monthly(found, part, line, state, tell),))


def _with_people(rate: float, people: People, tell: Teller) -> str:
    number, value = written(people.number, tell.language), written(rate, tell.language, 1)
    return tell(
        f"{value} ({number} invånare 31 december {people.year})",
        f"{value} ({number} inhabitants on 31 December {people.year})",
    )


def _monthly(found: Indicator, part: NoticesPart, line: Line, state: State, tell: Teller) -> Panel:
    phi = line.change.dispersion
    usual = expected(
        line.months, part.span.first, season(line.months, part.span.first, dispersion=phi), dispersion=phi
    )
    title = tell("Varje månad", "Every month")

    def draw(name: str, width: float) -> Drawing:
        return months_chart(
            line.months,
            part.span,
            usual,
            tuple(rolling(line.months)),
            name=name,
            title=tell.say(found.label),
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    return Panel(
        "months",
        title,
        "",
        draw("months-w", 680),
        draw("months-n", 340),
        month_table(line.months, part.span, title, tell),
        open_table=True,
        source=tell.source(state),
    )


def _of_figures(
    data: Data, found: Indicator, place: str, name: str, state: State, tell: Teller
) -> NumberPage:
    key = f"{found.id}.ak8" if found.id.startswith("survey.") else found.id
    held = {
        period: figure for (each, period), figure in data.figures(found.source, place).items() if each == key
    }
    if not held:
        raise UnknownNumberError(found.id)
    periods = sorted(held)
    title = tell("Varje år", "Every year")
    rows = [(Cell(period), Cell(_said(held[period], found, tell))) for period in reversed(periods)]
    values = tuple(held[period].number if held[period].mask is None else None for period in periods)
    panel = YearPanel(tell.say(found.label), tuple(periods), values)

    def draw(chart: str, width: float) -> Drawing:
        return years_chart(
            [panel],
            name=chart,
            title=tell.say(found.label),
            unit=tell.say(found.unit),
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    known = sum(value is not None for value in values)
    columns = ((tell("År", "Year"), False), (tell.say(found.unit), True))
    wide, narrow = (draw("years-w", 420), draw("years-n", 340)) if known > 1 else (None, None)
    shown = Panel(
        "years",
        title,
        "",
        wide,
        narrow,
        Table(title, columns, tuple(rows)),
        open_table=True,
        source=tell.source(state),
    )
    return NumberPage(tell.say(found.label), name, tuple(_facts(found, state, tell)), (shown,))


def _said(figure: Figure, found: Indicator, tell: Teller) -> str:
    if figure.mask is not None:
        return f"{figure.written or '–'} ({tell.say(SAID[figure.mask])})"
    return written(figure.number or 0.0, tell.language, found.decimals)


def _facts(found: Indicator, state: State, tell: Teller) -> list[tuple[str, str]]:
    source = state.source
    facts = [
        (tell("Vad som räknas", "What is counted"), tell.say(found.definition)),
        (tell("Enhet", "Unit"), tell.say(found.unit)),
        (tell("Osäkerhet", "Uncertainty"), tell.say(found.uncertainty)),
        (tell("Källa", "Source"), f"{tell.say(source.owner)}, {tell.say(source.name)}"),
        (tell("Villkor", "Terms"), tell.say(source.licence)),
        (tell("Går till och med", "Goes up to"), state.last),
        (tell("Inläst", "Read in"), f"{state.read_on}, {tell('version', 'version')} {state.version.name}"),
        (tell("Kända brister", "Known faults"), " ".join(tell.say(each) for each in source.known)),
    ]
    if source.method is not None:
        facts.insert(3, (tell("Metod", "Method"), tell.say(source.method)))
    return facts
