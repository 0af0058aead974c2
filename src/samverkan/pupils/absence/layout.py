"""How one school system's file is to be read: said once by a person, kept, and used for every later file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from samverkan.tables import headers, kinds
from samverkan.tables.fields import Field
from samverkan.tables.sheet import Sheet
from samverkan.tables.text import Text
from samverkan.tables.words import bare

LESSON, DAY = "lesson", "day"
MINUTES, HOURS, PERCENT, SHARE, WHOLE = "minutes", "hours", "percent", "share", "whole"
UNITS = (MINUTES, HOURS, PERCENT, SHARE, WHOLE)
VALID, INVALID, PRESENT = "valid", "invalid", "present"
MEANINGS = (VALID, INVALID, PRESENT)

FIELDS = (
    Field(
        "pupil", Text("Personnummer", "Personal number"), kinds.personal_number(), secret=True,
        names=("personnr", "pnr", "elevens personnummer", "personid", "person id", "elev personnummer"),
    ),
    Field("day", Text("Datum", "Date"), kinds.day(), names=("dag", "frånvarodatum", "lektionsdatum")),
    Field(
        "lesson", Text("Lektion", "Lesson"), kinds.text(longest=80), required=False,
        names=("starttid", "lektionstid", "lektionsstart", "tid", "kurs", "ämne", "pass"),
    ),
    Field(
        "scheduled", Text("Schemalagd tid", "Scheduled time"), kinds.number(0, 10_000), required=False,
        names=("schematid", "lektionslängd", "planerad tid", "undervisningstid", "lektionens längd", "längd"),
    ),
    Field(
        "absent", Text("Frånvaro", "Absence"), kinds.number(0, 10_000), required=False,
        names=("frånvarotid", "frånvaro min", "frånvarominuter", "frånvarande tid", "antal minuter", "omfattning"),
    ),
    Field(
        "kind", Text("Typ av frånvaro", "Kind of absence"), kinds.text(longest=80), required=False,
        names=("frånvarotyp", "typ", "orsak", "frånvaroorsak", "frånvarostatus", "status", "närvarostatus"),
    ),
    Field(
        "valid", Text("Giltig frånvaro", "Valid absence"), kinds.number(0, 10_000), required=False,
        names=("anmäld frånvaro", "giltig"),
    ),
    Field(
        "invalid", Text("Ogiltig frånvaro", "Invalid absence"), kinds.number(0, 10_000), required=False,
        names=("oanmäld frånvaro", "ogiltig"),
    ),
    Field(
        "told", Text("Vårdnadshavare informerad", "Guardian told"), kinds.day(), required=False,
        names=("hemmet meddelat", "vårdnadshavare meddelad", "vh informerad", "hemmet kontaktat", "informerad"),
    ),
)  # fmt: skip
BY_ID = {each.id: each for each in FIELDS}
GUESSES = {
    VALID: (
        "giltig",
        "g",
        "anmäld",
        "anmald",
        "sjuk",
        "sjukdom",
        "ledig",
        "ledighet",
        "beviljad ledighet",
        "valid",
    ),
    INVALID: ("ogiltig", "o", "oanmäld", "oanmald", "skolk", "sen ankomst", "invalid"),
    PRESENT: ("närvarande", "narvarande", "närvaro", "n", "present", "0", "nej"),
}


@dataclass(frozen=True)
class Layout:
    """`columns`: field to heading. `words`: what the file's kinds of absence mean. Shown and confirmed before use.

    `only_absences`: the file lists absences alone, so a school day without a row was attended.
    """

    system: str
    columns: Mapping[str, str]
    level: str = LESSON
    unit: str = MINUTES
    words: Mapping[str, str] = field(default_factory=dict)
    only_absences: bool = True

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "columns": dict(self.columns), "level": self.level, "unit": self.unit, "words": dict(self.words),
            "only_absences": self.only_absences,
        }  # fmt: skip

    def fits(self, sheet: Sheet) -> bool:
        """Whether a file has every column that this layout was made for."""
        found = headers.match(sheet, list(self.fields()), dict(self.columns))
        return set(self.columns) <= set(found.at)

    def fields(self) -> tuple[Field, ...]:
        """The fields that have a column, pupil and day always."""
        return tuple(each for each in FIELDS if each.id in self.columns or each.required)

    def meaning(self, written: str) -> str | None:
        """What a word in the kind column means: as a person has said, else None."""
        return self.words.get(bare(written))

    def problems(self) -> list[Text]:
        """What is left to say before the file can be read."""
        found = [
            Text(f"Välj vilken kolumn som är {each.label.sv.lower()}.", f"Choose the column: {each.label.en.lower()}.")
            for each in FIELDS if each.required and each.id not in self.columns
        ]  # fmt: skip
        told = {"kind", "valid", "invalid"} & set(self.columns)
        if not told:
            found.append(
                Text(
                    "Välj kolumnen som säger om frånvaron är giltig eller ogiltig.",
                    "Choose the column that says whether an absence is valid.",
                )
            )
        if self.level == LESSON and "lesson" not in self.columns:
            found.append(
                Text(
                    "Välj kolumnen som skiljer lektionerna åt, eller ange att en rad är en dag.",
                    "Choose the column that tells lessons apart, or say that a row is a day.",
                )
            )
        if self.unit in (PERCENT, SHARE) and self.level == LESSON and "scheduled" not in self.columns:
            found.append(
                Text(
                    "En andel av en lektion går bara att räkna om filen har schemalagd tid.",
                    "A share of a lesson needs scheduled time in the file.",
                )
            )
        return found


def guess(sheet: Sheet, system: str = "") -> Layout:
    """The layout that the headings suggest, for a person to confirm. Nothing is read by a guess."""
    found = headers.match(sheet, list(FIELDS))
    columns = {name: found.names[place] for name, place in found.at.items()}
    if "valid" in columns or "invalid" in columns:
        columns.pop("absent", None)
    heading = columns.get("absent") or columns.get("valid") or columns.get("invalid") or ""
    level = LESSON if "lesson" in columns else DAY
    unit = _unit(heading) if heading else WHOLE
    layout = Layout(system, columns, level, unit, {}, only_absences="scheduled" not in columns)
    return replace(layout, words=guessed_words(kinds_in(sheet, layout)))


def read(system: str, held: Mapping[str, Any]) -> Layout:
    """A layout as it was kept."""
    return Layout(
        system,
        dict(held["columns"]),
        held["level"],
        held["unit"],
        dict(held["words"]),
        bool(held["only_absences"]),
    )


def kinds_in(sheet: Sheet, layout: Layout, most: int = 40) -> dict[str, str]:
    """The different words in the kind column: folded to as first written, the first `most` of them."""
    column = layout.columns.get("kind")
    if column is None:
        return {}
    found = headers.match(sheet, list(layout.fields()), dict(layout.columns))
    at = found.at.get("kind")
    words: dict[str, str] = {}
    if at is None:
        return words
    for _number, cells in sheet.rows[found.header + 1 :]:
        if at < len(cells) and (text := str(cells[at] or "").strip()):
            words.setdefault(bare(text), text)
            if len(words) >= most:
                break
    return words


def guessed_words(words: Mapping[str, str]) -> dict[str, str]:
    """What the words most likely mean; those nobody can guess are left for a person."""
    known = {bare(word): meaning for meaning, given in GUESSES.items() for word in given}
    return {word: known[word] for word in words if word in known}


def _unit(heading: str) -> str:
    text = heading.casefold()
    if "%" in text or "procent" in text:
        return PERCENT
    if "andel" in text:
        return SHARE
    return HOURS if "tim" in text or "(h)" in text else MINUTES
