"""A district beside those that are alike."""

from __future__ import annotations

from samverkan.picture.drawing.forest import SAID
from samverkan.picture.drawing.words import written
from samverkan.picture.making.picture import Picture
from samverkan.picture.telling.shapes import Cell, Panel, Section, Table, Teller, state_of


def alike_section(picture: Picture, tell: Teller) -> Section | None:
    """The district beside those alike."""
    part, own = picture.alike, picture.notices
    if part is None or own is None or not part.districts:
        return None
    state = state_of(picture, "notices")
    names = ", ".join(place.name for place, _lines in part.districts)
    conditions = ", ".join(
        tell.say(each.indicator.label).lower()
        for each in picture.living
        if each.indicator.id in part.conditions
    )
    title = tell("Notiser per 10 000 invånare och år", "Notices per 10,000 inhabitants a year")
    rows = []
    for line in (*own.lines, own.total):
        if not line.crime:
            continue
        others = [
            next(each for each in lines if each.group == line.group) for _place, lines in part.districts
        ]
        rows.append((
            Cell(tell.say(line.label)),
            Cell(_rate(line.rate, tell), tell.link("number", f"notices.{line.group}|{picture.place.id}")),
            *(Cell(_rate(each.rate, tell)) for each in others), Cell(SAID[tell.language][line.change.verdict]),
        ))  # fmt: skip
    columns = (
        (tell("Grupp", "Group"), False), (picture.place.name, True),
        *((place.name, True) for place, _lines in part.districts),
        (f"{picture.place.name}: {tell('förändring', 'change')}", False),
    )  # fmt: skip
    lead = tell(
        f"Närmast i levnadsvillkor ligger {names}. Jämfört i: {conditions}.",
        f"Nearest in living conditions are {names}. Compared in: {conditions}.",
    )
    note = tell(
        "Skillnader kan bero på vad polisen berättar om och på hur stor andel som kunnat placeras.",
        "Differences may come of what the police tell of and of how large a share could be placed.",
    )
    panel = Panel("alike", title, lead, table=Table(title, columns, tuple(rows)), open_table=True,
                  source=tell.source(state), notes=(note,))  # fmt: skip
    return Section("alike", tell("Områden som liknar", "Districts alike"), "", (panel,))


def _rate(rate: float | None, tell: Teller) -> str:
    return "–" if rate is None else written(rate, tell.language, 1)
