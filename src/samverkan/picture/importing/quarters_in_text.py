"""Which quarter a notice is about, by the names in its text. The text itself is looked at and let go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samverkan.picture.places.register import Place, Register

ONE, SAME, SEVERAL, NONE = "one_name", "same_district", "several_names", "no_name"


@dataclass(frozen=True)
class Found:
    """The quarter where one is named; the district where all that are named lie in one; and how that was found."""

    quarter: str | None
    district: str | None
    how: str


@dataclass(frozen=True)
class Quarters:
    """The names of a municipality's quarters, and what else they are called."""

    register: Register
    municipality: str
    aliases: Mapping[str, str]

    @cached_property
    def by_name(self) -> dict[str, Place]:
        """Every name in use to its quarter."""
        own = {each.name: each for each in self.register.of_kind("quarter", self.municipality)}
        return own | {alias: own[name] for alias, name in self.aliases.items() if name in own}

    @cached_property
    def _names(self) -> re.Pattern[str]:
        longest = sorted(self.by_name, key=len, reverse=True)  # Södra Hammarbyhamnen before Hammarby
        return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest)) + r")s?(?!\w)")

    def district_of(self, quarter: str) -> str | None:
        """Today's district of a quarter."""
        found = [each for each in self.register.wholes_of(quarter, "district") if each.until is None]
        return found[0].id if found else None

    def find(self, text: str) -> Found:
        """Look for names, as they are written: capitals matter, for many a quarter is a common word too."""
        return self.named(self._names.findall(text))

    def named(self, names: list[str]) -> Found:
        """From names already found (a file may have them)."""
        quarters = sorted({self.by_name[name].id for name in names if name in self.by_name})
        if not quarters:
            return Found(None, None, NONE)
        if len(quarters) == 1:
            return Found(quarters[0], self.district_of(quarters[0]), ONE)
        districts = {self.district_of(each) for each in quarters}
        return Found(None, districts.pop(), SAME) if len(districts) == 1 else Found(None, None, SEVERAL)
