"""The rows as written in the YAML files beside this module."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
KEYS = {"what", "pages", "commands", "see", "tests", "left", "todo"}


@dataclass(frozen=True)
class Row:
    """One capability. `left` says what is missing of it; `todo` the room of one that is not built."""

    id: str
    what: str
    pages: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    left: str = ""
    todo: str = ""

    @property
    def status(self) -> str:
        """In words: built, partly built, or not built yet."""
        if self.todo:
            return "not built yet"
        return "partly" if self.left else "built"


@dataclass(frozen=True)
class Part:
    """One letter of the list."""

    letter: str
    title: str
    rows: tuple[Row, ...]


def parts(folder: Path = HERE) -> list[Part]:
    """Every letter, in order. Raises ValueError naming the file and row for a key the rows do not have."""
    return [_part(file) for file in sorted(folder.glob("*.yaml"))]


def _part(file: Path) -> Part:
    held = yaml.safe_load(file.read_text(encoding="utf-8"))
    letter = held["letter"]
    rows = tuple(_row(file, f"{letter}{number}", row) for number, row in enumerate(held["rows"], 1))
    return Part(letter, held["title"], rows)


def _row(file: Path, id_: str, held: dict[str, Any]) -> Row:
    if unknown := held.keys() - KEYS:
        raise ValueError(f"{file.name}, {id_}: there is no key {', '.join(sorted(unknown))}")
    lists = {key: tuple(held.get(key, ())) for key in ("pages", "commands", "see", "tests")}
    return Row(id_, held["what"], left=held.get("left", ""), todo=held.get("todo", ""), **lists)
