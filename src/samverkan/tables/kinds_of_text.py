"""Readers of texts, codes, choices and personal numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from samverkan.tables import personal_numbers
from samverkan.tables.fields import Read, Reader, Wrong, written_cell
from samverkan.tables.text import Text
from samverkan.tables.words import bare, fold, listed, nearest


def text(*, longest: int = 400, no_person: bool = False) -> Reader:
    """Text without superfluous spaces. `no_person`: refused where it seems to hold a personal number."""

    def read(raw: object) -> Read:
        found = " ".join(written_cell(raw).split())
        if len(found) > longest:
            raise Wrong(
                Text(
                    f"texten är längre än {longest} tecken", f"the text is longer than {longest} characters"
                ),
                Text("Korta den.", "Shorten it."),
            )
        if no_person and personal_numbers.looks_like_one(found):
            raise Wrong(
                Text(
                    "texten ser ut att innehålla ett personnummer", "the text seems to hold a personal number"
                ),
                Text("Ta bort alla uppgifter om personer.", "Take out everything about persons."),
            )
        return Read(found)

    return read


def code(width: int, known: Iterable[str] | None = None) -> Reader:
    """A code of so many digits; zeros that a spreadsheet took away are put back. `0180 Stockholm` is 0180."""
    names = frozenset(known) if known is not None else None

    def read(raw: object) -> Read:
        written = written_cell(raw)
        digits = re.sub(r"\.0+$", "", written.split()[0]) if written.split() else ""
        if not digits.isdigit() or len(digits) > width:
            raise Wrong(
                Text(f"är ingen kod med {width} siffror", f"is no code of {width} digits"),
                Text(
                    "Skriv koden som text, med inledande nollor.",
                    "Write the code as text, leading zeros included.",
                ),
            )
        found = digits.zfill(width)
        if names is not None and found not in names:
            raise Wrong(
                Text("är en okänd kod", "is an unknown code"), Text("Kontrollera koden.", "Check the code.")
            )
        return Read(found, None if len(digits) == width else personal_numbers.LOST_ZERO)

    return read


def choice(options: Mapping[str, Iterable[str]], renamed: Mapping[str, str] | None = None) -> Reader:
    """One of the options: its key or one of its other names. `renamed`: old names, taken with a note."""
    known = {fold(name): key for key, names in options.items() for name in (key, *names)}
    without = {bare(name): key for name, key in known.items()}
    old = {fold(name): key for name, key in (renamed or {}).items()}

    def read(raw: object) -> Read:
        written = written_cell(raw)
        found = known.get(fold(written)) or without.get(bare(written))
        if found is not None:
            return Read(found)
        if (now := old.get(fold(written))) is not None:
            said = f"det äldre namnet {written} räknas som {now}", f"the older name {written} counts as {now}"
            return Read(now, Text(*said))
        like = nearest(written, options)
        hint = (f"Menas {like}? ", f"Is {like} meant? ") if like else ("", "")
        every = listed(options)
        raise Wrong(
            Text("är inget av de värden som finns", "is none of the values there are"),
            Text(f"{hint[0]}Värdena är: {every}.", f"{hint[1]}The values are: {every}."),
        )

    return read


def yes_no() -> Reader:
    """ja, nej, x, 1, 0, sant, falskt."""
    inner = choice(
        {
            "ja": ("j", "x", "1", "sant", "true", "yes", "1.0"),
            "nej": ("n", "0", "falskt", "false", "no", "0.0"),
        }
    )
    return lambda raw: Read(inner(raw).value == "ja")


def personal_number() -> Reader:
    """Twelve digits with the right check digit. Let the field be `secret`."""

    def read(raw: object) -> Read:
        found = personal_numbers.read_number(raw)
        if found is None:
            raise Wrong(
                Text("är inget giltigt personnummer", "is no valid personal number"),
                Text("Skriv det med tolv siffror.", "Write it with twelve digits."),
            )
        return Read(found.digits, found.note)

    return read
