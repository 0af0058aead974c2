"""Take named fields out of a boxed mapping, noting every fault instead of stopping at the first."""

import difflib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from samverkan.secrecy.grounds.lines import Box, FileProblem
from samverkan.secrecy.kinds import Words

_E = TypeVar("_E", bound=StrEnum)


class Sheet:
    """One mapping of a file being read. Every getter returns a usable default after noting a fault."""

    def __init__(self, box: Box, file: str, problems: list[FileProblem]) -> None:
        self.file = file
        self.line = box.line
        self.problems = problems
        self._taken: set[str] = set()
        self._fields: dict[str, Box] = {}
        if isinstance(box.value, dict):
            self._fields = box.value
        else:
            self.fault(box.line, "här ska det stå fält med värden", "fields with values belong here")

    def fault(self, line: int, sv: str, en: str) -> None:
        self.problems.append(FileProblem(self.file, line, Words(sv, en)))

    def has(self, key: str) -> bool:
        return key in self._fields

    def line_of(self, key: str) -> int:
        return self._fields[key].line if key in self._fields else self.line

    def take(self, key: str, *, required: bool = True) -> Box | None:
        self._taken.add(key)
        box = self._fields.get(key)
        if required and (box is None or box.value is None):
            self.fault(self.line_of(key), f"”{key}” saknas; fyll i det", f"“{key}” is missing; fill it in")
            return None
        return box

    def text(self, key: str) -> str:
        return self._as_text(key, self.take(key))

    def optional_text(self, key: str) -> str | None:
        box = self.take(key, required=False)
        return None if box is None or box.value is None else self._as_text(key, box)

    def _as_text(self, key: str, box: Box | None) -> str:
        if box is None:
            return ""
        if not isinstance(box.value, str) or not box.value.strip():
            self.fault(box.line, f"”{key}” ska vara text", f"“{key}” must be text")
            return ""
        return box.value.strip()

    def words(self, key: str) -> Words:
        box = self.take(key)
        if box is None:
            return Words("", "")
        sheet = Sheet(box, self.file, self.problems)
        found = Words(sheet.text("sv"), sheet.text("en"))
        sheet.done()
        return found

    def day(self, key: str) -> date:
        return self._as_day(key, self.text(key)) or date.min

    def optional_day(self, key: str) -> date | None:
        text = self.optional_text(key)
        return None if text is None else self._as_day(key, text)

    def _as_day(self, key: str, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            sv = f"”{key}” ska vara ett datum som 2025-04-01, inte ”{text}”"
            en = f"“{key}” must be a date such as 2025-04-01, not “{text}”"
            self.fault(self.line_of(key), sv, en)
            return None

    def flag(self, key: str) -> bool:
        text = self.text(key)
        if text and text not in ("true", "false"):
            sv, en = f"”{key}” ska vara true eller false", f"“{key}” must be true or false"
            self.fault(self.line_of(key), sv, en)
        return text == "true"

    def whole_number(self, key: str) -> int:
        text = self.text(key)
        if text.isdecimal():
            return int(text)
        if text:
            self.fault(self.line_of(key), f"”{key}” ska vara ett heltal", f"“{key}” must be a whole number")
        return 0

    def choice(self, key: str, kinds: type[_E]) -> _E:
        text = self.text(key)
        found = self._member(key, text, self.line_of(key), kinds) if text else None
        return found or next(iter(kinds))

    def several(self, key: str, kinds: type[_E], named: dict[str, frozenset[_E]]) -> frozenset[_E]:
        """A list of members, or one of the `named` sets such as `all`; absent: the empty set."""
        box = self.take(key, required=False)
        if box is None or box.value is None:
            return frozenset()
        if isinstance(box.value, str) and box.value in named:
            return named[box.value]
        if not isinstance(box.value, list):
            sv, en = f"”{key}” ska vara en lista", f"“{key}” must be a list"
            hint = f" ({', '.join(named)})" if named else ""
            self.fault(box.line, sv + hint, en + hint)
            return frozenset()
        found = (self._member(key, each.value, each.line, kinds) for each in box.value)
        return frozenset(each for each in found if each is not None)

    def _member(self, key: str, value: object, line: int, kinds: type[_E]) -> _E | None:
        names = [str(each) for each in kinds]
        if isinstance(value, str) and value in names:
            return kinds(value)
        near = _near(str(value), names)
        sv = f"”{value}” finns inte för ”{key}”" + (f"; menade du ”{near}”?" if near else "")
        en = f"“{value}” is not known for “{key}”" + (f"; did you mean “{near}”?" if near else "")
        self.fault(line, sv, en)
        return None

    def sheets(self, key: str, *, required: bool = False) -> list["Sheet"]:
        box = self.take(key, required=required)
        if box is None or box.value is None:
            return []
        if not isinstance(box.value, list) or not box.value:
            self.fault(
                box.line, f"”{key}” ska vara en lista med minst en post", f"“{key}” must list one or more"
            )
            return []
        return [Sheet(each, self.file, self.problems) for each in box.value]

    def sheet(self, key: str) -> "Sheet | None":
        box = self.take(key, required=False)
        return None if box is None or box.value is None else Sheet(box, self.file, self.problems)

    def done(self) -> None:
        """Note every field that nobody asked for: a misspelt one must not be lost in silence."""
        for name in self._fields.keys() - self._taken:
            near = _near(name, self._taken)
            sv = f"fältet ”{name}” är okänt" + (f"; menade du ”{near}”?" if near else "; ta bort det")
            en = f"the field “{name}” is unknown" + (f"; did you mean “{near}”?" if near else "; remove it")
            self.fault(self._fields[name].line, sv, en)


def _near(word: str, known: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return close[0] if close else None
