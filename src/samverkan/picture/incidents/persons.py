"""Persons in a file that must have none: told of, never kept."""

from __future__ import annotations

from samverkan.tables import personal_numbers
from samverkan.tables.headers import Match
from samverkan.tables.sheet import Sheet, held
from samverkan.tables.text import Text

LONG = 60  # letters: longer cells are free text
OFTEN = 0.02  # of the cells
PERSONAL = (
    "namn",
    "name",
    "personnummer",
    "pnr",
    "anmälare",
    "målsägande",
    "misstänkt",
    "signalement",
    "telefon",
)


def notes_on_persons(sheet: Sheet, found: Match) -> tuple[Text, ...]:
    """Columns that were not read but hold personal numbers, names or free text: the file should lose them."""
    used = set(found.at.values())
    notes = []
    for at, name in enumerate(found.names):
        if at in used or not name:
            continue
        cells = [
            str(row[at]) for _number, row in sheet.rows[found.header + 1 :] if at < len(row) and held(row[at])
        ]
        if not cells:
            continue
        if any(personal_numbers.looks_like_one(cell) for cell in cells):
            notes.append(_told(name, "har personnummer", "holds personal numbers"))
        elif any(word in name.casefold() for word in PERSONAL):
            notes.append(_told(name, "ser ut att gälla personer", "seems to be about persons"))
        elif sum(len(cell) > LONG for cell in cells) > OFTEN * len(cells):
            notes.append(_told(name, "har fri text", "holds free text"))
    return tuple(notes)


def _told(name: str, sv: str, en: str) -> Text:
    return Text(
        f"kolumnen {name} {sv} och lästes inte. Inget ur den är sparat. Ta bort den ur filen innan den skickas vidare.",
        f"the column {name} {en} and was not read. Nothing of it is kept. Take it out before the file goes further.",
    )
