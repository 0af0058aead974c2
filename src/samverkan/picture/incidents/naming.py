"""Areas that a file gives by name or code, on the day of the event: a district is what it was that day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from samverkan.picture.places.register import Place, Register
from samverkan.tables.fields import Wrong, written_cell
from samverkan.tables.text import Text
from samverkan.tables.words import bare, nearest

REGSO = re.compile(r"^0?(\d{3})(R\d{3})$", re.IGNORECASE)


class Named(NamedTuple):
    """The areas that a name is, as far as each is told by it, and what had to be mended.

    district: of today; older: the one that it was before, where a file names that and no quarter.
    """

    quarter: str | None = None
    district: str | None = None
    regso: str | None = None
    older: str | None = None
    note: Text | None = None


@dataclass(frozen=True)
class AreaNames:
    """The names of one municipality's areas, in every version there has been, and what quarters are also called."""

    register: Register
    municipality: str
    aliases: Mapping[str, str]

    @cached_property
    def _quarters(self) -> dict[str, Place]:
        own = {bare(each.name): each for each in self.register.of_kind("quarter", self.municipality)}
        also = {bare(alias): own[bare(name)] for alias, name in self.aliases.items() if bare(name) in own}
        return also | own

    @cached_property
    def _districts(self) -> dict[str, Place]:
        return {bare(each.name): each for each in self.register.of_kind("district", self.municipality)}

    @cached_property
    def _regso(self) -> dict[str, Place]:
        own = self.register.of_kind("regso", self.municipality)
        return {each.code or each.id: each for each in own} | {each.id: each for each in own}

    def find(self, raw: object, on: dt.date) -> Named:
        """Raises Wrong where there is no such area, with what it is most like."""
        written = written_cell(raw)
        if code := REGSO.match(written):
            return self._by_code(f"0{code[1]}{code[2].upper()}", written)
        name = bare(written)
        if name in self._quarters:
            quarter = self._quarters[name]
            return Named(quarter.id, self._district_of(quarter))
        if name in self._districts:
            return self._by_district(self._districts[name], on)
        raise self._unknown(written)

    def _by_code(self, code: str, written: str) -> Named:
        found = self._regso.get(code)
        if found is None:
            raise self._unknown(written)
        zero = Text(
            "inledande nollor som Excel tagit bort sattes tillbaka",
            "leading zeros that Excel took away were put back",
        )
        return Named(regso=found.id, note=zero if written.upper() != code else None)

    def _by_district(self, district: Place, on: dt.date) -> Named:
        """An area that had ended that day, or had not begun, is told; it counts in the one of today that covers it."""
        today = self.register.successors(district.id) if district.until is not None else (district,)
        if len(today) != 1:
            return Named(older=district.id)
        note = None
        if district.until is not None and on > district.until:
            note = Text(
                f"{district.name} upphörde {district.until}; senare händelser räknas till {today[0].name}",
                f"{district.name} ended on {district.until}; later events count to {today[0].name}",
            )
        elif district.since is not None and on < district.since:
            note = Text(
                f"{district.name} finns sedan {district.since}; tidigare händelser räknas på dagens gräns",
                f"{district.name} exists since {district.since}; earlier events are counted on today's border",
            )
        return Named(district=today[0].id, older=None if district is today[0] else district.id, note=note)

    def _district_of(self, quarter: Place) -> str | None:
        """The district that has the quarter today; the tables count each event on both borders."""
        found = [each for each in self.register.wholes_of(quarter.id, "district") if each.until is None]
        return found[0].id if found else None

    def _unknown(self, written: str) -> Wrong:
        names = [each.name for each in (*self._quarters.values(), *self._districts.values())]
        like = nearest(written, names)
        hint = (f"Menas {like}? ", f"Is {like} meant? ") if like else ("", "")
        return Wrong(
            Text("är inget känt område i kommunen", "is no known area in the municipality"),
            Text(
                hint[0] + "Skriv stadsdelens eller stadsdelsområdets namn, eller en RegSO-kod.",
                hint[1] + "Write the name of the quarter or district, or a RegSO code.",
            ),
        )
