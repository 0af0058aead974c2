"""What a report is made of, whatever it is set in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samverkan.evidence.evaluation.finding import Figure


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a chapter, 3 below it."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; lead ones are larger."""

    words: str
    lead: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Labels and what they hold."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table with a caption and a head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A figure with its caption, and in words for whoever cannot see it."""

    figure: Figure
    caption: str
    described: str


@dataclass(frozen=True)
class Box:
    """Something set apart: the brief, a warning, the verdict."""

    kind: Literal["brief", "warning", "verdict"]
    title: str
    paragraphs: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Pairs | Grid | Picture | Box


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    title: str
    subtitle: str
    author: str
    lang: str
    blocks: tuple[Block, ...]
