"""Schools beside crime: what the answer's prevention chain starts from. By name, never ranked."""

from __future__ import annotations

from samverkan.picture.drawing.dots import DotRow, dots
from samverkan.picture.drawing.svg import Drawing
from samverkan.picture.drawing.words import written
from samverkan.picture.making.numbers import SAID, Number
from samverkan.picture.making.picture import Picture
from samverkan.picture.making.schools_part import COLUMNS, SchoolsPart
from samverkan.picture.sources.indicators import indicators
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller
from samverkan.tables.figures import Mask

SHORT = {
    "school.eligible": ("Behöriga, %", "Eligible, %"), "school.merit": ("Meritvärde", "Merit value"),
    "school.all_passed": ("Alla ämnen, %", "All subjects, %"),
    "school.certified": ("Lärare med leg., %", "Certified, %"),
    "survey.safety": ("Trygghet", "Safety"), "survey.calm": ("Studiero", "Calm"),
}  # fmt: skip


def schools_section(picture: Picture, tell: Teller) -> Section | None:
    """The schools of the place; of a city their spread, of a district each by name."""
    part = picture.schools
    if part is None or not part.schools:
        return None
    panels = [_spread(picture, part, tell)]
    if not picture.is_city:
        panels.append(_table(picture, part, tell))
    lead = tell(
        f"Årskurs 9, läsåret {part.year}; trygghet och studiero enligt Skolenkäten 2022. Alla elever räknas, "
        "var de än bor.",
        f"Year 9, school year {part.year}; safety and calm by the survey 2022. All pupils count, wherever they live.",
    )
    return Section("schools", tell("Skolor", "Schools"), lead, tuple(panels))


def _spread(picture: Picture, part: SchoolsPart, tell: Teller) -> Panel:
    rows = []
    for name in COLUMNS:
        values = part.values(name)
        indicator = indicators()[name]
        middle = part.spread.get(name)
        city = part.city.get(name)
        rows.append(DotRow(
            tell.say(indicator.label), middle[1] if middle else None, tuple(("", value) for value in values),
            None if picture.is_city or city is None else city[1], picture.city.name, None, tell.say(indicator.unit),
            indicator.decimals,
        ))  # fmt: skip
    title = tell("Skolorna i området" if not picture.is_city else "Skolorna i staden",
                 "The district's schools" if not picture.is_city else "The city's schools")  # fmt: skip

    def draw(name: str, width: float) -> Drawing:
        own = tell("mittersta skolan", "the middle school")
        return dots(
            rows,
            name=name,
            title=title,
            own_name=own,
            language=tell.language,
            width=width,
            medium=tell.medium,
        )

    lead = tell("Ringar: skolor. Fylld prick: den mittersta.", "Rings: schools. Filled dot: the middle one.")
    if not picture.is_city:
        lead += tell(" Streck: stadens mittersta.", " Bar: the city's middle one.")
    table_rows = []
    for name in COLUMNS:
        spread, indicator = part.spread.get(name), indicators()[name]
        cells = (
            ("–",) * 3
            if spread is None
            else tuple(written(each, tell.language, indicator.decimals) for each in spread)
        )
        table_rows.append((
            Cell(f"{tell.say(indicator.label)} ({tell.say(indicator.unit)})"), *(Cell(each) for each in cells),
            Cell(str(len(part.values(name)))),
        ))  # fmt: skip
    columns = (
        (tell("Mått", "Measure"), False), (tell("Lägst", "Lowest"), True), (tell("Mitten", "Middle"), True),
        (tell("Högst", "Highest"), True), (tell("Skolor med tal", "Schools with a number"), True),
    )  # fmt: skip
    return Panel(
        "schools", title, lead, draw("schools-w", 680), draw("schools-n", 340),
        Table(title, columns, tuple(table_rows)), source=_sources(picture, tell), notes=_notes(part, tell),
    )  # fmt: skip


def _table(picture: Picture, part: SchoolsPart, tell: Teller) -> Panel:
    title = tell("Skola för skola", "School by school")
    columns = ((tell("Skola", "School"), False), *((tell(*SHORT[name]), True) for name in COLUMNS))
    rows = [
        (Cell(school.name), *(_cell(school.numbers[name], tell) for name in COLUMNS))
        for school in part.schools
    ]
    return Panel("school-by-school", title, "", table=Table(title, columns, tuple(rows)), open_table=True,
                 source=_sources(picture, tell))  # fmt: skip


def _cell(number: Number, tell: Teller) -> Cell:
    """A number, or the mask as its source wrote it; a mask is quiet and never a number."""
    url = tell.link("number", f"{number.indicator}|{number.place}")
    if number.mask is not None:
        return Cell(number.written or ("–" if number.mask is Mask.NONE else ".."), url, "soft")
    assert number.value is not None
    return Cell(written(number.value, tell.language, indicators()[number.indicator].decimals), url)


def _notes(part: SchoolsPart, tell: Teller) -> tuple[str, ...]:
    notes = [
        tell(
            "Skillnader mellan skolor speglar mest vilka elever som går där, inte hur bra skolan är.",
            "Differences between schools mostly mirror which pupils go there, not how good the school is.",
        )
    ]
    if part.masked:
        hidden, rough = (tell.say(SAID[mask]) for mask in (Mask.HIDDEN, Mask.ROUGH))
        notes.append(
            tell(
                f"{part.masked} värden är dolda eller avrundade hos källan och förblir det: .. {hidden}; ~100 {rough}.",
                f"{part.masked} values are hidden or rounded at the source and stay so: .. {hidden}; ~100 {rough}.",
            )
        )
    return tuple(notes)


def _sources(picture: Picture, tell: Teller) -> str:
    held = {state.source.id: state for state in picture.states}
    return " ".join(filter(None, (tell.source(held.get("schools")), tell.source(held.get("school_survey")))))
