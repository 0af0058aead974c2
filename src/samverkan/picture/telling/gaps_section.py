"""What is not known, what the picture stands on, and what was left out."""

from __future__ import annotations

from samverkan.picture.making.picture import Picture
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller


def gaps_section(picture: Picture, tell: Teller) -> Section:
    """The gaps as sentences."""
    notes = tuple(tell.say(each) for each in picture.gaps)
    if picture.standing is not None and picture.standing.said.sv:
        notes = (tell.say(picture.standing.said), *notes)
    panel = Panel("gaps", tell("Det som saknas", "What is missing"), notes=notes)
    return Section("gaps", tell("Vad vi inte vet", "What is not known"), "", (panel,))


def sources_section(picture: Picture, tell: Teller) -> Section:
    """Every source with its date and licence, and those left out with the reason."""
    title = tell("Källor", "Sources")
    columns = (
        (tell("Källa", "Source"), False),
        (tell("Vems", "Whose"), False),
        (tell("Tid", "Time"), False),
        (tell("Inläst", "Read in"), False),
        (tell("Version", "Version"), False),
        (tell("Villkor", "Terms"), False),
    )
    rows = [
        (
            Cell(tell.say(state.source.name)),
            Cell(tell.say(state.source.owner)),
            Cell(_span(state.first, state.last), tone="date"),
            Cell(state.read_on, tone="date"),
            Cell(state.version.name[-16:][:8], tone="soft"),
            Cell(tell.say(state.source.licence)),
        )
        for state in picture.states
    ]
    used = Panel("sources", title, table=Table(title, columns, tuple(rows)), open_table=True)
    out_title = tell("Källor som inte är med", "Sources left out")
    out = Panel(
        "left-out",
        out_title,
        open_table=True,
        table=Table(
            out_title,
            ((tell("Källa", "Source"), False), (tell("Varför", "Why"), False)),
            tuple((Cell(tell.say(each.source.name)), Cell(tell.say(each.why))) for each in picture.left_out),
        )
        if picture.left_out
        else None,
        notes=()
        if picture.left_out
        else (tell("Alla kända källor är inlästa.", "All known sources are read in."),),
    )
    return Section("sources", tell("Vad bilden står på", "What the picture stands on"), "", (used, out))


def _span(first: str, last: str) -> str:
    return f"{first[:10]} – {last[:10]}" if first and last and first != last else first[:10]
