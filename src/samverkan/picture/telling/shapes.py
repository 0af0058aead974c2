"""What a page and a printed report are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from samverkan.picture.drawing.svg import Drawing, Medium
from samverkan.picture.drawing.words import Language, say
from samverkan.picture.making.data import State
from samverkan.picture.making.picture import Picture
from samverkan.tables.text import Text

Link = Callable[
    [str, str], str
]  # ("place", place id) or ("number", "indicator|place") to an address, "" for none
Tone = Literal["", "up", "down", "perhaps", "soft", "date"]


@dataclass(frozen=True)
class Cell:
    """A cell's words, where it leads, and whether it is a number (set right) or quiet."""

    text: str
    url: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Table:
    """A caption, columns as (heading, numeric), rows whose first cell names them."""

    caption: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Highlight:
    """A number to be seen first: what, how much, and what can be said of it."""

    label: str
    value: str
    words: str
    tone: Tone = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """One thing said: words, a drawing (wide, and narrow for a phone), the table behind it, source and cautions."""

    id: str
    title: str
    lead: str = ""
    wide: Drawing | None = None
    narrow: Drawing | None = None
    table: Table | None = None
    open_table: bool = False  # the table is what is read; it is not folded away
    source: str = ""
    notes: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading with its panels; `made_up` marks what no real event stands behind."""

    id: str
    title: str
    lead: str = ""
    panels: tuple[Panel, ...] = ()
    made_up: bool = False


@dataclass(frozen=True)
class Teller:
    """In which language, for which medium, and where things lead."""

    language: Language
    medium: Medium = "page"
    link: Link = field(default=lambda _kind, _key: "")

    def __call__(self, sv: str, en: str) -> str:
        return sv if self.language == "sv" else en

    def say(self, text: Text) -> str:
        """A text in the language."""
        return say(text, self.language)

    def source(self, state: State | None, period: str = "") -> str:
        """`Källa: Polismyndigheten, Polisens händelsenotiser, till 2026-08-22, inläst 2026-11-28.`"""
        if state is None:
            return ""
        until = period or state.last
        owner, name = self.say(state.source.owner), self.say(state.source.name)
        return self(
            f"Källa: {owner}, {name}, till {until}, inläst {state.read_on}.",
            f"Source: {owner}, {name}, to {until}, read in {state.read_on}.",
        )


def state_of(picture: Picture, source: str) -> State | None:
    """A source as the picture has it."""
    return next((state for state in picture.states if state.source.id == source), None)


def known(state: State | None, tell: Teller, most: int) -> tuple[str, ...]:
    """What is known to be wrong with a source, the first of it."""
    return tuple(tell.say(each) for each in state.source.known[:most]) if state else ()
