"""What the template sets: sections as plain data, and the drawings as files beside it."""

from __future__ import annotations

from typing import Any

from samverkan.picture.drawing.locator import locator
from samverkan.picture.making.picture import Picture
from samverkan.picture.places.register import shipped
from samverkan.picture.places.shapes import outline
from samverkan.picture.telling.changes import sentence
from samverkan.picture.telling.sections import sections, with_own
from samverkan.picture.telling.shapes import Panel, Section, Table, Teller

DRAWN_ENOUGH = {"wheel"}  # what the drawing tells in full
LONGEST = 45  # rows of a table in print; longer ones are on the page and in the open data
ROOMY = 95  # letters that a line of a table holds with room to spare
MARKS = {"up": "▲ ", "down": "▼ ", "perhaps": "◆ "}
Files = dict[str, bytes]


def content(picture: Picture, tell: Teller, more: tuple[Section, ...] = ()) -> tuple[dict[str, Any], Files]:
    """The template's data and its images. `more`: sections put in before what is not known."""
    files: Files = {}
    every = list(with_own(sections(picture, tell), more))
    made_up = any(section.made_up for section in every)
    span = picture.notices.span if picture.notices else None
    return {
        "language": tell.language,
        "title": f"{tell('Lägesbild', 'Situation picture')} {picture.place.name}",
        "kicker": tell("Lägesbild, intern version", "Situation picture, internal version")
        if more
        else tell("Lägesbild", "Situation picture"),
        "place": picture.place.name,
        "city": tell(f"{picture.city.name}s kommun", f"{picture.city.name} municipality"),
        "period": tell.say(span.said) if span else "",
        "date": read_on(picture),
        "dated": tell(
            f"Uppgifter inlästa till och med {read_on(picture)}", f"Figures read in up to {read_on(picture)}"
        ),
        "lead": sentence(picture.notices, tell) if picture.notices else "",
        "standing": tell.say(picture.standing.said) if picture.standing else "",
        "law": tell(
            "Underlag till kommunens lägesbild enligt 4 § lagen (2023:196) om kommuners ansvar för brottsförebyggande "
            "arbete. Varje tal har sin källa och sin osäkerhet bredvid sig.",
            "Material for the municipality's situation picture under the act (2023:196) on municipalities' "
            "responsibility for crime prevention, section 4. Every number has its source and uncertainty beside it.",
        ),
        "made_up": tell("Innehåller påhittade händelser", "Holds made-up events") if made_up else "",
        "internal": tell(
            "Intern version: bara för den egna myndigheten. Det som får ges ut finns i den offentliga versionen.",
            "Internal version: for the own authority alone. What may be published is in the public version.",
        )
        if more
        else "",
        "contents": tell("Innehåll", "Contents"),
        "page": tell("sida", "page"),
        "of": tell("av", "of"),
        "highlights": _highlights(every),
        "cover": _cover(picture, tell, files),
        "sections": [section_content(section, tell, files) for section in every],
    }, files


def _cover(picture: Picture, tell: Teller, files: Files) -> dict[str, str] | None:
    """A map of where the place lies, where its city has districts."""
    day = picture.place.until or (picture.notices.span.last_day if picture.notices else None)
    districts = shipped().of_kind("district", picture.city.id, day)
    shapes = [(place.name, outline(shipped(), place.id, "coarse")) for place in districts]
    if not shapes:
        return None
    names = ", ".join(name for name, _ in shapes)
    title = tell(f"Karta över {picture.city.name}", f"Map of {picture.city.name}")
    told = tell(f"Områdena i staden: {names}.", f"The city's districts: {names}.")
    if not picture.is_city:
        told = tell(f"{picture.place.name} är ifyllt. {told}", f"{picture.place.name} is filled in. {told}")
    drawing = locator(shapes, picture.place.name, name="cover", title=title, description=told, medium="print")
    files["cover.svg"] = str(drawing).encode()
    return {"image": "cover.svg", "alt": f"{title}. {told}"}


def read_on(picture: Picture) -> str:
    """The day the newest of its data was read in: the report's date, so that it does not change by itself."""
    return max((state.read_on for state in picture.states), default="2000-01-01")


def _highlights(every: list[Section]) -> list[dict[str, str]]:
    return [
        {"label": each.label, "value": each.value, "words": f"{MARKS.get(each.tone, '')}{each.words}"}
        for section in every
        for panel in section.panels
        for each in panel.highlights
    ][:3]


def section_content(section: Section, tell: Teller, files: Files) -> dict[str, Any]:
    """One section as the template takes it; its drawings are added to `files`."""
    return {
        "title": section.title,
        "lead": section.lead,
        "made_up": _made_up(section, tell),
        "panels": [_panel(panel, section, tell, files) for panel in section.panels],
    }


def _made_up(section: Section, tell: Teller) -> str:
    return (
        tell(
            "Inget av detta har hänt. Händelserna är påhittade.",
            "Nothing of this has happened. The events are made up.",
        )
        if section.made_up
        else ""
    )


def _panel(panel: Panel, section: Section, tell: Teller, files: Files) -> dict[str, Any]:
    image = ""
    if panel.wide is not None:
        image = f"{section.id}-{panel.id}.svg"
        files[image] = str(panel.wide).encode()
    short = panel.table is not None and len(panel.table.rows) <= LONGEST and panel.id not in DRAWN_ENOUGH
    table = panel.table if short else None
    notes = list(panel.notes)
    if panel.table is not None and table is None and panel.id not in DRAWN_ENOUGH:
        notes.append(
            tell(
                "Tabellen finns på webbsidan och som öppna data.",
                "The table is on the page and in the open data.",
            )
        )
    return {
        "title": panel.title,
        "lead": panel.lead,
        "image": image,
        "alt": f"{panel.wide.title}. {panel.wide.description}" if panel.wide is not None else "",
        "aspect": panel.wide.height / panel.wide.width if panel.wide is not None else 1,
        "table": _table(table, panel) if table is not None else None,
        "notes": notes,
        "source": panel.source,
    }


def _table(table: Table, panel: Panel) -> dict[str, Any]:
    lengths = [_length(table, n) for n in range(len(table.columns))]
    roomy = sum(lengths) < ROOMY
    return {
        "caption": "" if table.caption == panel.title else table.caption,
        "columns": [
            {"label": label, "numeric": numeric, "stretch": roomy and n == 0}
            for n, (label, numeric) in enumerate(table.columns)
        ],
        "rows": [[{"text": cell.text, "tone": cell.tone} for cell in row] for row in table.rows],
    }


def _length(table: Table, column: int) -> int:
    return max([len(row[column].text) for row in table.rows] + [len(table.columns[column][0])])
