"""The few things that changed, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence

from samverkan.picture.drawing.forest import SAID, Row, forest
from samverkan.picture.drawing.words import percent, written
from samverkan.picture.making.notices_part import Line, NoticesPart
from samverkan.picture.making.picture import Picture
from samverkan.picture.measures.change import Verdict
from samverkan.picture.telling.shapes import Cell, Highlight, Panel, Section, Table, Teller, Tone

MOST = 3
TONES: dict[Verdict, Tone] = {
    Verdict.UP: "up",
    Verdict.DOWN: "down",
    Verdict.PERHAPS: "perhaps",
    Verdict.UNCLEAR: "",
    Verdict.FEW: "soft",
}


def changes_section(picture: Picture, tell: Teller) -> Section | None:
    """What changed between the last twelve months and the twelve before; None without notices."""
    part = picture.notices
    if part is None:
        return None
    enough = [line for line in part.lines if line.crime and line.change.verdict is not Verdict.FEW]
    few = [line for line in part.lines if line.crime and line.change.verdict is Verdict.FEW]
    rows = [Row(tell.say(line.label), line.change) for line in (*enough, part.total)]
    state = next(state for state in picture.states if state.source.id == "notices")
    title = tell("Hur varje grupp har ändrats", "How each group has changed")
    panel = Panel(
        "changes",
        title,
        lead=_lead(part, tell),
        wide=forest(rows, name="changes-w", title=title, language=tell.language, medium=tell.medium),
        narrow=forest(rows, name="changes-n", title=title, language=tell.language, width=340),
        table=_table(picture, (*enough, *few, part.total), tell),
        source=tell.source(state),
        notes=_notes(few, part, tell),
        highlights=tuple(_highlight(picture, line, tell) for line in part.changes[:MOST]),
    )
    return Section("changes", tell("Det som har ändrats", "What has changed"), "", (panel,))


def _highlight(picture: Picture, line: Line, tell: Teller) -> Highlight:
    change = line.change
    return Highlight(
        tell.say(line.label),
        f"{written(change.before, tell.language)} → {written(change.now, tell.language)}",
        f"{percent(change.percent, tell.language)}, {SAID[tell.language][change.verdict]}",
        TONES[change.verdict],
        tell.link("number", f"notices.{line.group}|{picture.place.id}"),
    )


def sentence(part: NoticesPart, tell: Teller) -> str:
    """In one breath: how many groups changed surely, and which ones most."""
    counted = [line for line in part.lines if line.crime]
    sure = [line for line in counted if line.change.verdict in {Verdict.UP, Verdict.DOWN}]
    if sure:
        named = "; ".join(_said(line, tell) for line in part.changes[:MOST] if line in sure)
        return tell(
            f"{len(sure)} av {len(counted)} grupper har ändrats mer än slumpen kan förklara: {named}.",
            f"{len(sure)} of {len(counted)} groups have changed more than chance can explain: {named}.",
        )
    lead = tell(
        "Ingen grupp har säkert ändrats mer än vad slumpen kan förklara.",
        "No group has surely changed more than chance can explain.",
    )
    near = [line for line in part.changes if line.change.verdict is Verdict.PERHAPS][:1]
    if near:
        lead += tell(f" Närmast är {_said(near[0], tell)}.", f" Nearest is {_said(near[0], tell)}.")
    return lead


def _said(line: Line, tell: Teller) -> str:
    change = line.change
    return f"{tell.say(line.label).lower()} {change.before} → {change.now} ({percent(change.percent, tell.language)})"


def _lead(part: NoticesPart, tell: Teller) -> str:
    now, before = part.now.said, part.before.said
    return tell(
        f"{now.sv} jämfört med {before.sv}. Strecket visar vad förändringen kan vara (95 procent).",
        f"{now.en} compared with {before.en}. The bar shows what the change may be (95 per cent).",
    )


def _notes(few: Sequence[Line], part: NoticesPart, tell: Teller) -> tuple[str, ...]:
    notes = [
        tell(
            "Fler eller färre notiser kan bero på vad polisen valt att berätta om. Därför visar tabellen också hur "
            "området gått mot resten av staden.",
            "More or fewer notices may come of what the police chose to tell. Therefore the table also shows how the "
            "district went against the rest of the city.",
        )
    ]
    if few:
        named = ", ".join(
            f"{tell.say(line.label).lower()} ({line.change.before} → {line.change.now})" for line in few
        )
        notes.append(tell(f"För få för att säga något: {named}.", f"Too few to tell: {named}."))
    return tuple(notes)


def _table(picture: Picture, lines: Sequence[Line], tell: Teller) -> Table:
    part = picture.notices
    assert part is not None
    city = picture.is_city
    columns = [
        (tell("Grupp", "Group"), False),
        (part.before.said.sv if tell.language == "sv" else part.before.said.en, True),
        (part.now.said.sv if tell.language == "sv" else part.now.said.en, True),
        (tell("Förändring", "Change"), True),
        (tell("95 procents intervall", "95 per cent interval"), True),
        (tell("Omdöme", "Verdict"), False),
    ]
    if not city:
        columns.append((tell("Mot resten av staden", "Against the rest of the city"), True))
    return Table(
        tell("Brottsnotiser, tolv månader mot tolv", "Crime notices, twelve months against twelve"),
        tuple(columns),
        tuple(_row(picture, line, tell, city=city) for line in lines),
    )


def _row(picture: Picture, line: Line, tell: Teller, *, city: bool) -> tuple[Cell, ...]:
    change, language = line.change, tell.language
    url = tell.link("number", f"notices.{line.group}|{picture.place.id}")
    low, high = (percent(100 * (each - 1), language) for each in (change.low, change.high))
    cells = [
        Cell(tell.say(line.label)),
        Cell(written(change.before, language)),
        Cell(written(change.now, language), url),
        Cell(percent(change.percent, language)),
        Cell("–" if change.verdict is Verdict.FEW else f"{low} … {high}"),
        Cell(SAID[language][change.verdict], tone=TONES[change.verdict]),
    ]
    if not city:
        against = line.against
        cells.append(
            Cell("–" if against is None or change.verdict is Verdict.FEW else _against(against, tell))
        )
    return tuple(cells)


def _against(found: tuple[float, float, float], tell: Teller) -> str:
    middle, low, high = (percent(100 * (each - 1), tell.language) for each in found)
    return f"{middle} ({low} … {high})"
